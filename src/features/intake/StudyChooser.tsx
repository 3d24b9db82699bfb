import './intake.css';
import { dateText } from '#dicom/dateText.ts';
import type { Study, StudyUid } from '#dicom/study.ts';
import { Dialog } from '#ui/Dialog.tsx';
import { countOf } from './words.ts';

type StudyChooserProps = { readonly studies: readonly Study[]; readonly onChoose: (uid: StudyUid) => void; readonly onCancel: () => void };

function Choice({
  study,
  first,
  onChoose,
}: {
  readonly study: Study;
  readonly first: boolean;
  readonly onChoose: (uid: StudyUid) => void;
}) {
  const { patient } = study;
  const facts = [patient.id && `ID ${patient.id}`, patient.birthDate && `born ${dateText(patient.birthDate)}`, patient.sex];
  const imageCount = study.series.reduce((sum, series) => sum + series.slices.length, 0);
  return (
    <li>
      <button
        type="button"
        className="intake-study"
        autoFocus={first}
        onClick={() => {
          onChoose(study.uid);
        }}
      >
        <span className="intake-patient">
          <bdi>{patient.name || 'No patient name'}</bdi>
          <bdi className="intake-facts">{facts.filter(Boolean).join(' · ')}</bdi>
        </span>
        <span className="intake-visit">
          <span>{dateText(study.date) || 'No study date'}</span>
          <bdi className="intake-facts">{study.description}</bdi>
        </span>
        <span className="intake-facts">
          {countOf(study.series.length, 'series', 'series')}, {countOf(imageCount, 'image')}
        </span>
      </button>
    </li>
  );
}

/** Several studies came together, perhaps of several patients: one is read at a time, never a mix. */
export function StudyChooser({ studies, onChoose, onCancel }: StudyChooserProps) {
  const patients = new Set(studies.map(({ patient }) => `${patient.id}\n${patient.name}\n${patient.birthDate}`)).size;
  return (
    <Dialog
      kind="wide"
      title={`${countOf(studies.length, 'study', 'studies')} of ${countOf(patients, 'patient')}: choose one to read`}
      onClose={onCancel}
    >
      <ul className="intake-studies">
        {studies.map((study, index) => (
          <Choice key={study.uid} study={study} first={index === 0} onChoose={onChoose} />
        ))}
      </ul>
    </Dialog>
  );
}
