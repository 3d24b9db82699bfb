/** What a pressed button does, before any movement. */
import type { PrimaryTool } from '#engine/engine.ts';

/** `event.button`: 0 left, 1 middle, 2 right. */
export type Press = { readonly button: number; readonly shiftKey: boolean; readonly ctrlKey: boolean; readonly metaKey: boolean };

/** Right button windows and middle pans whatever the tool; shift zooms and ctrl (or cmd) pans with the left; else the chosen tool. */
export function dragKind({ button, shiftKey, ctrlKey, metaKey }: Press, tool: PrimaryTool): PrimaryTool | null {
  if (button === 2) return 'window';
  if (button === 1) return 'pan';
  if (button !== 0) return null;
  if (shiftKey) return 'zoom';
  return ctrlKey || metaKey ? 'pan' : tool;
}

/** One finger scrolls unless a tool was chosen; the cursor waits for a long press, so that scrolling never moves it. */
export const fingerKind = (tool: PrimaryTool): PrimaryTool => (tool === 'cursor' ? 'scroll' : tool);
