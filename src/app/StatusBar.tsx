import { useShallow } from 'zustand/react/shallow';
import { SaveState } from '#features/saving/index.ts';
import { pointText } from '#features/viewing/index.ts';
import { useStore } from '#store/store.ts';
import { loadTotals } from '#store/studySlice.ts';
import { saveFile } from './exports.ts';
import { openPanel } from './panels.ts';
import { cancelReading } from './session.ts';

function LoadWords() {
  const { total, loaded, failed } = useStore(useShallow(loadTotals));
  const { found, read } = useStore((state) => state.progress);
  const indexed = useStore((state) => state.indexed);
  if (!indexed)
    return (
      <span role="status">
        Reading headers: {read} of {found}{' '}
        <button type="button" className="status-link" onClick={cancelReading}>
          Stop
        </button>
      </span>
    );
  return (
    <span role="status">
      {loaded}/{total} loaded
      {failed > 0 && <strong className="status-problem">{`, ${failed} cannot be shown`}</strong>}
    </span>
  );
}

/** Where the cursor is, how much is loaded, what was left out. */
export function StatusBar() {
  const cursor = useStore((state) => state.cursor);
  const skipped = useStore((state) => state.skipped.length);
  return (
    <div className="status-bar">
      <span className="status-cursor" data-testid="cursor-position">
        {cursor ? pointText(cursor.point) : 'no position'}
      </span>
      <LoadWords />
      <SaveState onSaveFile={() => void saveFile('casefile')} />
      {skipped > 0 && (
        <button type="button" className="status-link" onClick={() => openPanel('skipped')}>
          {skipped} skipped
        </button>
      )}
      <span className="status-disclaimer">Not a medical device. Not for primary diagnosis.</span>
    </div>
  );
}
