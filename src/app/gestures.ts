/** What hands can do on an image, for the help sheet. The engine's input code is the truth; these words follow it. */
export const GESTURES: readonly { readonly does: string; readonly mouse: string; readonly touch: string }[] = [
  { does: 'Scroll through slices', mouse: 'Wheel', touch: 'One finger, up or down' },
  { does: 'Bring every plane to a point', mouse: 'Left click or drag with the cursor', touch: 'Long press, then drag' },
  { does: 'Window', mouse: 'Right drag', touch: 'Window presets in the top bar' },
  { does: 'Zoom', mouse: 'Ctrl and wheel, or Shift and left drag', touch: 'Two fingers, apart or together' },
  { does: 'Move the image', mouse: 'Middle drag', touch: 'Two fingers' },
  { does: 'This plane alone, or all again', mouse: 'Double click', touch: 'Double tap' },
  { does: 'Show a series on a plane', mouse: 'Drag it from the rail, or click it', touch: 'Tap it in the rail' },
];
