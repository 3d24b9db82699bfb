/** Reports written and read again: everything a reader made comes back exactly, whatever it is; what others changed does not pass as ours. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentItem, type ContentItem } from '#dicom/contentItem.ts';
import { readReport, type Report } from '#dicom/readReport.ts';
import { writeReport } from '#dicom/write/report.ts';
import type { Marks } from '#spine/marks.ts';
import { anyMarks } from '#spine/testMarks.ts';
import type { ExportSource } from './exportSource.ts';
import { measuredMarks } from './measuredMarks.ts';
import { marksOfReport } from './readMarks.ts';
import { CONCEPTS } from './reportCodes.ts';
import { reportTree } from './reportTree.ts';
import { structuredReport } from './structuredReport.ts';
import { constructedFiles, sourceOf, testIssue } from './testSource.ts';

const source = sourceOf(constructedFiles());

function read(bytes: Uint8Array): Report {
  const report = readReport(bytes);
  if ('problem' in report) throw new Error(report.problem);
  return report;
}

const withMarks = (marks: Marks): ExportSource => ({ ...source, issue: testIssue(), marks, measured: measuredMarks(source.study, marks) });

const byId = <T extends { readonly id: string }>(items: readonly T[]): readonly T[] =>
  items.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));

type Carried = Pick<Marks, 'levels' | 'annotations'> & { readonly texts: readonly string[] };
const carried = ({ levels, annotations }: Marks): Carried => ({ levels, annotations: byId(annotations), texts: [] });

/** What comes back of marks that were written; nothing is written when there is nothing to write. */
function returned(marks: Marks): Carried {
  const bytes = structuredReport(withMarks(marks), 'Reader^Ada');
  if (!bytes) return { levels: { ...marks.levels, labels: [] }, annotations: [], texts: [] };
  const { levels, annotations, texts } = marksOfReport(read(bytes), source.study);
  return { levels, annotations: byId(annotations), texts };
}

describe('a report of our own', () => {
  test('gives back one annotation of each kind, labels and numbering', () => expect(returned(source.marks)).toEqual(carried(source.marks)));

  test('gives back any marks exactly: every double, every character, every identifier', () => {
    fc.assert(
      fc.property(anyMarks, (marks) => {
        expect(returned(marks)).toEqual(carried(marks));
      }),
      { numRuns: 300 },
    );
  });

  test('gives back marks on the images of the study exactly', () => {
    const image = source.study.series[0]!.slices[0]!;
    const placed = anyMarks.map((marks): Marks => ({
      ...marks,
      annotations: marks.annotations.map((each) => ({
        ...each,
        on: { ...each.on, sopInstanceUid: image.sopInstanceUid, sliceId: image.id, seriesUid: image.seriesUid },
      })),
    }));
    fc.assert(
      fc.property(placed, (marks) => {
        expect(returned(marks)).toEqual(carried(marks));
      }),
      { numRuns: 200 },
    );
  });

  test('is the same bytes for the same input', () => {
    expect(structuredReport(withMarks(source.marks), null)).toEqual(structuredReport(withMarks(source.marks), null));
  });

  test('states no identifier in free text, where de-identification would miss it', () => {
    const { root } = reportTree(source, null);
    const texts = (item: ContentItem): string[] => [...(item.type === 'TEXT' ? [item.text] : []), ...item.children.flatMap(texts)];
    const uids = [...source.images.keys(), ...source.study.series.map(({ uid }) => uid), source.study.uid, '1.2.3.3'];
    for (const text of texts(root)) for (const uid of uids) expect(text).not.toContain(uid);
  });
});

/** The report after somebody changed each item of its tree. */
function changed(change: (item: ContentItem) => ContentItem): Report {
  const { root, evidence } = reportTree(source, null);
  const walk = (item: ContentItem): ContentItem => {
    const { children, ...rest } = change(item);
    return { ...rest, children: children.map(walk) };
  };
  return read(writeReport({ subject: source.subject, issue: testIssue(), description: 'changed', root: walk(root), evidence }));
}

describe('a report of ours that somebody changed', () => {
  test('shows moved coordinates where they were moved to, read-only', () => {
    const moved = changed((item) =>
      item.type === 'SCOORD' && item.graphic === 'POINT' ? { ...item, data: item.data.map((value) => value + 0.25) } : item,
    );
    const back = marksOfReport(moved, source.study);
    const points = back.annotations.filter(({ kind }) => kind === 'point');
    // The tip of the conus is a point too.
    expect(points.map(({ readOnly }) => readOnly)).toEqual([true, true]);
    const before = source.marks.annotations.find(({ kind }) => kind === 'point')!;
    if (before.shape.space !== 'patient' || points[0]!.shape.space !== 'patient') throw new Error('both have geometry');
    // Spacing 0.5 mm between rows, 0.75 between columns; rows run to the feet, columns to the back.
    expect(points[0]!.shape.points[0]!.y - before.shape.points[0]!.y).toBeCloseTo(0.25 * 0.75, 5);
    expect(points[0]!.shape.points[0]!.z - before.shape.points[0]!.z).toBeCloseTo(-0.25 * 0.5, 5);
  });

  test('does not bring back a comment that was rewritten', () => {
    const rewritten = changed((item) => (item.type === 'TEXT' && item.name === CONCEPTS.comment ? { ...item, text: 'other words' } : item));
    const arrows = marksOfReport(rewritten, source.study).annotations.filter(({ text }) => text.includes('other words'));
    expect(arrows.map(({ readOnly }) => readOnly)).toEqual([true]);
  });

  test('follows images and frames that de-identification renamed', () => {
    const renamed = changed((item) => {
      if (item.type === 'IMAGE') return { ...item, image: { ...item.image, sopInstanceUid: `9.${item.image.sopInstanceUid}` } };
      return item.type === 'UIDREF' ? { ...item, uid: `9.${item.uid}` } : item;
    });
    const back = marksOfReport(renamed, source.study).annotations;
    expect(back.map(({ on }) => [on.sopInstanceUid, on.sliceId, on.seriesUid, on.frame, on.plane !== null])).toEqual(
      source.marks.annotations.map(({ on }) => [`9.${on.sopInstanceUid}`, `9.${on.sliceId}`, `9.${on.seriesUid}`, `9.${on.frame}`, true]),
    );
  });
});

test('groups without a name, values or children do no harm', () => {
  const root = contentItem(null, CONCEPTS.report, { type: 'CONTAINER' }, [
    contentItem('CONTAINS', CONCEPTS.measurements, { type: 'CONTAINER' }, [contentItem('CONTAINS', CONCEPTS.group, { type: 'CONTAINER' })]),
  ]);
  const back = marksOfReport(
    read(writeReport({ subject: source.subject, issue: testIssue(), description: '', root, evidence: [] })),
    source.study,
  );
  expect([back.annotations, back.texts, back.count]).toEqual([[], [], 1]);
});
