/**
 * MR values have no fixed scale, so presets are relative to the window a series came with:
 * width by a factor, centre moved by a share of that width.
 */
export const WINDOW_PRESETS = [
  { id: 'original', label: 'As sent by the scanner', width: 1, shift: 0 },
  { id: 'soft', label: 'Soft (wide)', width: 1.6, shift: 0.15 },
  { id: 'hard', label: 'Hard (narrow)', width: 0.6, shift: -0.05 },
  { id: 'fluid', label: 'Fluid and fat (bright tissue)', width: 1.2, shift: 0.45 },
  { id: 'dark', label: 'Discs and ligaments (dark tissue)', width: 0.5, shift: -0.22 },
] as const;
