import { useId } from 'react';
import type { LevelLabel, LevelSet, Numbering, Variant } from '#spine/level.ts';
import { kindOf, levelWords, sequenceOf } from '#spine/levelNames.ts';
import { acceptProposals, removeLabel, renumber, withNumbering, withVariant } from '#spine/levels.ts';
import { useStore } from '#store/store.ts';
import { Button } from '#ui/Button.tsx';

const NUMBERINGS: readonly Numbering[] = ['assumed: lowest mobile disc is L5/S1', 'counted from the sacrum', 'counted from C2', 'reader'];
const LUMBAR = { 4: '4 lumbar', 5: '5 lumbar', 6: '6 lumbar (L6)' };
const THORACIC = { 11: '11 thoracic', 12: '12 thoracic', 13: '13 thoracic (T13)' };

const change = (to: (set: LevelSet) => LevelSet | null): void => {
  const { marks, setLevels, say } = useStore.getState();
  const next = to(marks.levels);
  if (next) setLevels(next);
  else say({ id: 'levels', tone: 'caution', text: 'That would number another label beyond the end of the spine. Delete it first.' });
};

type FieldProps = {
  readonly label: string;
  readonly value: string;
  readonly options: Readonly<Record<string, string>>;
  onChange(value: string): void;
};

function Field({ label, value, options, onChange }: FieldProps) {
  const id = useId();
  return (
    <div className="level-field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {Object.entries(options).map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

const asOptions = (names: readonly string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, name]));

/** How the vertebrae are counted: for the whole study. */
function NumberingFields() {
  const { numbering, variant } = useStore((state) => state.marks.levels);
  const vary = (part: Partial<Variant>) => change((set) => withVariant(set, { ...set.variant, ...part }));
  return (
    <>
      <Field
        label="Numbering"
        value={numbering}
        options={asOptions(NUMBERINGS)}
        onChange={(to) => change((set) => withNumbering(set, to as Numbering))}
      />
      <Field label="Lumbar vertebrae" value={`${variant.lumbar}`} options={LUMBAR} onChange={(to) => vary({ lumbar: Number(to) })} />
      <Field
        label="Thoracic vertebrae"
        value={`${variant.thoracic}`}
        options={THORACIC}
        onChange={(to) => vary({ thoracic: Number(to) })}
      />
    </>
  );
}

/** One label: its name (the others shift along), the numbering behind it, accept, delete. */
export function LevelEditor({ label, onClose }: { label: LevelLabel; onClose(): void }) {
  const variant = useStore((state) => state.marks.levels.variant);
  const names = sequenceOf(variant).filter((name) => kindOf(name) === label.kind);
  return (
    <div
      className="level-editor"
      role="dialog"
      aria-label={`Level ${label.name}`}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <strong>
        {levelWords(label.name)}
        {label.accepted ? '' : ' (proposed)'}
      </strong>
      <Field
        label="Rename, others shift"
        value={label.name}
        options={asOptions(names)}
        onChange={(name) => change((set) => renumber(set, label.id, name))}
      />
      <NumberingFields />
      <div className="level-actions">
        {!label.accepted && <Button onClick={() => change((set) => acceptProposals(set, label.id))}>Accept</Button>}
        <Button
          tone="danger"
          onClick={() => {
            onClose();
            change((set) => removeLabel(set, label.id));
          }}
        >
          Delete
        </Button>
        <Button tone="quiet" focused onClick={onClose}>
          Close
        </Button>
      </div>
    </div>
  );
}
