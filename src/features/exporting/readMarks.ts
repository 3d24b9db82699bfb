/** What a report holds, as marks: our own come back as they were; those of others as drawings that can be looked at, or as lines of text. */
import * as v from 'valibot';
import { sameCode } from '#dicom/code.ts';
import type { ContentItem } from '#dicom/contentItem.ts';
import type { Report } from '#dicom/readReport.ts';
import type { Study } from '#dicom/study.ts';
import type { Annotation } from '#spine/annotation.ts';
import { numberingSchema } from '#spine/caseFileSchema.ts';
import type { LevelLabel, LevelSet } from '#spine/level.ts';
import { NO_MARKS } from '#spine/marks.ts';
import { annotationOf, textNamed } from './annotationGroup.ts';
import { foreignGroup } from './foreignGroup.ts';
import { labelOf } from './levelGroup.ts';
import { parseRecord, RECORD } from './record.ts';
import { CONCEPTS } from './reportCodes.ts';

export type ReportMarks = {
  /** Who wrote the report, in words: "Conus, 20261124". */
  readonly title: string;
  readonly levels: LevelSet;
  readonly annotations: readonly Annotation[];
  /** What the report says of things that cannot be placed on an image of the study. */
  readonly texts: readonly string[];
  /** Measurement groups found: what a reader is told of before anything is shown. */
  readonly count: number;
};

const groupsIn = (item: ContentItem): readonly ContentItem[] =>
  item.name && sameCode(item.name, CONCEPTS.group) && item.type === 'CONTAINER' ? [item] : item.children.flatMap(groupsIn);

/** Numbering as this program recorded it; else that of a new study. */
function numberingOf(root: ContentItem): Omit<LevelSet, 'labels'> {
  const record = parseRecord(textNamed(root, RECORD) ?? '');
  const known = v.safeParse(v.object({ numbering: v.unknown(), variant: v.unknown() }), record);
  const parsed = v.safeParse(numberingSchema, known.success ? known.output : null);
  const { numbering, variant } = NO_MARKS.levels;
  return parsed.success ? parsed.output : { numbering, variant };
}

type Found = { readonly labels: LevelLabel[]; readonly annotations: Annotation[]; readonly texts: string[] };

/** `report` of the study that is open, or of any other: images that the study lacks leave texts. */
export function marksOfReport(report: Report, study: Study): ReportMarks {
  const groups = groupsIn(report.root);
  const found: Found = { labels: [], annotations: [], texts: [] };
  for (const [index, group] of groups.entries()) {
    const label = labelOf(group);
    const annotation = label ? null : annotationOf(group);
    if (label) found.labels.push(label);
    else if (annotation) found.annotations.push(annotation);
    else {
      const foreign = foreignGroup(group, study, `${report.sopInstanceUid} ${index}`);
      found.annotations.push(...foreign.annotations);
      found.texts.push(...foreign.texts);
    }
  }
  return {
    title: [report.manufacturer || 'Unknown maker', report.date].filter(Boolean).join(', '),
    levels: { labels: found.labels, ...numberingOf(report.root) },
    annotations: found.annotations,
    texts: found.texts,
    count: groups.length,
  };
}
