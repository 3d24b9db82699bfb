/** Thousands of damaged files, made from a seed that is printed: whatever comes, the reader answers, soon, and never throws. */
import { expect, test } from 'vitest';
import { buildStudies } from './buildStudies.ts';
import { extractFrame } from './pixelData.ts';
import { readInstance } from './readInstance.ts';
import type { Instance, SourceId } from './study.ts';
import { deflated, el, encode, EXPLICIT_UID, mrElements, part10 } from './testFile.ts';

const SEED = 20_260_312;
const MUTANTS = 20_000;
const SLOWEST_MS = 500;

/** Mulberry32: small, fast and the same everywhere. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

function seeds(): readonly Uint8Array[] {
  const groups = (undefinedLength: boolean) =>
    [
      el(0x00080005, 'CS', 'ISO 2022 IR 6\\ISO 2022 IR 87'),
      el(0x00081140, 'SQ', { items: [[el(0x00081150, 'UI', '1.2')], [el(0x00081155, 'UI', '1.3')]], undefinedLength }),
      el(0x00280008, 'IS', '2'),
      el(0x52009229, 'SQ', {
        items: [[el(0x00289110, 'SQ', { items: [[el(0x00280030, 'DS', '1\\1')]], undefinedLength })]],
        undefinedLength,
      }),
      el(0x52009230, 'SQ', {
        items: [1, 2].map((z) => [el(0x00209113, 'SQ', { items: [[el(0x00200032, 'DS', `0\\0\\${z}`)]], undefinedLength })]),
        undefinedLength,
      }),
    ].map((element) => [element.tag, element] as const);
  const elements = [true, false].map((undefinedLength) => mrElements(Object.fromEntries(groups(undefinedLength))));
  const fragments = { fragments: [Uint8Array.of(0xff, 0xd8, 0xff, 0xd9), Uint8Array.of(0xff, 0xd8, 0xff, 0xd9)], offsets: [0, 12] };
  return elements.flatMap((each) => [
    part10(EXPLICIT_UID, encode(each)),
    part10('1.2.840.10008.1.2', encode(each, { explicit: false, bigEndian: false })),
    part10('1.2.840.10008.1.2.2', encode(each, { explicit: true, bigEndian: true })),
    part10('1.2.840.10008.1.2.4.50', encode([...each.filter(({ tag }) => tag !== 0x7fe00010), el(0x7fe00010, 'OB', fragments)])),
    deflated(encode(each)),
    encode(each, { explicit: false, bigEndian: false }),
  ]);
}

/** One to three damages: flipped bytes, extreme lengths, a cut, a piece repeated, removed or overwritten. */
function mutate(seed: Uint8Array, pick: (below: number) => number): Uint8Array {
  let bytes = Uint8Array.from(seed);
  for (let damages = 1 + pick(3); damages > 0; damages--) {
    const at = pick(bytes.length);
    const kind = pick(7);
    if (kind <= 2) bytes[at] = pick(256);
    else if (kind === 3) bytes.set([0xff, 0xff, 0xff, 0xff].slice(0, Math.min(4, bytes.length - at)), at);
    else if (kind === 4 && pick(4) === 0) bytes = bytes.slice(0, at + 1);
    else if (kind === 5) bytes = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(Math.max(0, at - pick(64)))]);
    else if (kind === 6) bytes = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(Math.min(bytes.length - 1, at + pick(32)))]);
  }
  return bytes;
}

/** As intake reads: a first part, then what is asked for. Throws when the reader asks for nothing more than it has. */
function readWhole(bytes: Uint8Array, first: number): Instance | undefined {
  let given = Math.min(first, bytes.length);
  for (;;) {
    const result = readInstance(bytes.subarray(0, given), { source: 's' as SourceId, sourceName: 'IM', byteLength: bytes.length });
    if ('frames' in result) return result;
    if ('reason' in result) return undefined;
    if (result.needMore <= given || result.needMore > bytes.length)
      throw new Error(`asked for ${result.needMore} of ${bytes.length} with ${given}`);
    given = result.needMore;
  }
}

test(`${MUTANTS} mutants (seed ${SEED})`, () => {
  const pick = random(SEED);
  const originals = seeds();
  let images = 0;
  let slowestMs = 0;
  for (let count = 0; count < MUTANTS; count++) {
    const bytes = mutate(originals[count % originals.length]!, pick);
    const start = process.threadCpuUsage();
    const instance = readWhole(bytes, 200 + pick(2000));
    if (instance) {
      images++;
      for (const number of [1, instance.pixels.frames]) extractFrame(bytes, number, instance.pixels);
      buildStudies([instance]);
    }
    const { user, system } = process.threadCpuUsage(start);
    slowestMs = Math.max(slowestMs, (user + system) / 1000);
  }
  expect(slowestMs).toBeLessThan(SLOWEST_MS);
  // Enough survive damage that the paths beyond the header were walked too.
  expect(images).toBeGreaterThan(MUTANTS / 4);
});
