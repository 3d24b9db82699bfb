import type { PaneId } from '#store/view.ts';
import { useStore } from '#store/store.ts';
import { Button } from '#ui/Button.tsx';
import { useAnnotating } from './draft.ts';
import { cancelDrawing, closeOutline } from './drawing.ts';
import type { ValuesOf } from './finish.ts';
import { isOutline, promptOf } from './kinds.ts';

const GROW = 'Dural sac: click in the bright CSF';
const PROPOSED = 'Proposed from bright CSF; roots at its edge may be left out. Accept and adjust, or click again.';

/** On the pane that draws (or is active): which point comes next, and buttons for those without keys. */
export function DraftPrompt({ pane, valuesOf }: { pane: PaneId; valuesOf: ValuesOf }) {
  const kind = useStore((state) => (typeof state.drawing === 'string' ? state.drawing : null));
  const isActive = useStore((state) => state.activePane === pane);
  const { draft, growing } = useAnnotating();
  const here = draft ? draft.pane === pane : isActive;
  if (!kind || !here) return null;
  const canClose = draft !== null && isOutline(kind) && draft.pressed.length >= 3;
  const words = draft?.proposed ? PROPOSED : growing ? GROW : promptOf(kind, draft?.pressed.length ?? 0);
  return (
    <div className="mark-prompt">
      <span role="status">{words}</span>
      {canClose && (
        <Button tone="primary" hint="Enter" onClick={() => closeOutline(valuesOf)}>
          {draft.proposed ? 'Accept' : 'Close'}
        </Button>
      )}
      <Button tone="quiet" hint="Esc" onClick={cancelDrawing}>
        Cancel
      </Button>
    </div>
  );
}
