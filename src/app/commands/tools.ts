import { Crosshair, Hand, MoveVertical, Pipette, Search, SunMedium, ZoomIn } from 'lucide-react';
import type { Tool } from '#store/settingsSlice.ts';
import { setProbe } from '#features/viewing/index.ts';
import type { Command } from '#ui/command.ts';
import { hasStudy, state } from './active.ts';

const tool = (id: Tool, label: string, key: string, icon: Command['icon']): Command => ({
  id: `tool.${id}`,
  label,
  group: 'Tools for the left button',
  keys: [key],
  ...(icon ? { icon } : {}),
  enabled: hasStudy,
  pressed: () => state().tool === id && state().drawing === null,
  run: () => {
    if (id !== 'probe') setProbe(null);
    state().setDrawing(null);
    state().changeSettings({ tool: id });
  },
});

export const TOOLS: readonly Command[] = [
  tool('cursor', 'Cursor: bring every plane to a point', 'c', Crosshair),
  tool('scroll', 'Scroll by dragging', 's', MoveVertical),
  tool('window', 'Window by dragging', 'w', SunMedium),
  tool('pan', 'Move the image', 'p', Hand),
  tool('zoom', 'Zoom by dragging', 'z', ZoomIn),
  tool('magnify', 'Magnifier', 'm', Search),
  tool('probe', 'Probe: value and position', 'v', Pipette),
];
