/** Shapes and texts of the page painted on a canvas whose units are CSS pixels of the window. */

const numbers = (element: Element, ...names: readonly string[]): number[] => names.map((name) => Number(element.getAttribute(name) ?? 0));

/** The outline of an SVG shape in its own coordinates. */
function outlineOf(shape: SVGGeometryElement): Path2D {
  const path = new Path2D();
  switch (shape.tagName) {
    case 'path':
      return new Path2D(shape.getAttribute('d') ?? '');
    case 'line': {
      const [x1, y1, x2, y2] = numbers(shape, 'x1', 'y1', 'x2', 'y2') as [number, number, number, number];
      path.moveTo(x1, y1);
      path.lineTo(x2, y2);
      return path;
    }
    case 'rect': {
      const [x, y, width, height] = numbers(shape, 'x', 'y', 'width', 'height') as [number, number, number, number];
      path.rect(x, y, width, height);
      return path;
    }
    case 'circle':
    case 'ellipse': {
      const [x, y, r, rx, ry] = numbers(shape, 'cx', 'cy', 'r', 'rx', 'ry') as [number, number, number, number, number];
      path.ellipse(x, y, r || rx, r || ry, 0, 0, 2 * Math.PI);
      return path;
    }
    default: {
      const points = (shape.getAttribute('points') ?? '').trim();
      return new Path2D(points === '' ? '' : `M${points}${shape.tagName === 'polygon' ? 'Z' : ''}`);
    }
  }
}

const opacityOf = (element: Element): number => {
  let opacity = 1;
  for (let each: Element | null = element; each; each = each.parentElement) opacity *= Number(getComputedStyle(each).opacity);
  return opacity;
};

export function paintShape(paint: CanvasRenderingContext2D, shape: SVGGeometryElement): void {
  const place = shape.getScreenCTM();
  if (!place) return;
  const style = getComputedStyle(shape);
  const outline = outlineOf(shape);
  paint.save();
  paint.transform(place.a, place.b, place.c, place.d, place.e, place.f);
  const opacity = opacityOf(shape);
  if (style.fill !== 'none') {
    paint.globalAlpha = opacity * Number(style.fillOpacity);
    paint.fillStyle = style.fill;
    paint.fill(outline);
  }
  if (style.stroke !== 'none') {
    paint.globalAlpha = opacity * Number(style.strokeOpacity);
    paint.strokeStyle = style.stroke;
    paint.lineWidth = parseFloat(style.strokeWidth);
    paint.lineCap = style.strokeLinecap as CanvasLineCap;
    paint.lineJoin = style.strokeLinejoin as CanvasLineJoin;
    paint.setLineDash(style.strokeDasharray === 'none' ? [] : style.strokeDasharray.split(/[\s,]+/).map(parseFloat));
    paint.stroke(outline);
  }
  paint.restore();
}

type Line = { text: string; readonly left: number; readonly top: number; readonly height: number };

/** Text as the page broke it into lines, with where each begins. */
function linesOf(node: Text): readonly Line[] {
  const range = document.createRange();
  const lines: Line[] = [];
  for (let index = 0; index < node.data.length; index += 1) {
    range.setStart(node, index);
    range.setEnd(node, index + 1);
    const [box] = range.getClientRects();
    if (!box || box.width === 0) continue;
    const last = lines.at(-1);
    if (last && Math.abs(last.top - box.top) < box.height / 2) last.text += node.data[index];
    else lines.push({ text: node.data[index]!, left: box.left, top: box.top, height: box.height });
  }
  return lines;
}

/** Width of the dark edge that keeps text legible on a bright image, in CSS pixels. */
const EDGE_PX = 2.5;

export function paintText(paint: CanvasRenderingContext2D, node: Text): void {
  const parent = node.parentElement;
  if (!parent || node.data.trim() === '') return;
  const style = getComputedStyle(parent);
  paint.save();
  paint.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  paint.globalAlpha = opacityOf(parent);
  paint.lineJoin = 'round';
  for (const { text, left, top, height } of linesOf(node)) {
    const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = paint.measureText(text);
    const baseline = top + (height - up - down) / 2 + up;
    paint.strokeStyle = 'black';
    paint.lineWidth = EDGE_PX;
    paint.strokeText(text, left, baseline);
    paint.fillStyle = parent instanceof SVGElement ? style.fill : style.color;
    paint.fillText(text, left, baseline);
  }
  paint.restore();
}
