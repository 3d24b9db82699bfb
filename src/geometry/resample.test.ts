import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { patientToPixel, pixelToPatient, signedDistanceMm, type SlicePlane } from './plane.ts';
import { patientPoint, pixelPoint, type PatientPoint } from './points.ts';
import { obliquePlane, orthogonalReformat } from './reformat.ts';
import { sampleReformat } from './resample.ts';
import { anyPlane, anyStack, planeAround, shifted, stackFrom } from './testStacks.ts';
import { vec3 } from './vector.ts';

const OUTSIDE = -9999;
const room = (plane: SlicePlane) => new Float32Array(plane.rows * plane.columns);
/** A field that trilinear interpolation reproduces exactly: its value tells the place. */
const field = ({ x, y, z }: PatientPoint): number => 3 + 0.7 * x - 1.3 * y + 2.1 * z;
const painted = (plane: SlicePlane): Float64Array =>
  Float64Array.from({ length: plane.rows * plane.columns }, (_, i) =>
    field(pixelToPatient(plane, pixelPoint(i % plane.columns, Math.floor(i / plane.columns)))),
  );
const source = (planes: readonly SlicePlane[]) => ({ planes, slices: planes.map(painted), outsideValue: OUTSIDE });

const small = planeAround(patientPoint(5, -3, 8), vec3(0.1, 1, 0.05), vec3(0.05, 0, -1), {
  rows: 12,
  columns: 9,
  rowStepMm: 1.5,
  columnStepMm: 2,
});
const volume = stackFrom(small, 6, 4);
const SHAPE = { rows: 10, columns: 11, rowStepMm: 1, columnStepMm: 1.3 };

describe('a reformat', () => {
  test('shows the field at every place within the volume, whatever the plane, spacing or direction', () => {
    const anyVolume = fc
      .tuple(anyPlane, fc.array(fc.double({ min: 1, max: 6, noNaN: true }), { minLength: 2, maxLength: 8 }), fc.constantFrom(1, -1))
      .map(([plane, gaps, way]) => {
        const first = { ...plane, rows: 8 + (plane.rows % 9), columns: 8 + (plane.columns % 7) };
        return gaps.reduce((planes, gap) => [...planes, shifted(planes.at(-1)!, way * gap)], [first]);
      });
    fc.assert(
      fc.property(anyVolume, anyPlane, fc.double({ min: 0, max: 1, noNaN: true }), (planes, axes, t) => {
        const first = planes[0]!;
        const middle = pixelToPatient(planes[Math.floor(t * planes.length * 0.99)]!, pixelPoint(t * 8, (1 - t) * 8));
        const target = planeAround(middle, axes.right, axes.down, SHAPE);
        const out = room(target);
        expect(sampleReformat(source(planes), target, out)).toEqual([]);
        const depth = signedDistanceMm(first, planes.at(-1)!.origin);
        const wrong = [...out].filter((value, i) => {
          const p = pixelToPatient(target, pixelPoint(i % target.columns, Math.floor(i / target.columns)));
          const { column, row } = patientToPixel(first, p);
          const w = signedDistanceMm(first, p) / depth;
          const margin = Math.min(column, first.columns - 1 - column, row, first.rows - 1 - row, w * 20, (1 - w) * 20);
          if (margin > 1e-4) return Math.abs(value - field(p)) > 1e-3;
          const far = Math.max(-column, column - first.columns + 1, -row, row - first.rows + 1);
          return (far > 0.501 || w < -0.501 || w > 1.501) && value !== OUTSIDE;
        });
        expect(wrong).toEqual([]);
      }),
    );
  });
  test('on an acquired slice shows that slice, even when its neighbours failed', () => {
    for (const [shown, slice] of volume.entries()) {
      const failing = { ...source(volume), slices: volume.map((plane, i) => (i === shown ? painted(plane) : undefined)) };
      const out = room(small);
      expect(sampleReformat(failing, slice, out)).toEqual([]);
      const own = painted(slice);
      expect(Math.max(...out.map((value, i) => Math.abs(value - own[i]!)))).toBeLessThan(1e-4);
    }
  });
  test('repeats the edge over half a pixel and half a step, then stops', () => {
    const beyond = (mm: number) => {
      const out = room(small);
      sampleReformat(source(volume), shifted(small, mm), out);
      return out;
    };
    const own = Float32Array.from(painted(small));
    expect(beyond(-1.99)).toEqual(own);
    expect(beyond(-2.01)).toEqual(new Float32Array(own.length).fill(OUTSIDE));
    expect(beyond(22.01)).toEqual(new Float32Array(own.length).fill(OUTSIDE));
    const wide = { ...small, origin: pixelToPatient(small, pixelPoint(-0.75, 0)), columns: 20, columnStepMm: 1 };
    const row = room(wide);
    sampleReformat(source(volume), wide, row);
    expect(row[0]).toBe(OUTSIDE);
    expect(row[1]).toBeCloseTo(own[0]!, 4);
    expect(row[17]).not.toBe(OUTSIDE);
    expect(row[18]).toBeCloseTo(own[8]!, 3);
    expect(row[19]).toBe(OUTSIDE);
  });
  test('never fills a failed slice from its neighbours, and names it', () => {
    const failing = { ...source(volume), slices: volume.map((plane, i) => (i === 2 ? undefined : painted(plane))) };
    for (const target of orthogonalReformat(volume, 'axial')) {
      const out = room(target);
      expect(sampleReformat(failing, target, out)).toEqual([2]);
      const wrong = [...out].filter((value, i) => {
        const p = pixelToPatient(target, pixelPoint(i % target.columns, Math.floor(i / target.columns)));
        const mm = signedDistanceMm(small, p);
        const onNeighbour = Math.abs(mm - 4) < 0.01 || Math.abs(mm - 12) < 0.01;
        return !onNeighbour && (value === OUTSIDE) !== (mm > 4 && mm < 12);
      });
      expect(wrong).toEqual([]);
    }
    expect(sampleReformat(failing, shifted(small, 18), room(small))).toEqual([]);
  });
  test('rounds to whole numbers where it must', () => {
    const planes = stackFrom(planeAround(patientPoint(0, 0, 0), vec3(1, 0, 0), vec3(0, 1, 0), SHAPE), 2, 4);
    const slices = [-10, -3].map((value) => new Int16Array(SHAPE.rows * SHAPE.columns).fill(value));
    const out = new Int16Array(SHAPE.rows * SHAPE.columns);
    sampleReformat({ planes, slices, outsideValue: -10 }, shifted(planes[0]!, 3), out);
    // -10 + 7 * 3 / 4 = -4.75
    expect(out.every((value) => value === -5)).toBe(true);
  });
  test('a plane that misses the volume is all outside', () => {
    fc.assert(
      fc.property(anyStack, (stack) => {
        const first = { ...stack[0]!, rows: 8, columns: 8 };
        const planes = stackFrom(first, 3, 2);
        const target = obliquePlane(planes, shifted(first, 500).origin, first.right, first.down);
        const out = room(target);
        sampleReformat(source(planes), target, out);
        expect(out.every((value) => value === OUTSIDE)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
  test('refuses what has no through-plane direction', () => {
    expect(() => sampleReformat(source([small]), small, room(small))).toThrow('do not advance');
    expect(() => sampleReformat(source([small, small]), small, room(small))).toThrow('do not advance');
    expect(() => sampleReformat(source(volume), small, new Float32Array(5))).toThrow('room');
  });
});
