/** Anatomical planes, the letters at an image's edges, and the right-angle turns that bring an image to its standard display. */
import type { SlicePlane } from './plane.ts';
import type { Vec3 } from './points.ts';
import { dot, negate, vec3 } from './vector.ts';
import type { Turn } from './viewTransform.ts';

export type AnatomicalPlane = 'sagittal' | 'axial' | 'coronal';

/** Where the viewer's right and down point in the patient. */
export type DisplayAxes = { readonly right: Vec3; readonly down: Vec3 };

/** Head up, or anterior up in axial; anterior (sagittal) or the patient's right (axial, coronal) on the viewer's left. */
export const STANDARD_AXES: Readonly<Record<AnatomicalPlane, DisplayAxes>> = {
  sagittal: { right: vec3(0, 1, 0), down: vec3(0, 0, -1) },
  axial: { right: vec3(1, 0, 0), down: vec3(0, 1, 0) },
  coronal: { right: vec3(1, 0, 0), down: vec3(0, 0, -1) },
};

/** The anatomical plane whose normal is closest to `normal` (LPS: sagittal = x, coronal = y, axial = z). */
export function anatomicalPlane(normal: Vec3): AnatomicalPlane {
  const x = Math.abs(normal.x);
  const y = Math.abs(normal.y);
  const z = Math.abs(normal.z);
  if (x >= y && x >= z) return 'sagittal';
  return y >= z ? 'coronal' : 'axial';
}

/** A tilt below 5 degrees is not worth a letter: every real table and patient has one. */
const LEAST_COSINE = Math.sin((5 * Math.PI) / 180);

/**
 * Up to three letters naming where `direction` (unit length) points, greatest part first: L/R, P/A, H/F as in
 * Patient Orientation (0020,0020), PS3.3 C.7.6.1.1.1. "AFR" points mostly anterior, some feet, a little right.
 */
export function orientationLetters(direction: Vec3): string {
  const parts: readonly (readonly [number, string])[] = [
    [direction.x, direction.x > 0 ? 'L' : 'R'],
    [direction.y, direction.y > 0 ? 'P' : 'A'],
    [direction.z, direction.z > 0 ? 'H' : 'F'],
  ];
  const named = parts.filter(([cosine]) => Math.abs(cosine) > LEAST_COSINE);
  return named
    .toSorted(([a], [b]) => Math.abs(b) - Math.abs(a))
    .map(([, letter]) => letter)
    .join('');
}

const TURNS: readonly Turn[] = [false, true].flatMap((transpose) =>
  [false, true].flatMap((mirrorY) => [false, true].map((mirrorX) => ({ transpose, mirrorX, mirrorY }))),
);

/** Where the viewer's right and down point once an image of `plane` is turned. */
export function displayAxes(plane: SlicePlane, turn: Turn): DisplayAxes {
  const right = turn.transpose ? plane.down : plane.right;
  const down = turn.transpose ? plane.right : plane.down;
  return { right: turn.mirrorX ? negate(right) : right, down: turn.mirrorY ? negate(down) : down };
}

/** The turn that brings the image closest to the standard display of its anatomical plane; never resamples. */
export function standardTurn(plane: SlicePlane): Turn {
  const wanted = STANDARD_AXES[anatomicalPlane(plane.normal)];
  const agreement = (turn: Turn): number => {
    const { right, down } = displayAxes(plane, turn);
    return dot(right, wanted.right) + dot(down, wanted.down);
  };
  // A hair's advantage must not turn an image lying at exactly 45 degrees, so the plainest turn wins ties.
  return TURNS.reduce((best, turn) => (agreement(turn) > agreement(best) + 1e-9 ? turn : best));
}

/** The single turn that does `first`, then `second`. */
export function composeTurns(first: Turn, second: Turn): Turn {
  // Swapping rows and columns after a mirror is the other mirror after swapping.
  const [mirrorX, mirrorY] = second.transpose ? [first.mirrorY, first.mirrorX] : [first.mirrorX, first.mirrorY];
  return {
    transpose: first.transpose !== second.transpose,
    mirrorX: mirrorX !== second.mirrorX,
    mirrorY: mirrorY !== second.mirrorY,
  };
}

/** `turn`, then a quarter turn clockwise on the screen. */
export const rotateTurn90 = (turn: Turn): Turn => composeTurns(turn, { transpose: true, mirrorX: true, mirrorY: false });

/** `turn`, then mirrored left for right on the screen. */
export const flipTurn = (turn: Turn): Turn => composeTurns(turn, { transpose: false, mirrorX: true, mirrorY: false });

/** Orientation letters at the four edges of the turned image. */
export function edgeLetters(plane: SlicePlane, turn: Turn): { left: string; right: string; top: string; bottom: string } {
  const { right, down } = displayAxes(plane, turn);
  return {
    left: orientationLetters(negate(right)),
    right: orientationLetters(right),
    top: orientationLetters(negate(down)),
    bottom: orientationLetters(down),
  };
}
