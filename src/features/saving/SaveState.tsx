import { useMemo } from 'react';
import { activeStudy } from '#store/studySlice.ts';
import { useStore } from '#store/store.ts';
import { countAway } from './attached.ts';
import './saving.css';

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const dayAndClock = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** "10:42" today, with the day before that. */
const savedAtText = (at: number, now = Date.now()): string =>
  (new Date(at).toDateString() === new Date(now).toDateString() ? clock : dayAndClock).format(at);

/** Whether the reader's work is safe; where it is not, the way to make it so. */
export function SaveState({ onSaveFile }: { readonly onSaveFile: () => void }) {
  const saveState = useStore((state) => state.saveState);
  const study = useStore(activeStudy);
  const indexed = useStore((state) => state.indexed);
  const marks = useStore((state) => state.marks);
  const away = useMemo(() => (study && indexed ? countAway(study, marks) : 0), [study, indexed, marks]);
  return (
    <span className="save-state" data-save-state={saveState.kind}>
      {saveState.kind === 'saving' && 'Saving'}
      {saveState.kind === 'saved' && `Saved ${savedAtText(saveState.at)}`}
      {saveState.kind === 'failed' && (
        <>
          <strong className="save-failed" title={saveState.reason}>
            Not saved
          </strong>
          <button type="button" className="save-file" onClick={onSaveFile}>
            Save a file
          </button>
        </>
      )}
      {away > 0 && <span title="They are kept and saved, and shown when those images are opened.">{`${away} on images not opened`}</span>}
    </span>
  );
}
