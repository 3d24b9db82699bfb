import { Contrast, FlipHorizontal2, Maximize, Minus, Plus, RotateCw, Scan, RefreshCw, WandSparkles } from 'lucide-react';
import { oneToOne, panned, zoomedAt } from '#features/viewing/index.ts';
import { canvasPoint } from '#geometry/points.ts';
import { FIT, type UserTurn } from '#store/view.ts';
import { relativeWindow } from '#store/windows.ts';
import type { Command } from '#ui/command.ts';
import { boundEngine } from '../session.ts';
import { WINDOW_PRESETS } from '../windowPresets.ts';
import { activeView, hasImage, hasStudy, state } from './active.ts';

const ZOOM_STEP = 1.25;
const PAN_STEP_PX = 40;
const WINDOW_STEP = 1.1;

function zoom(factor: number): void {
  const view = activeView();
  state().setFraming(view.id, zoomedAt(view, factor, canvasPoint(view.size.widthPx / 2, view.size.heightPx / 2)));
}

function pan(dx: number, dy: number): void {
  const view = activeView();
  state().setFraming(view.id, panned(view, dx * PAN_STEP_PX, dy * PAN_STEP_PX));
}

function turn(change: (now: UserTurn) => UserTurn): void {
  const { id, pane } = activeView();
  state().setTurn(id, change(pane.turn));
}

function changeWindow(widthFactor: number, shift: number): void {
  const { series } = activeView();
  const now = series && state().windows[series.uid];
  if (now) state().setWindow(series.uid, { width: now.window.width * widthFactor, center: now.window.center + now.window.width * shift });
}

function autoWindow(): void {
  const { series, id } = activeView();
  const window = boundEngine()?.engine.autoWindow(id);
  if (series && window) state().setWindow(series.uid, window);
}

function preset(each: (typeof WINDOW_PRESETS)[number]): void {
  const { series } = activeView();
  const now = series && state().windows[series.uid];
  if (now) state().setWindow(series.uid, relativeWindow(now.initial, each.width, each.shift));
}

const command = (id: string, label: string, keys: readonly string[], run: () => void, icon?: Command['icon']): Command => ({
  id,
  label,
  group: 'Image',
  keys,
  enabled: hasImage,
  run,
  ...(icon ? { icon } : {}),
});

/** After a flip a clockwise turn on the screen is the other way round underneath. */
const quarter = ({ quarters, flip }: UserTurn): UserTurn => ({ quarters: ((quarters + (flip ? 3 : 1)) % 4) as UserTurn['quarters'], flip });

export const WINDOWS: readonly Command[] = [
  command('window.auto', 'Automatic window (1st to 99th percentile)', ['Shift+w'], autoWindow, WandSparkles),
  ...WINDOW_PRESETS.map((each) => command(`window.${each.id}`, `Window: ${each.label}`, [], () => preset(each))),
];

export const IMAGE: readonly Command[] = [
  ...WINDOWS,
  command('window.wider', 'Less contrast', ['Alt+ArrowRight'], () => changeWindow(WINDOW_STEP, 0)),
  command('window.narrower', 'More contrast', ['Alt+ArrowLeft'], () => changeWindow(1 / WINDOW_STEP, 0)),
  command('window.brighter', 'Brighter', ['Alt+ArrowUp'], () => changeWindow(1, -0.05)),
  command('window.darker', 'Darker', ['Alt+ArrowDown'], () => changeWindow(1, 0.05)),
  {
    ...command('window.invert', 'Invert greys', ['i'], () => state().toggleInverted(activeView().series!.uid), Contrast),
    pressed: () => state().inverted[activeView().series?.uid ?? ('' as never)] ?? false,
  },
  command('zoom.in', 'Zoom in', ['+'], () => zoom(ZOOM_STEP), Plus),
  command('zoom.out', 'Zoom out', ['-'], () => zoom(1 / ZOOM_STEP), Minus),
  command('zoom.fit', 'Zoom to fit', ['f'], () => state().setFraming(state().activePane, FIT), Maximize),
  command(
    'zoom.original',
    'One image pixel on one screen pixel',
    ['o'],
    () => state().setFraming(state().activePane, oneToOne(activeView(), devicePixelRatio)),
    Scan,
  ),
  command('pan.left', 'Move image left', ['Ctrl+ArrowLeft'], () => pan(-1, 0)),
  command('pan.right', 'Move image right', ['Ctrl+ArrowRight'], () => pan(1, 0)),
  command('pan.up', 'Move image up', ['Ctrl+ArrowUp'], () => pan(0, -1)),
  command('pan.down', 'Move image down', ['Ctrl+ArrowDown'], () => pan(0, 1)),
  command('turn.clockwise', 'Turn by 90 degrees', ['r'], () => turn(quarter), RotateCw),
  command('turn.flip', 'Flip left to right', ['h'], () => turn(({ quarters, flip }) => ({ quarters, flip: !flip })), FlipHorizontal2),
  { ...command('view.reset', 'Reset windows, zoom and turns', ['Shift+r'], () => state().resetView(), RefreshCw), enabled: hasStudy },
];
