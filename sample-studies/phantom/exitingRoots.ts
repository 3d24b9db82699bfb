import type { PatientPoint } from '#geometry/points.ts';
import type { CanalPath } from './canalPath.ts';
import type { Region } from './region.ts';
import { fromFrame, type Vertebra } from './skeleton.ts';
import { mix, TISSUE } from './tissues.ts';

/** A nerve root from the sac's shoulder through the lateral recess, under its pedicle and on to the psoas. */
export type ExitingRoot = {
  readonly name: string;
  readonly side: -1 | 1;
  readonly points: readonly PatientPoint[];
  readonly radii: readonly number[];
};

/**
 * Course of the root that leaves under the pedicle of `vertebra`. `lift` pushes a point out of whatever displaces it (a
 * herniation), and is the identity elsewhere; `squeezed` thins the root in a collapsed foramen.
 */
export function exitingRoot(
  path: CanalPath,
  vertebra: Vertebra,
  side: -1 | 1,
  exitS: number,
  lift: (p: PatientPoint) => PatientPoint,
  squeezed: boolean,
): ExitingRoot {
  const { size, frame, label } = vertebra;
  const wall = size.depth / 2;
  const inter = size.interpedicularHalf;
  const { sacCentre, sacHalfAp, sacHalfWidth } = path.section(exitS);
  const start = path.point(exitS, side * sacHalfWidth * 0.86, sacCentre - 0.15 * sacHalfAp);
  const local = (u: number, v: number, w: number) => fromFrame(frame, side * u, wall + v, w);
  const under = 4.6 - size.pedicleHalfHeight;
  const sacral = label.startsWith('S');
  const course: [PatientPoint, number][] = sacral
    ? [
        [start, 1.2],
        [local(inter - 2.8, 4.5, 4), 1.5],
        [local(inter - 1, 3, -6), 1.9],
        [local(inter + 2, -3, -13), 2.6],
        [local(inter + 5, -16, -19), 2.4],
        [local(inter + 12, -30, -30), 2.6],
      ]
    : [
        [start, 1.2],
        [local(inter - 2.3, 4, 8), 1.4],
        [local(inter - 0.8, 4.6, 0), 1.8],
        [local(inter + 3.6, 5, under - 3.6), 2.6],
        [local(inter + 7.5, 4, under - 6.5), 3],
        [local(inter + 13, 0, under - 12), 2.1],
        [local(inter + 18, -8, under - 26), 2],
        [local(inter + 20, -13, under - 50), 2.1],
      ];
  return {
    name: label,
    side,
    points: course.map(([p]) => lift(p)),
    radii: course.map(([, r], i) => (squeezed && (i === 3 || i === 4) ? r * 0.6 : r)),
  };
}

/** One region for each piece of a root, so that boxes stay small. The first pieces lie in a sleeve of CSF; fat wraps the rest. */
export function exitingRootRegions({ name, side, points, radii }: ExitingRoot): Region[] {
  return points.slice(1).map((end, i) => {
    const start = points[i]!;
    const [r0, r1] = [radii[i]!, radii[i + 1]!];
    const sleeve = i < 1;
    const ganglion = i === 3;
    const wrap = Math.max(r0, r1) + 1.4;
    const [dx, dy, dz] = [end.x - start.x, end.y - start.y, end.z - start.z];
    const square = dx * dx + dy * dy + dz * dz;
    return {
      name: `${name} root ${side < 0 ? 'right' : 'left'} ${i}`,
      box: {
        min: [Math.min(start.x, end.x) - wrap, Math.min(start.y, end.y) - wrap, Math.min(start.z, end.z) - wrap],
        max: [Math.max(start.x, end.x) + wrap, Math.max(start.y, end.y) + wrap, Math.max(start.z, end.z) + wrap],
      },
      at(x, y, z) {
        const [ex, ey, ez] = [x - start.x, y - start.y, z - start.z];
        let t = (ex * dx + ey * dy + ez * dz) / square;
        t = t < 0 ? 0 : t > 1 ? 1 : t;
        const [fx, fy, fz] = [ex - dx * t, ey - dy * t, ez - dz * t];
        const distance = Math.sqrt(fx * fx + fy * fy + fz * fz);
        const radius = r0 + (r1 - r0) * t;
        if (distance < radius) return ganglion ? TISSUE.ganglion : TISSUE.root;
        if (sleeve && distance < radius + 0.55) return TISSUE.csf;
        if (i > 0 && distance < radius + (sleeve ? 0.85 : 0.3)) return TISSUE.dura;
        return i > 0 && i < 5 && distance < radius + 1.3 ? mix(TISSUE.fat, TISSUE.muscle, 0.1) : 0;
      },
    };
  });
}
