/** Outline shared by vertebral bodies and discs: a kidney with a flat to concave posterior wall. */

/** Depth of the posterior wall's concavity on the midline, mm. */
export const CONCAVITY_MM = 1.6;

/**
 * Normalised radius of (u, v) in an outline of half-width `halfWidth` and mid-sagittal depth `depth`: 1 on the outline, which
 * crosses the midline at v = -depth/2 and v = +depth/2. Infinity far outside.
 */
export function outlineRadius(u: number, v: number, halfWidth: number, depth: number): number {
  const a = (u * u) / (halfWidth * halfWidth);
  if (a > 1.5) return Infinity;
  const half = (depth + CONCAVITY_MM) / 2;
  // The concavity is a posterior, central feature: it fades forward and towards the pedicles.
  const posterior = v <= 0 ? 0 : v >= half ? 1 : v / half;
  const central = 1 - 2.2 * a;
  const shifted = v - CONCAVITY_MM / 2 + CONCAVITY_MM * posterior * (central > -0.6 ? central : -0.6);
  const b = (shifted * shifted) / (half * half);
  if (b > 1.5) return Infinity;
  const squareness = v > 0 ? 0.42 : 0.06;
  return Math.sqrt(a + b - squareness * a * b);
}
