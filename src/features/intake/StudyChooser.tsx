import './intake.css';
import { useEffect, useRef, type Ref } from 'react';
import { dateText } from '#dicom/dateText.ts';
import type { Study, StudyUid } from '#dicom/study.ts';
import { Dialog } from '#ui/Dialog.tsx';
import { countOf } from './words.ts';

type StudyChooserProps = { readonly studies: readonly Study[]; readonly onChoose: (uid: StudyUid) => void; readonly onCancel: () => void };

function Choice({
  study,
  ref,
  onChoose,
}: {
  readonly study: Study;
  readonly ref: Ref<HTMLButtonElement> | undefined;
  readonly onChoose: (uid: StudyUid) => void;
}) {
  const { patient } = study;
  const facts = [patient.id && `ID ${patient.id}`, patient.birthDate && `born ${dateText(patient.birthDate)}`, patient.sex];
  const imageCount = study.series.reduce((sum, series) => sum + series.slices.length, 0);
  return (
    <li>
      <button
        ref={ref}
        type="button"
        className="intake-study"
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
  const first = useRef<HTMLButtonElement>(null);
  // After the dialog has opened and put the focus on its own first button.
  useEffect(() => {
    first.current?.focus();
  }, []);
  const patients = new Set(studies.map(({ patient }) => `${patient.id}\n${patient.name}\n${patient.birthDate}`)).size;
  return (
    <Dialog kind="wide" title={`Choose one of ${countOf(studies.length, 'study', 'studies')}`} onClose={onCancel}>
      <p className="intake-facts intake-note">
        {patients === 1 ? 'All of one patient. ' : `Of ${countOf(patients, 'patient')}. `}One study is read at a time.
      </p>
      <ul className="intake-studies">
        {studies.map((study, index) => (
          <Choice key={study.uid} study={study} ref={index === 0 ? first : undefined} onChoose={onChoose} />
        ))}
      </ul>
    </Dialog>
  );
}
