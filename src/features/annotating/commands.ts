/** Everything a reader can draw, and what can be done with what was drawn, as commands. */
import {
  Activity,
  ArrowUpRight,
  ArrowUpDown,
  Bone,
  BookmarkPlus,
  Check,
  Circle,
  Crosshair,
  Dot,
  DraftingCompass,
  Lasso,
  Layers2,
  MoveDiagonal,
  MoveHorizontal,
  PencilLine,
  Redo2,
  Ruler,
  Scaling,
  Sparkles,
  Spline,
  Square,
  Trash2,
  Triangle,
  Undo2,
  X,
} from 'lucide-react';
import type { AnnotationKind } from '#spine/annotation.ts';
import { useStore } from '#store/store.ts';
import type { Command } from '#ui/command.ts';
import { annotating, setDraft, setWriting } from './draft.ts';
import { cancelDrawing, closeOutline, drawingKind, isDrawing, startDrawing } from './drawing.ts';
import type { ValuesOf } from './finish.ts';
import { addKeyImage } from './keyImages.ts';
import { isOutline, KINDS } from './kinds.ts';

export type AnnotatingPorts = {
  readonly valuesOf: ValuesOf;
  /** Token of the exact view on the screen. */
  readonly currentView: () => string;
};

const state = useStore.getState;
const hasStudy = (): boolean => state().phase === 'reading';

const DRAWN: readonly (readonly [AnnotationKind, readonly string[], Command['icon']])[] = [
  ['length', ['l'], Ruler],
  ['angle', ['a'], Triangle],
  ['arrow', ['Shift+a'], ArrowUpRight],
  ['ellipse', ['e'], Circle],
  ['freehand', ['Shift+e'], Lasso],
  ['bidirectional', [], Scaling],
  ['cobb', [], DraftingCompass],
  ['point', [], Dot],
  ['canalAp', ['q'], MoveHorizontal],
  ['sacArea', ['Shift+g'], Spline],
  ['lateralRecess', [], MoveDiagonal],
  ['discHeight', ['d'], ArrowUpDown],
  ['slip', ['Shift+d'], Layers2],
  ['lordosis', [], Activity],
  ['segmentalAngle', [], Square],
  ['vertebralHeight', [], Bone],
  ['signalRatio', [], Crosshair],
  ['conusLevel', [], Dot],
];

const draw = ([kind, keys, icon]: (typeof DRAWN)[number]): Command => ({
  id: `draw.${kind}`,
  label: KINDS[kind].label,
  group: 'Measure and mark',
  keys,
  ...(icon ? { icon } : {}),
  enabled: hasStudy,
  pressed: () => drawingKind() === kind && !annotating().growing,
  run: () => startDrawing(kind),
});

/** What starts a drawing: for a menu of tools. */
export const DRAWING_COMMANDS: readonly Command[] = DRAWN.flatMap((each): Command[] =>
  each[0] === 'sacArea'
    ? [
        {
          id: 'draw.sacGrow',
          label: 'Dural sac area, found from one click',
          group: 'Measure and mark',
          keys: ['g'],
          icon: Sparkles,
          enabled: hasStudy,
          pressed: () => drawingKind() === 'sacArea' && annotating().growing,
          run: () => startDrawing('sacArea', true),
        },
        draw(each),
      ]
    : [draw(each)],
);

/** The last press of a drawing is taken back before anything that is finished. */
function undo(): void {
  const { draft } = annotating();
  if (draft && draft.pressed.length > 0 && !draft.proposed) {
    const pressed = isOutline(draft.kind) && draft.pressed.length > 40 ? [] : draft.pressed.slice(0, -1);
    setDraft({ ...draft, pressed });
  } else state().undo();
}

const chosen = () => state().marks.annotations.find((each) => each.id === state().selected);

/** Before other commands of the same keys: Esc, Enter and Delete mean these while something is drawn or chosen. */
export function annotatingCommands({ valuesOf, currentView }: AnnotatingPorts): readonly Command[] {
  const command = (
    id: string,
    label: string,
    keys: readonly string[],
    icon: NonNullable<Command['icon']>,
    enabled: () => boolean,
    run: () => void,
  ): Command => ({
    id,
    label,
    group: 'Measure and mark',
    keys,
    icon,
    enabled,
    run,
  });
  return [
    command(
      'mark.cancel',
      'Stop drawing, choose nothing',
      ['Escape'],
      X,
      () => isDrawing() || state().selected !== null,
      () => {
        if (isDrawing()) cancelDrawing();
        else state().select(null);
      },
    ),
    command('mark.close', 'Close or accept the outline', ['Enter'], Check, isDrawing, () => closeOutline(valuesOf)),
    command(
      'mark.delete',
      'Delete what is chosen',
      ['Delete', 'Backspace'],
      Trash2,
      () => chosen()?.readOnly === false,
      () => state().removeAnnotation(chosen()!.id),
    ),
    command(
      'mark.text',
      'Write a text for what is chosen',
      ['F2'],
      PencilLine,
      () => chosen()?.readOnly === false,
      () => setWriting(chosen()!.id),
    ),
    command('mark.undo', 'Undo', ['Ctrl+z'], Undo2, () => state().past.length > 0 || (annotating().draft?.pressed.length ?? 0) > 0, undo),
    command(
      'mark.redo',
      'Redo',
      ['Ctrl+Shift+z', 'Ctrl+y'],
      Redo2,
      () => state().future.length > 0,
      () => state().redo(),
    ),
    command('mark.key-image', 'Keep this view as a key image', ['k'], BookmarkPlus, hasStudy, () => {
      if (addKeyImage(currentView()))
        state().say({ id: 'key-image', tone: 'note', text: 'Key image kept. Its caption can be written under Marks.' });
    }),
    ...DRAWING_COMMANDS,
  ];
}
