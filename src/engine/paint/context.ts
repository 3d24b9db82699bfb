/** An opaque 2D context: nothing lies behind an image, and without alpha the browser need not blend it. */
export function context2d(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('this browser gives no 2D canvas');
  return context;
}
