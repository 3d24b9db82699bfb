import { SlidersHorizontal } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import type { LevelLabel } from '#spine/level.ts';
import { levelWords } from '#spine/levelNames.ts';
import { numberingWords, orderedLabels } from '#spine/levels.ts';
import { levelOfCursor } from '#store/levels.ts';
import { useStore } from '#store/store.ts';
import { Button } from '#ui/Button.tsx';
import { IconButton } from '#ui/IconButton.tsx';
import { acceptAll } from './commands.ts';
import { goToLevel } from './goToLevel.ts';
import { toggleLabelling } from './labelling.ts';
import { LevelEditor } from './LevelEditor.tsx';
import { openLabel, useNaming } from './naming.ts';
import './levels.css';

function Row({ label, current }: { label: LevelLabel; current: boolean }) {
  const open = useNaming((state) => state.open?.id === label.id && state.open.pane === null);
  return (
    <li className="level-row" data-accepted={label.accepted}>
      <button type="button" className="level-go" aria-current={current} onClick={(event) => goToLevel(label.name, event.timeStamp)}>
        <span>{levelWords(label.name)}</span>
        {!label.accepted && <span className="level-proposed">proposed</span>}
      </button>
      <IconButton
        label={`Change ${label.name}`}
        icon={SlidersHorizontal}
        pressed={open}
        onClick={() => openLabel(open ? null : { id: label.id, pane: null, x: 0, y: 0 })}
      />
      {open && <LevelEditor label={label} onClose={() => openLabel(null)} />}
    </li>
  );
}

/** The labelled levels from head to feet, how they are numbered, and the way to label more. */
export function LevelsPanel() {
  const levels = useStore((state) => state.marks.levels);
  const here = useStore((state) => levelOfCursor(state)?.name);
  const kind = useStore(useShallow((state) => (state.drawing !== null && typeof state.drawing === 'object' ? state.drawing.label : null)));
  const frames = [...new Set(levels.labels.map((label) => label.frame))];
  const proposed = levels.labels.filter((label) => !label.accepted).length;
  return (
    <section className="levels-panel" aria-label="Levels">
      <h2>Levels</h2>
      <div className="level-actions">
        <Button tone={kind === 'disc' ? 'primary' : 'plain'} onClick={() => toggleLabelling('disc')}>
          {kind === 'disc' ? 'Stop' : 'Label discs'}
        </Button>
        <Button tone={kind === 'vertebra' ? 'primary' : 'plain'} onClick={() => toggleLabelling('vertebra')}>
          {kind === 'vertebra' ? 'Stop' : 'Label vertebrae'}
        </Button>
      </div>
      {levels.labels.length === 0 ? (
        <p className="level-note">No levels yet. Label discs, then click L5/S1 and one higher disc: those between are proposed.</p>
      ) : (
        <p className="level-note">Numbering: {numberingWords(levels)}</p>
      )}
      {proposed > 0 && (
        <Button tone="primary" onClick={acceptAll}>
          {`Accept ${proposed} proposed level${proposed === 1 ? '' : 's'}`}
        </Button>
      )}
      {frames.map((frame, index) => (
        <div key={frame}>
          {frames.length > 1 && <p className="level-note">{`Frame of reference ${index + 1}`}</p>}
          <ol className="level-list">
            {orderedLabels(levels, frame).map((label) => (
              <Row key={label.id} label={label} current={label.name === here} />
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}
