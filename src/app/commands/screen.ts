import { Columns4, Eye, Grid2X2, Link2, Maximize2, PanelLeft, PanelRight, PanelsTopLeft, Rows3, SquareStack } from 'lucide-react';
import type { AnatomicalPlane } from '#geometry/orientation.ts';
import { LAYOUTS, type Layout } from '#store/view.ts';
import type { Command } from '#ui/command.ts';
import { linkHere } from '../linkHere.ts';
import { isRailOpen, toggleRail } from '../railState.ts';
import { reconstruct } from '../showSeries.ts';
import { activeView, hasImage, hasStudy, state } from './active.ts';

const LAYOUT_ICONS: Record<Layout, Command['icon']> = { planes: PanelsTopLeft, contrasts: Columns4, quad: Grid2X2 };

const command = (
  id: string,
  group: string,
  label: string,
  keys: readonly string[],
  run: () => void,
  rest: Partial<Command> = {},
): Command => ({
  id,
  label,
  group,
  keys,
  enabled: hasStudy,
  run,
  ...rest,
});

export const LAYOUT_COMMANDS: readonly Command[] = [
  ...(Object.keys(LAYOUTS) as Layout[]).map((layout, index) => {
    const icon = LAYOUT_ICONS[layout];
    return command(
      `layout.${layout}`,
      'Layout',
      `Layout: ${LAYOUTS[layout].label}`,
      [`Alt+${index + 1}`],
      () => state().setLayout(layout),
      {
        ...(icon ? { icon } : {}),
        pressed: () => state().layout === layout && !state().maximised,
      },
    );
  }),
  command('layout.maximise', 'Layout', 'This plane alone, or all again', ['Enter'], () => state().toggleMaximised(state().activePane), {
    icon: Maximize2,
    pressed: () => state().maximised !== null,
  }),
];

const OVERLAYS: readonly Command[] = [
  command(
    'overlay.texts',
    'On the images',
    'Texts: all, or identity only',
    ['t'],
    () => state().changeSettings({ overlays: state().overlays === 'all' ? 'identity' : 'all' }),
    {
      icon: Eye,
      pressed: () => state().overlays === 'all',
    },
  ),
  command(
    'overlay.lines',
    'On the images',
    'Reference lines: current slices, all slices, none',
    ['x'],
    () => state().changeSettings({ referenceLines: ({ current: 'all', all: 'off', off: 'current' } as const)[state().referenceLines] }),
    { icon: Rows3, pressed: () => state().referenceLines !== 'off' },
  ),
  command('overlay.smooth', 'On the images', 'Smooth pixels', ['Shift+s'], () => state().changeSettings({ smooth: !state().smooth }), {
    pressed: () => state().smooth,
  }),
  command('panel', 'Layout', 'Side panel', ['Shift+b'], () => state().changeSettings({ panelOpen: !state().panelOpen }), {
    icon: PanelRight,
    pressed: () => state().panelOpen,
  }),
  command('rail', 'Layout', 'Series rail', ['b'], toggleRail, {
    icon: PanelLeft,
    pressed: isRailOpen,
  }),
];

const LINKING: readonly Command[] = [
  command('link.zoom', 'Linking', 'Zoom all planes together', ['Shift+z'], () => state().changeSettings({ linkZoom: !state().linkZoom }), {
    pressed: () => state().linkZoom,
  }),
  command(
    'link.window',
    'Linking',
    'Window series of the same weighting together',
    ['Shift+x'],
    () => state().changeSettings({ linkWindow: !state().linkWindow }),
    {
      pressed: () => state().linkWindow,
    },
  ),
  command('link.frames', 'Linking', 'Link this plane: the next click marks the point that the cursor is at', ['Shift+l'], linkHere, {
    icon: Link2,
    enabled: () => hasImage() && activeView().stop?.plane !== undefined && !activeView().linked,
  }),
];

const RECONSTRUCT: readonly Command[] = (['sagittal', 'axial', 'coronal'] as const satisfies readonly AnatomicalPlane[]).map((anatomical) =>
  command(
    `reconstruct.${anatomical}`,
    'Reconstruct',
    `Reconstruct this series as ${anatomical}`,
    [`Ctrl+Alt+${anatomical[0]}`],
    () => reconstruct(anatomical),
    {
      icon: SquareStack,
      enabled: hasImage,
    },
  ),
);

export const SCREEN: readonly Command[] = [...LAYOUT_COMMANDS, ...OVERLAYS, ...LINKING, ...RECONSTRUCT];
