import { useStore } from '#store/store.ts';
import type { PaneView } from '#store/paneView.ts';
import { outsideText } from './words.ts';

/** Why a pane shows no image, or how what it shows relates to the cursor. */
export function PlaneNotice({ view, problem, gaps }: { view: PaneView; problem: string | null; gaps: number }) {
  const hasCursor = useStore((state) => state.cursor !== null);
  const { content } = view.pane;
  if (content.kind === 'empty') return <p className="plane-blank">{content.reason}</p>;
  if (problem)
    return (
      <div className="plane-failed" role="alert">
        <strong>
          Slice {view.index + 1} of {view.stops.length} cannot be shown
        </strong>
        <span>{problem}</span>
        <span>Its neighbours are not affected.</span>
      </div>
    );
  const notes: string[] = [];
  if (view.stop && !view.stop.plane) notes.push(`not linked: ${view.stop.slice?.frame.planeProblem ?? 'no geometry'}`);
  else if (view.stop && hasCursor && !view.linked) notes.push('not spatially linked');
  if (gaps > 0) notes.push(`dark where ${gaps} slice${gaps === 1 ? '' : 's'} could not be read`);
  if (view.outside) notes.push(outsideText(view.outside.byMm));
  if (notes.length === 0) return null;
  return (
    <p className="plane-notice" role="status">
      {notes.join(' - ')}
    </p>
  );
}
