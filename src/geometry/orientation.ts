import type { Vec3 } from './points.ts';

export type AnatomicalPlane = 'sagittal' | 'axial' | 'coronal';

/** The anatomical plane whose normal is closest to `normal` (LPS: sagittal = x, coronal = y, axial = z). */
export function anatomicalPlane(normal: Vec3): AnatomicalPlane {
  const x = Math.abs(normal.x);
  const y = Math.abs(normal.y);
  const z = Math.abs(normal.z);
  if (x >= y && x >= z) return 'sagittal';
  return y >= z ? 'coronal' : 'axial';
}
