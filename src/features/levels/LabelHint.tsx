import { firstName } from '#spine/levels.ts';
import { useStore } from '#store/store.ts';
import { useNaming } from './naming.ts';

/** What the next click will do while the label tool is in hand. */
export function LabelHint() {
  const next = useNaming((state) => state.next);
  const drawing = useStore((state) => state.drawing);
  const isFirst = useStore((state) => state.marks.levels.labels.length === 0);
  const what = drawing !== null && typeof drawing === 'object' && drawing.label === 'vertebra' ? 'vertebra' : 'disc';
  const lowest = useStore((state) => firstName(what, state.marks.levels.variant));
  const words = next
    ? `Click the ${next} ${what}`
    : isFirst
      ? `Click the ${lowest} ${what}, or press 1 to 6 for another level first`
      : `Click the next ${what}: it is named by its place. 1 to 6 choose the name`;
  return (
    <p className="level-hint" role="status">
      {words}. Esc ends
    </p>
  );
}
