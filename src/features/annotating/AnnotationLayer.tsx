import './annotating.css';
import { memo, useEffect, useRef } from 'react';
import type { CanvasPoint } from '#geometry/points.ts';
import { pixelToCanvas } from '#geometry/viewTransform.ts';
import type { Annotation } from '#spine/annotation.ts';
import { measure } from '#spine/measure.ts';
import { shapeFrom } from '#spine/annotationPoints.ts';
import { valueText } from '#spine/measurement.ts';
import { activeStudy } from '#store/studySlice.ts';
import { useStore } from '#store/store.ts';
import type { PaneView } from '#store/paneView.ts';
import { DraftPrompt } from './DraftPrompt.tsx';
import { useAnnotating, type Draft } from './draft.ts';
import type { ValuesOf } from './finish.ts';
import { bindHands } from './hands.ts';
import { labelSize, placeLabels, type Placed } from './labels.ts';
import { measured } from '#store/measured.ts';
import { pointsOf } from './shapes.ts';
import { pathOf, sketchOf, type Sketch } from './sketch.ts';
import { TextField } from './TextField.tsx';
import { onCanvas, visibleOn } from './visible.ts';
import { labelLines } from './words.ts';

const HANDLE_PX = 4;

function Label({ lines, placed }: { lines: readonly string[]; placed: Placed }) {
  const { box, leader } = placed;
  const [from, to] = leader;
  return (
    <g className="mark-label">
      <path className="mark-leader" d={pathOf([[from, to]])} />
      {lines.map((line, index) => (
        <text key={index} x={box.left + 5} y={box.top + 14 + index * 16} data-caution={line.startsWith('Caution') || undefined}>
          {line}
        </text>
      ))}
    </g>
  );
}

type FigureProps = {
  readonly id: string;
  readonly kind: string;
  readonly sketch: Sketch;
  readonly own: boolean;
  readonly selected: boolean;
  readonly lines: readonly string[];
  readonly placed: Placed | null;
};

const Figure = memo(function Figure({ id, kind, sketch, own, selected, lines, placed }: FigureProps) {
  const d = pathOf(sketch.lines);
  return (
    <g className="mark" data-annotation={id} data-kind={kind} data-own={own} data-selected={selected || undefined}>
      <path className="mark-halo" d={d} />
      <path className="mark-line" d={d} />
      {sketch.thin.length > 0 && <path className="mark-thin" d={pathOf(sketch.thin)} />}
      {selected &&
        own &&
        sketch.handles.map(({ x, y }, index) => (
          <circle key={index} className="mark-handle" data-handle={index} cx={x} cy={y} r={HANDLE_PX} />
        ))}
      {placed && lines.length > 0 && <Label lines={lines} placed={placed} />}
    </g>
  );
});

/** What is being drawn, with the next point where the pointer is, and its value as far as it has one. */
function DraftFigure({ draft, view }: { draft: Draft; view: PaneView }) {
  const pressed = draft.next ? [...draft.pressed, draft.next] : draft.pressed;
  const pixels = pointsOf(draft.kind, pressed);
  const canvas = (points: typeof pixels): CanvasPoint[] => points.map((pixel) => pixelToCanvas(view.view!, pixel));
  const sketch = sketchOf(draft.kind, canvas(pixels));
  const dots = draft.proposed ? [] : canvas(draft.pressed);
  const end = canvas(pressed).at(-1);
  const twoPoints = draft.kind === 'length' || draft.kind === 'canalAp' || draft.kind === 'lateralRecess';
  const row = twoPoints && pixels.length === 2 ? lengthOf(draft, pixels, view) : undefined;
  return (
    <g className="mark mark-draft" data-draft={draft.kind}>
      <path className="mark-halo" d={pathOf(sketch.lines)} />
      <path className="mark-line" d={pathOf(sketch.lines)} />
      <path className="mark-thin" d={pathOf(sketch.thin)} />
      {dots.length < 60 && dots.map(({ x, y }, index) => <circle key={index} className="mark-dot" cx={x} cy={y} r={2.5} />)}
      {row && end && (
        <text x={end.x + 14} y={end.y - 10}>
          {row}
        </text>
      )}
    </g>
  );
}

function lengthOf({ kind, on }: Draft, pixels: ReturnType<typeof pointsOf>, view: PaneView): string | undefined {
  const annotation: Annotation = {
    id: '',
    revision: 0,
    kind,
    shape: shapeFrom(on, pixels),
    on,
    text: '',
    values: [],
    changedAt: 0,
    readOnly: false,
  };
  const spacingMm = view.stop?.slice?.frame.spacingMm ?? null;
  const [row] = measure(annotation, { spacingMm, canal: null, level: null, weighting: null, all: [] }).rows;
  return row && valueText(row);
}

/** Annotations over one pane's image, and the hands that draw and change them. */
export function AnnotationLayer({ view, valuesOf }: { view: PaneView; valuesOf: ValuesOf }) {
  const svg = useRef<SVGSVGElement>(null);
  const marks = useStore((state) => state.marks);
  const study = useStore(activeStudy);
  const links = useStore((state) => state.frameLinks);
  const selected = useStore((state) => state.selected);
  const drawing = useStore((state) => state.drawing);
  const anyDraft = useAnnotating((state) => state.draft);
  const draft = anyDraft?.kind === drawing && anyDraft.pane === view.id && anyDraft.stopKey === view.stop?.key ? anyDraft : null;
  const writing = useAnnotating((state) => state.writing);
  const pane = view.id;
  useEffect(() => {
    const section = svg.current?.closest('section');
    return section ? bindHands(section, pane, valuesOf) : undefined;
  }, [pane, valuesOf]);

  const figures = visibleOn(view, marks.annotations, links).map(({ annotation, own }) => ({
    annotation,
    own,
    sketch: sketchOf(annotation.kind, onCanvas(view, annotation, links)),
    lines: annotation.id === writing ? [] : labelLines(annotation, measured(study, marks, annotation)),
  }));
  const placed = placeLabels(
    figures.map(({ sketch, lines }) => (lines.length === 0 ? [] : sketch.lines.flat())),
    figures.map(({ lines }) => labelSize(lines)),
    view.size,
    figures.map(({ annotation, sketch }) => (annotation.kind === 'arrow' ? sketch.handles.slice(-1) : undefined)),
  );
  const written = figures.find(({ annotation }) => annotation.id === writing);
  const tail = written?.sketch.handles.at(-1);
  return (
    <>
      <svg ref={svg} className="mark-layer" width={view.size.widthPx} height={view.size.heightPx} role="group" aria-label="Annotations">
        {figures.map(({ annotation, own, sketch, lines }, index) => (
          <Figure
            key={annotation.id}
            id={annotation.id}
            kind={annotation.kind}
            sketch={sketch}
            own={own}
            selected={annotation.id === selected}
            lines={lines}
            placed={placed[index] ?? null}
          />
        ))}
        {draft && view.view && <DraftFigure draft={draft} view={view} />}
      </svg>
      {written && tail && written.own && (
        <TextField key={written.annotation.id} annotation={written.annotation} at={tail} size={view.size} />
      )}
      <DraftPrompt pane={pane} valuesOf={valuesOf} />
    </>
  );
}
