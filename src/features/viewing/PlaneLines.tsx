import { useStore } from '#store/store.ts';
import { paneView, toCanvas, type PaneView } from '#store/paneView.ts';
import { visiblePanes } from '#store/view.ts';
import { useShallow } from 'zustand/react/shallow';
import { cursorArms, linesOf, type DrawnLine } from './lines.ts';

const GAP_PX = 7;
const ARM_PX = 18;

function Line({ line }: { line: DrawnLine }) {
  const { from, to } = line;
  const ends = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
  return (
    <g className={line.current ? 'plane-line' : 'plane-line plane-line-other'} data-of={line.anatomical ?? 'other'} data-line={line.pane}>
      {line.current && <line className="plane-line-halo" {...ends} />}
      <line {...ends} />
      {line.label && (
        <text x={to.x + (to.x >= from.x ? 4 : -14)} y={to.y + 4}>
          {line.label}
        </text>
      )}
    </g>
  );
}

/** The point all planes are locked to. Each arm runs along one other plane, in its colour, so that a tilted plane has a tilted arm. */
function Cursor({ view, others }: { view: PaneView; others: readonly PaneView[] }) {
  const at = view.cursor && toCanvas(view, view.cursor);
  if (!at || !view.anatomical) return null;
  const arms = cursorArms(view, others).map(({ anatomical, x, y }) => ({
    anatomical,
    path: [-1, 1]
      .map((side) => `M${at.x + side * GAP_PX * x} ${at.y + side * GAP_PX * y}l${side * ARM_PX * x} ${side * ARM_PX * y}`)
      .join(''),
  }));
  return (
    <g className="plane-cursor" data-testid="cursor" data-x={at.x} data-y={at.y}>
      <path className="plane-line-halo" d={arms.map((arm) => arm.path).join('')} />
      {arms.map((arm) => (
        <path key={arm.anatomical} data-of={arm.anatomical} d={arm.path} />
      ))}
    </g>
  );
}

/** Reference lines of the other visible planes and the cursor, over one pane's image. */
export function PlaneLines({ view }: { view: PaneView }) {
  const mode = useStore((state) => state.referenceLines);
  const links = useStore((state) => state.frameLinks);
  const others = useStore(
    useShallow((state) =>
      visiblePanes(state)
        .filter((id) => id !== view.id)
        .map((id) => paneView(state, id)),
    ),
  );
  const lines = mode === 'off' ? [] : others.flatMap((other) => linesOf(view, other, mode === 'all', links));
  return (
    <svg className="plane-lines" aria-hidden="true" width={view.size.widthPx} height={view.size.heightPx}>
      {lines.map((line, index) => (
        <Line key={index} line={line} />
      ))}
      <Cursor view={view} others={others} />
    </svg>
  );
}
