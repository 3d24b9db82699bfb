import { useStore } from '#store/store.ts';
import { paneView, toCanvas, type PaneView } from '#store/paneView.ts';
import { visiblePanes } from '#store/view.ts';
import type { AnatomicalPlane } from '#geometry/orientation.ts';
import { useShallow } from 'zustand/react/shallow';
import { linesOf, type DrawnLine } from './lines.ts';

/** Colours of the cursor's arms on a plane: each arm runs along one of the other two planes. */
const ARMS: Record<AnatomicalPlane, { across: AnatomicalPlane; along: AnatomicalPlane }> = {
  sagittal: { across: 'axial', along: 'coronal' },
  axial: { across: 'coronal', along: 'sagittal' },
  coronal: { across: 'axial', along: 'sagittal' },
};
const GAP_PX = 7;
const ARM_PX = 16;

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

function Cursor({ view }: { view: PaneView }) {
  const at = view.cursor && toCanvas(view, view.cursor);
  if (!at || !view.anatomical) return null;
  const arms = ARMS[view.anatomical];
  const across = `M${at.x - GAP_PX - ARM_PX} ${at.y}h${ARM_PX}M${at.x + GAP_PX} ${at.y}h${ARM_PX}`;
  const along = `M${at.x} ${at.y - GAP_PX - ARM_PX}v${ARM_PX}M${at.x} ${at.y + GAP_PX}v${ARM_PX}`;
  return (
    <g className="plane-cursor" data-testid="cursor" data-x={at.x} data-y={at.y}>
      <path className="plane-line-halo" d={across + along} />
      <path data-of={arms.across} d={across} />
      <path data-of={arms.along} d={along} />
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
      <Cursor view={view} />
    </svg>
  );
}
