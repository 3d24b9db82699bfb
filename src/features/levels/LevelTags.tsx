import { useRef, type MouseEvent, type PointerEvent, type WheelEvent } from 'react';
import { canvasPoint, type CanvasPoint, type PatientPoint } from '#geometry/points.ts';
import { patientSum, subtract } from '#geometry/vector.ts';
import { kindOf } from '#spine/levelNames.ts';
import { moveLabel } from '#spine/levels.ts';
import { levelOfCursor } from '#store/levels.ts';
import { toPatient, type PaneView } from '#store/paneView.ts';
import { activeStudy } from '#store/studySlice.ts';
import { useStore } from '#store/store.ts';
import { goToLevel } from './goToLevel.ts';
import { LabelHint } from './LabelHint.tsx';
import { LevelEditor } from './LevelEditor.tsx';
import { openLabel, useNaming } from './naming.ts';
import { proposeGaps, type ValuesOf } from './propose.ts';
import { tagsOf, type Tag } from './tags.ts';
import './levels.css';

/** A press that moves less than this is a click. */
const CLICK_PX = 4;
/** Wheel over a tag scrolls the image below it. */
const passWheel = (event: WheelEvent<HTMLElement>): void => {
  const screen = event.currentTarget.closest('section')?.querySelector('.plane-screen');
  screen?.dispatchEvent(new globalThis.WheelEvent('wheel', event.nativeEvent));
};

type Hold = { readonly x: number; readonly y: number; readonly dot: CanvasPoint; readonly from: PatientPoint; moved: boolean };

/** The label moved by as much as the pointer on the slice; its distance from the slice stays. */
function dragTo(view: PaneView, id: string, { dot, from, x, y }: Hold, event: PointerEvent): void {
  const { marks, dragLevels } = useStore.getState();
  const start = toPatient(view, dot);
  const end = toPatient(view, canvasPoint(dot.x + event.clientX - x, dot.y + event.clientY - y));
  if (start && end) dragLevels(moveLabel(marks.levels, id, patientSum(from, subtract(end, start), 1)));
}

function TagView({ view, tag, current, valuesOf }: { view: PaneView; tag: Tag; current: boolean; valuesOf: ValuesOf }) {
  const hold = useRef<Hold | null>(null);
  const { label, name } = tag;
  const words = `${label.name}${label.accepted ? '' : ', proposed'}`;
  const open = (event: MouseEvent) => {
    event.preventDefault();
    openLabel({ id: label.id, pane: view.id, x: name.x, y: name.y });
  };
  const release = () => {
    const { current: was } = hold;
    hold.current = null;
    if (!was?.moved) return;
    const state = useStore.getState();
    state.setLevels(proposeGaps(state.marks.levels, kindOf(label.name), label.frame, activeStudy(state), valuesOf).levels);
  };
  return (
    <button
      type="button"
      className="level-tag"
      aria-label={words}
      aria-current={current}
      title={`${words}. Click: go there. Drag: move. Right click: rename, delete`}
      data-level-tag={label.name}
      data-accepted={label.accepted}
      data-through={tag.through}
      style={{ left: name.x, top: name.y }}
      onContextMenu={open}
      onWheel={passWheel}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        // The label's own point: in a frame linked by hand it is drawn moved, and the shift is the same in both.
        const from = useStore.getState().marks.levels.labels.find(({ id }) => id === label.id)!.point;
        hold.current = { x: event.clientX, y: event.clientY, dot: tag.dot, from, moved: false };
      }}
      onPointerMove={(event) => {
        const held = hold.current;
        if (!held) return;
        held.moved ||= Math.hypot(event.clientX - held.x, event.clientY - held.y) >= CLICK_PX;
        if (held.moved) dragTo(view, label.id, held, event);
      }}
      onPointerUp={(event) => {
        if (hold.current && !hold.current.moved) goToLevel(label.name, event.timeStamp);
        release();
      }}
      onPointerCancel={release}
      onKeyDown={(event) => {
        if (event.key === 'Enter') goToLevel(label.name, event.timeStamp);
      }}
    >
      {label.name}
      {!label.accepted && <span aria-hidden="true">?</span>}
    </button>
  );
}

/** Level labels over one pane's image: a ring on each, its name beside the anatomy. */
export function LevelTags({ view, valuesOf }: { view: PaneView; valuesOf: ValuesOf }) {
  const marks = useStore((state) => state.marks);
  const frameLinks = useStore((state) => state.frameLinks);
  const texts = useStore((state) => state.overlays === 'all');
  const active = useStore((state) => state.activePane === view.id);
  const labelling = useStore((state) => state.drawing !== null && typeof state.drawing === 'object');
  const here = useStore((state) => levelOfCursor(state)?.name ?? null);
  const open = useNaming((state) => (state.open?.pane === view.id ? state.open : null));
  const opened = open && marks.levels.labels.find(({ id }) => id === open.id);
  const tags = texts || labelling ? tagsOf({ marks, frameLinks }, view) : [];
  return (
    <div className="level-tags" data-labelling={labelling}>
      <svg aria-hidden="true" width={view.size.widthPx} height={view.size.heightPx}>
        {tags.map(({ label, dot, name, through }) => (
          <g key={label.id} data-through={through} data-accepted={label.accepted}>
            <line x1={dot.x} y1={dot.y} x2={name.x} y2={name.y} />
            <circle className="level-halo" cx={dot.x} cy={dot.y} r="4" />
            <circle cx={dot.x} cy={dot.y} r="4" />
          </g>
        ))}
      </svg>
      {tags.map((tag) => (
        <TagView key={tag.label.id} view={view} tag={tag} current={tag.label.name === here} valuesOf={valuesOf} />
      ))}
      {labelling && active && <LabelHint />}
      {open && opened && (
        <div
          className="level-popover"
          style={{ left: Math.min(open.x, view.size.widthPx - 250), top: Math.min(open.y + 14, view.size.heightPx - 230) }}
        >
          <LevelEditor label={opened} onClose={() => openLabel(null)} />
        </div>
      )}
    </div>
  );
}
