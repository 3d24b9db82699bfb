import { capsule, clamp, type Region } from './region.ts';
import { mix, TISSUE, type TissueCode } from './tissues.ts';
import type { Trunk } from './trunk.ts';

type Point = readonly [number, number, number];

/** A tube through several points; `fill` says what is at a depth below its surface. */
function tube(name: string, points: readonly Point[], radius: number, fill: (depth: number) => TissueCode): Region {
  const bound = (pick: (...values: number[]) => number, margin: number) =>
    [0, 1, 2].map((axis) => pick(...points.map((p) => p[axis]!)) + margin) as [number, number, number];
  return {
    name,
    box: { min: bound(Math.min, -radius), max: bound(Math.max, radius) },
    at(x, y, z) {
      let d = Infinity;
      for (let i = 1; i < points.length; i++) d = Math.min(d, capsule(x, y, z, points[i - 1]!, points[i]!, radius));
      return d > 0 ? 0 : fill(-d);
    },
  };
}

/** Wall, and blood that has mostly left the slice before its echo (`slow`: how much stays). */
const bloodFill =
  (radius: number, slow: number) =>
  (depth: number): TissueCode =>
    depth < 1.3
      ? mix(TISSUE.ligament, TISSUE.muscle, 0.6)
      : mix(TISSUE.flowVoid, TISSUE.blood, slow * (0.6 + 0.4 * clamp(depth / radius, 0, 1)));
const boneFill = (depth: number): TissueCode => (depth < 1.1 ? TISSUE.cortex : mix(TISSUE.redMarrow, TISSUE.fat, 0.5));

/** Points of a course given as [u, v, level], hung on the trunk. */
function along(trunk: Trunk, zOf: (level: number) => number, course: readonly Point[]): Point[] {
  return course.map(([u, v, level]) => {
    const z = zOf(level);
    return [trunk.centreX(z) + u, trunk.centreY(z) + v, z] as const;
  });
}

/** Aorta on the left dividing at L4, vena cava on the right joining at L4/5, and the iliac vessels. */
export function vesselRegions(trunk: Trunk, zOf: (level: number) => number): Region[] {
  const place = (course: readonly Point[]) => along(trunk, zOf, course);
  const chain = (name: string, course: readonly Point[], radius: number, slow: number) =>
    tube(name, place(course), radius, bloodFill(radius, slow));
  const strip = (name: string, course: readonly Point[], radius: number) => tube(name, place(course), radius, () => TISSUE.muscle);
  const aorta: Point[] = [
    [9, -27, -3],
    [9, -28, -1],
    [8, -29.5, 1],
    [6, -31, 2.2],
    [4, -32, 3.1],
  ];
  const cava: Point[] = [
    [-20, -38, -2.2],
    [-19, -31, 0],
    [-17, -29, 1.6],
    [-15, -30, 3],
    [-13, -29, 3.7],
  ];
  return [
    chain('aorta', aorta, 9, 0.3),
    chain('vena cava', cava, 11, 0.95),
    chain(
      'left common iliac artery',
      [
        [4, -32, 3.1],
        [18, -31, 3.9],
        [33, -36, 4.9],
        [44, -60, 6],
      ],
      5.6,
      0.25,
    ),
    chain(
      'right common iliac artery',
      [
        [4, -32, 3.1],
        [-12, -35, 3.9],
        [-31, -38, 4.9],
        [-43, -60, 6],
      ],
      5.6,
      0.25,
    ),
    chain(
      'left common iliac vein',
      [
        [-13, -29, 3.7],
        [8, -27, 4.2],
        [27, -28, 5],
        [38, -50, 6],
      ],
      6.4,
      0.6,
    ),
    chain(
      'right common iliac vein',
      [
        [-13, -29, 3.7],
        [-22, -29, 4.3],
        [-31, -29, 5],
        [-40, -50, 6],
      ],
      6.4,
      0.6,
    ),
    strip(
      'left crus',
      [
        [13, -20, -3],
        [14, -21, 0],
        [11, -21, 1.4],
      ],
      4,
    ),
    strip(
      'right crus',
      [
        [-10, -21, -3],
        [-11, -22, 0.4],
        [-9, -21, 2],
      ],
      4.4,
    ),
    ...[-1, 1].flatMap((side) =>
      [-1, -2].map((level) =>
        tube(
          'rib',
          place([
            [side * 24, 24, level],
            [side * 60, 34, level + 0.55],
            [side * 100, 16, level + 1.5],
          ]),
          4.6,
          boneFill,
        ),
      ),
    ),
  ];
}
