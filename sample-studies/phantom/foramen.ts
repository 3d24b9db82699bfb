import type { CanalPath } from './canalPath.ts';
import { WALL_TO_CENTRE_MM } from './canalSection.ts';
import type { PatientPoint } from '#geometry/points.ts';
import { boxOf, ellipsoid, type Region } from './region.ts';
import { frameAt, type Disc } from './skeleton.ts';
import { mix, TISSUE } from './tissues.ts';

/** Middle of a neural foramen: under the pedicle, where the ganglion lies, above the disc's level. */
export const foramenCentre = (path: CanalPath, disc: Disc, side: -1 | 1): PatientPoint =>
  path.point(
    path.levels.get(disc.label)! - disc.height / 2 - 6.5,
    side * (disc.upper.size.interpedicularHalf + 5),
    -WALL_TO_CENTRE_MM + 5.5,
  );

/**
 * What takes the place of fat in a narrowed foramen (Lee 2010): bulging annulus from below (1), all round the root (2, 3). The root
 * itself comes earlier in the order of regions; grade 3 also makes it thinner.
 */
export function foramenRegion(path: CanalPath, disc: Disc, side: -1 | 1, grade: 1 | 2 | 3): Region {
  const centre = foramenCentre(path, disc, side);
  const frame = frameAt(centre, disc.upper.tilt, 0);
  const { u: fu, v: fv, w: fw } = frame;
  return {
    name: `${disc.label} foraminal tissue`,
    box: boxOf(frame, [-9, 9], [-9, 9], [-14, 12]),
    at(x, y, z) {
      const dx = x - centre.x;
      const dy = y - centre.y;
      const dz = z - centre.z;
      const u = dx * fu.x + dy * fu.y + dz * fu.z;
      const v = dx * fv.x + dy * fv.y + dz * fv.z;
      const w = dx * fw.x + dy * fw.y + dz * fw.z;
      if (grade === 1 && w > -1 - 0.25 * v) return 0;
      return ellipsoid(u, v, w + 2, 8, 7.5, 10.5) < 0 ? mix(TISSUE.annulus, TISSUE.ligament, 0.45) : 0;
    },
  };
}
