/** Animation frames on fake timers, for tests in node. */
import { afterEach, beforeEach, vi } from 'vitest';

/** Longer than one frame. */
export const FRAME_MS = 17;

/** Every test of the file runs on fake timers with a frame each 16 ms. */
export function withFakeFrames(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => setTimeout(() => callback(performance.now()), 16));
    vi.stubGlobal('cancelAnimationFrame', (request: ReturnType<typeof setTimeout>) => clearTimeout(request));
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
}

/** Lets the next frame happen. */
export const nextFrame = (): void => void vi.advanceTimersByTime(FRAME_MS);
