/** Arithmetic of the journeys' own, so that no expectation comes from the code under test. Triples are LPS millimetres. */
export type Triple = readonly [number, number, number];

export const dot = (a: Triple, b: Triple): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const minus = (a: Triple, b: Triple): Triple => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const plus = (a: Triple, b: Triple, factor = 1): Triple => [a[0] + factor * b[0], a[1] + factor * b[1], a[2] + factor * b[2]];
export const cross = (a: Triple, b: Triple): Triple => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
export const times = (a: Triple, factor: number): Triple => [a[0] * factor, a[1] * factor, a[2] * factor];
export const unit = (a: Triple): Triple => times(a, 1 / Math.hypot(...a));
export const apart = (a: Triple, b: Triple): number => Math.hypot(...minus(a, b));

/** `v` turned about `axis` (unit length) by `degrees`, by Rodrigues' formula. */
export const turned = (v: Triple, axis: Triple, degrees: number): Triple => {
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return plus(plus(times(v, c), cross(axis, v), s), axis, dot(axis, v) * (1 - c));
};
