/** A Structured Report as a file: Enhanced SR when all coordinates are an image's, Comprehensive 3D SR when some are the patient's (PS3.3 A.35). */
import type { ContentItem } from '../contentItem.ts';
import { contentAttributes, usesScheme } from './content.ts';
import { fileOf } from './dataSet.ts';
import { envelope, type Issue, type Subject } from './envelope.ts';
import { evidenceItems, type EvidenceImage } from './evidence.ts';

const ENHANCED_SR = '1.2.840.10008.5.1.4.1.1.88.22';
const COMPREHENSIVE_3D_SR = '1.2.840.10008.5.1.4.1.1.88.34';

const hasPatientCoordinates = (item: ContentItem): boolean => item.type === 'SCOORD3D' || item.children.some(hasPatientCoordinates);

const OWN_SCHEME = {
  CodingSchemeDesignator: '99CONUS',
  CodingSchemeName: 'Concepts of the Conus spine viewer',
  CodingSchemeResponsibleOrganization: 'Conus',
};

export type ReportInput = {
  readonly subject: Subject;
  readonly issue: Issue;
  /** Series Description. */
  readonly description: string;
  readonly root: ContentItem;
  /** Every image that the tree refers to. */
  readonly evidence: readonly EvidenceImage[];
};

export function writeReport({ subject, issue, description, root, evidence }: ReportInput): Uint8Array<ArrayBuffer> {
  const sopClass = hasPatientCoordinates(root) ? COMPREHENSIVE_3D_SR : ENHANCED_SR;
  return fileOf({
    ...contentAttributes(root),
    ...envelope(subject, issue, sopClass, { modality: 'SR', number: 9001, description }),
    CodingSchemeIdentificationSequence: usesScheme(root, '99CONUS') ? [OWN_SCHEME] : undefined,
    ReferencedPerformedProcedureStepSequence: [],
    PerformedProcedureCodeSequence: [],
    ContentDate: issue.date,
    ContentTime: issue.time,
    CompletionFlag: 'PARTIAL',
    VerificationFlag: 'UNVERIFIED',
    CurrentRequestedProcedureEvidenceSequence: evidence.length > 0 ? evidenceItems(subject.StudyInstanceUID, evidence) : undefined,
  });
}
