/** Exports of constructed and real studies, judged by validators of other makers. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dataMissing, real } from '../../../tests/realData.ts';
import type { ExportSource } from './exportSource.ts';
import { keyObjects } from './keyImages.ts';
import { presentationStates, type SeriesDisplay } from './presentationStates.ts';
import { structuredReport } from './structuredReport.ts';
import { constructedFiles, filesOf, sourceOf } from './testSource.ts';
import { dciodvfyErrors, dcmpschkErrors, dsrdump, noValidators, srValidatorErrors } from './testValidators.ts';

let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'exports-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TURNED: SeriesDisplay = {
  window: { center: 400, width: 900.5 },
  inverted: false,
  turn: { transpose: true, mirrorX: true, mirrorY: true },
};

function written(name: string, bytes: Uint8Array | null): string {
  if (!bytes) throw new Error(`nothing was exported for ${name}`);
  const file = join(folder, `${name}.dcm`);
  writeFileSync(file, bytes);
  return file;
}

/** dcmpschk knows no UTF-8 and takes each byte beyond ASCII for an error, so it is asked about the same objects in ASCII. */
const inAscii = (source: ExportSource): ExportSource => {
  const plain = (text: string): string => text.replaceAll(/[^\n -~]/g, '?');
  return {
    ...source,
    subject: { ...source.subject, PatientName: 'DOE^Jane', ReferringPhysicianName: '' },
    measured: source.measured.map((each) => ({ ...each, annotation: { ...each.annotation, text: plain(each.annotation.text) } })),
  };
};

const errorsIn = (source: ExportSource): readonly string[] => [
  ...dciodvfyErrors(written('sr', structuredReport(source, 'Reader^Ada'))),
  ...dciodvfyErrors(written('kos', keyObjects(source, 'surgery'))),
  ...presentationStates(source, () => TURNED).flatMap((state) => dciodvfyErrors(written('gsps', state))),
  ...presentationStates(inAscii(source), () => TURNED).flatMap((state) => dcmpschkErrors(written('ascii', state))),
];

describe.skipIf(noValidators)(`validators${noValidators ? ` (${noValidators})` : ''}`, () => {
  const constructed = sourceOf(constructedFiles());

  test('find no error in exports of a constructed study', () => expect(errorsIn(constructed)).toEqual([]));

  test('find no error in a report of image coordinates alone', () => {
    const marks = { ...constructed.marks, levels: { ...constructed.marks.levels, labels: [] } };
    const file = written('enhanced', structuredReport({ ...constructed, marks }, null));
    expect(dciodvfyErrors(file)).toEqual([]);
    expect(dsrdump(file)).toMatch(/^Enhanced SR Document/m);
  });

  test.skipIf(dataMissing)('find no error in exports of the real studies', () => {
    for (const study of ['lumbar-toshiba-1.5t', 'lumbar-hitachi-0.3t']) expect(errorsIn(sourceOf(filesOf(real(study))))).toEqual([]);
  });

  test('find no error in the templates', { timeout: 300_000 }, () => {
    const marks = { ...constructed.marks, levels: { ...constructed.marks.levels, labels: constructed.marks.levels.labels.slice(2, 4) } };
    const measured = constructed.measured.filter(({ annotation }) => ['arrow', 'ellipse', 'slip'].includes(annotation.kind));
    expect(srValidatorErrors(written('sr', structuredReport({ ...constructed, marks, measured }, 'Reader^Ada')))).toEqual([]);
    expect(srValidatorErrors(written('kos', keyObjects(constructed, 'teaching')))).toEqual([]);
  });

  test('print the tree as it was meant', () => {
    const tree = dsrdump(written('sr', structuredReport(constructed, 'Reader^Ada')));
    expect(tree).toContain('Comprehensive 3D SR Document');
    expect(tree).toContain('Referring Physician : Müller');
    expect(tree).toContain('<has obs context PNAME:(,,"Person Observer Name")="Reader^Ada">');
    expect(tree).toContain('<has concept mod CODE:(,,"Finding Site")=(243923001,SCT,"Level of L4/5 intervertebral disc")>');
    // Columns 2.8 and 1.2 of 4 at 0.75 mm.
    expect(tree).toMatch(/<contains NUM:\(,,"Length"\)="1\.2" \(mm,UCUM,"mm"\)>\s+<inferred from SCOORD:=\(POLYLINE,2\.79999995\/1,/);
    expect(tree).toContain('Extrusion, 8 mm "down"\\r\\nÄ');
  });
});
