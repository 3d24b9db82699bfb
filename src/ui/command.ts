import type { ComponentType } from 'react';

/**
 * One thing a reader can do. The same list feeds toolbar, hot keys, palette and help sheet.
 * `keys` are default chords in the form of `KeyboardEvent.key` with modifiers in the order Ctrl+Alt+Shift+
 * ("ArrowUp", "Ctrl+k", "Shift+r"); "Ctrl" stands for the platform's command key.
 */
export type Command = {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  readonly keys: readonly string[];
  readonly icon?: ComponentType<{ size?: number }>;
  /** False: not possible now; the toolbar greys it, hot keys pass it by. */
  enabled(): boolean;
  /** For toggles and tools: whether it is on. */
  pressed?(): boolean;
  /** `inputAt`: `timeStamp` of the input that called it, to measure how long the answer took. */
  run(inputAt?: number): void;
};
