import { X } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '#ui/Button.tsx';
import { IconButton } from '#ui/IconButton.tsx';
import { dateText } from '#dicom/dateText.ts';
import { printOpened } from './dates.ts';
import type { RecentStudy } from './recent.ts';

type RecentListProps = {
  readonly recent: readonly RecentStudy[];
  readonly onForget: (studyUid: string) => void;
  readonly onForgetAll: () => void;
};

/** Studies opened on this machine. Only their names are kept, so none can be opened from here: the list says so. */
export const RecentList = ({ recent, onForget, onForgetAll }: RecentListProps) => {
  const [now] = useState(() => Date.now());
  const list = useRef<HTMLUListElement>(null);

  const forget = (studyUid: string, index: number) => {
    // The pressed button goes with its row: the focus moves to a neighbour's first.
    const buttons = list.current?.querySelectorAll('button');
    (buttons?.[index + 1] ?? buttons?.[index - 1])?.focus();
    onForget(studyUid);
  };

  return (
    <section className="home-recent" aria-labelledby="home-recent">
      <header className="home-section-head">
        <h2 id="home-recent">Recent on this machine</h2>
        <Button tone="quiet" onClick={onForgetAll}>
          Forget all
        </Button>
      </header>
      <ul ref={list}>
        {recent.map((study, index) => {
          const facts = [dateText(study.studyDate), study.description, `${study.seriesCount} series`];
          return (
            <li key={study.studyUid} className="home-study">
              <div className="home-study-words">
                <p className="home-study-name">
                  {study.patientName || 'No patient name'}
                  {study.patientId ? <span className="home-dim"> · ID {study.patientId}</span> : null}
                </p>
                <p className="home-dim home-cut">{facts.filter(Boolean).join(' · ')}</p>
              </div>
              <span className="home-dim home-when">{printOpened(study.openedAt, now)}</span>
              <IconButton
                label={`Forget ${study.patientName || 'the study without a name'}`}
                icon={X}
                onClick={() => forget(study.studyUid, index)}
              />
            </li>
          );
        })}
      </ul>
      <p className="home-dim home-note">Names only. To read one again, open its folder.</p>
    </section>
  );
};
