import { beforeEach, expect, test, vi } from 'vitest';
import type { Intent, PrimaryTool } from '#engine/engine.ts';
import { nextFrame, withFakeFrames } from '#engine/testFrames.ts';
import { bindInput } from './bindInput.ts';

withFakeFrames();

/** As much of an element as listening needs; `isButton` stands for a control that lies over the image. */
class FakeElement extends EventTarget {
  readonly style: Record<string, string> = {};
  isButton = false;
  closest(): FakeElement | null {
    return this.isButton ? this : null;
  }
  getBoundingClientRect() {
    return { left: 100, top: 50 };
  }
}
beforeEach(() => void vi.stubGlobal('Element', FakeElement));

function setUp(tool: PrimaryTool = 'cursor', isButton = false) {
  const element = Object.assign(new FakeElement(), { isButton });
  const intents: Intent[] = [];
  const input = bindInput(element as unknown as HTMLElement, {
    pane: 'axial',
    tool: () => tool,
    emit: (intent) => intents.push(intent),
    magnify: () => undefined,
  });
  /** Sends an event and says whether the browser's own answer was prevented. */
  const send = (type: string, traits: object = {}): boolean => {
    const event = Object.assign(
      new Event(type, { cancelable: true }),
      { button: 0, clientX: 110, clientY: 70, deltaX: 0, deltaMode: 0 },
      traits,
    );
    element.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return { input, send, kinds: () => intents.splice(0).map(({ kind }) => kind), intents };
}

test('a wheel notch scrolls in its own task and never the page', () => {
  const { send, intents } = setUp();
  expect(send('wheel', { deltaY: 100 })).toBe(true);
  expect(intents).toMatchObject([{ kind: 'scroll', pane: 'axial', steps: 1 }]);
});

test('ctrl and wheel zoom about the pointer, in CSS pixels of the pane', () => {
  const { send, intents } = setUp();
  send('wheel', { deltaY: -100, ctrlKey: true });
  nextFrame();
  expect(intents).toMatchObject([{ kind: 'zoom', at: { x: 10, y: 20 } }]);
});

test('any press makes the pane the active one first', () => {
  const { send, kinds } = setUp();
  send('pointerdown', { pointerType: 'mouse' });
  expect(kinds()).toEqual(['activate', 'point']);
  send('pointerup', { pointerType: 'mouse' });
  send('lostpointercapture', { pointerType: 'mouse' });
  expect(kinds()).toEqual(['point']);
});

test('the browser keeps its menu and its middle-button scrolling to itself', () => {
  const { send } = setUp();
  expect(send('contextmenu')).toBe(true);
  expect(send('mousedown', { button: 1 })).toBe(true);
  expect(send('mousedown', { button: 0 })).toBe(false);
});

test('a double click maximises, a double tap is not counted twice', () => {
  const { send, kinds } = setUp();
  send('dblclick');
  expect(kinds()).toEqual(['maximise']);
  send('pointerdown', { pointerType: 'touch', pointerId: 1 });
  send('pointercancel', { pointerType: 'touch', pointerId: 1 });
  kinds();
  send('dblclick');
  expect(kinds()).toEqual([]);
});

test('a control over the image keeps its clicks', () => {
  const { send, kinds } = setUp('cursor', true);
  send('pointerdown', { pointerType: 'mouse' });
  send('dblclick');
  expect(kinds()).toEqual(['activate']);
});

test('nothing is heard or said after it is disposed', () => {
  const { input, send, kinds } = setUp('pan');
  send('pointerdown', { pointerType: 'mouse' });
  send('pointermove', { pointerType: 'mouse', clientX: 200 });
  kinds();
  input.dispose();
  nextFrame();
  send('wheel', { deltaY: 100 });
  expect(kinds()).toEqual([]);
});
