/** Puts a top-layer list under its button (above when there is no room), inside the window, by the element's style object (allowed by the page's CSP). */
export const placeBelow = (list: HTMLElement, anchor: DOMRect): void => {
  const { offsetWidth: width, offsetHeight: height } = list;
  const { left, top } = placement(anchor, { width, height }, { width: window.innerWidth, height: window.innerHeight });
  list.style.left = `${left}px`;
  list.style.top = `${top}px`;
};

type Size = { readonly width: number; readonly height: number };
type Edges = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

const gapPx = 4;

/** Left and top in CSS pixels of the window: left edges aligned, or right edges when the list would leave the window. */
export const placement = (anchor: Edges, list: Size, room: Size): { readonly left: number; readonly top: number } => {
  const fits = anchor.left + list.width <= room.width - gapPx;
  const left = fits ? anchor.left : anchor.right - list.width;
  const below = anchor.bottom + gapPx;
  const top = below + list.height <= room.height - gapPx ? below : anchor.top - gapPx - list.height;
  return { left: Math.max(gapPx, left), top: Math.max(gapPx, top) };
};
