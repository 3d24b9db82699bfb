import { ChevronsDown, ChevronsUp, Gauge, Play, Snail } from 'lucide-react';
import { changeCineSpeed, toggleCine, useCine } from '#features/cine/index.ts';
import { displayAxes } from '#geometry/orientation.ts';
import { moveAlong } from '#geometry/vector.ts';
import { visiblePanes } from '#store/view.ts';
import type { Command } from '#ui/command.ts';
import { activeView, hasImage, hasStudy, state } from './active.ts';
import { showSeries } from '../showSeries.ts';

const PAGE = 5;
const CURSOR_STEP_MM = 2;

function scroll(steps: number): void {
  state().scrollBy(state().activePane, steps, performance.now());
}

/** Moves the cursor within the active pane's slice, in screen directions. */
function nudge(axis: 'right' | 'down', sign: 1 | -1): void {
  const view = activeView();
  if (!view.stop?.plane || !view.cursor) return;
  const direction = displayAxes(view.stop.plane, view.turn)[axis];
  state().pointAt(view.id, moveAlong(view.cursor, direction, sign * CURSOR_STEP_MM), performance.now());
}

function nextPane(step: 1 | -1): void {
  const panes = visiblePanes(state());
  const at = panes.indexOf(state().activePane);
  state().setActivePane(panes[(at + step + panes.length) % panes.length]!);
}

function nextSeries(step: 1 | -1): void {
  const { series } = activeView();
  const study = state().studies.find((each) => each.uid === state().studyUid);
  if (!study || !series) return;
  const at = study.series.findIndex((each) => each.uid === series.uid);
  const next = study.series[(at + step + study.series.length) % study.series.length];
  if (next) showSeries(next, state().activePane);
}

const command = (id: string, label: string, keys: readonly string[], run: () => void, icon?: Command['icon']): Command => ({
  id,
  label,
  group: 'Move',
  keys,
  enabled: hasImage,
  run,
  ...(icon ? { icon } : {}),
});

export const NAVIGATE: readonly Command[] = [
  command('slice.next', 'Next slice', ['ArrowDown'], () => scroll(1)),
  command('slice.previous', 'Previous slice', ['ArrowUp'], () => scroll(-1)),
  command('slice.page-down', `Forward ${PAGE} slices`, ['PageDown'], () => scroll(PAGE), ChevronsDown),
  command('slice.page-up', `Back ${PAGE} slices`, ['PageUp'], () => scroll(-PAGE), ChevronsUp),
  command('slice.first', 'First slice', ['Home'], () => state().scrollTo(state().activePane, 0, performance.now())),
  command('slice.last', 'Last slice', ['End'], () =>
    state().scrollTo(state().activePane, activeView().stops.length - 1, performance.now()),
  ),
  command('cursor.left', 'Cursor left', ['Shift+ArrowLeft'], () => nudge('right', -1)),
  command('cursor.right', 'Cursor right', ['Shift+ArrowRight'], () => nudge('right', 1)),
  command('cursor.up', 'Cursor up', ['Shift+ArrowUp'], () => nudge('down', -1)),
  command('cursor.down', 'Cursor down', ['Shift+ArrowDown'], () => nudge('down', 1)),
  { ...command('pane.next', 'Next plane', ['n'], () => nextPane(1)), enabled: hasStudy },
  { ...command('pane.previous', 'Previous plane', ['Shift+n'], () => nextPane(-1)), enabled: hasStudy },
  command('series.next', 'Next series in this plane', ['ArrowRight'], () => nextSeries(1)),
  command('series.previous', 'Previous series in this plane', ['ArrowLeft'], () => nextSeries(-1)),
  {
    ...command('cine', 'Play or stop cine', ['Space'], () => toggleCine(state().activePane), Play),
    pressed: () => useCine.getState().pane !== null,
  },
  command('cine.faster', 'Cine faster', ['>'], () => changeCineSpeed(true), Gauge),
  command('cine.slower', 'Cine slower', ['<'], () => changeCineSpeed(false), Snail),
];
