import { memo, useState } from 'react';
import { PencilLine, Trash2 } from 'lucide-react';
import type { Annotation } from '#spine/annotation.ts';
import { valueText, type Measurement } from '#spine/measurement.ts';
import { useStore } from '#store/store.ts';
import { IconButton } from '#ui/IconButton.tsx';
import { goTo } from './goTo.ts';
import { KINDS } from './kinds.ts';
import { LineField } from './LineField.tsx';
import { setText } from './TextField.tsx';

export type MarkRowProps = {
  readonly annotation: Annotation;
  readonly measurement: Measurement;
  readonly place: string;
  readonly selected: boolean;
};

/** One annotation in the list: what it is, its numbers, where it is, and why to be careful. A click goes there. */
export const MarkRow = memo(function MarkRow({ annotation, measurement, place, selected }: MarkRowProps) {
  const [renaming, setRenaming] = useState(false);
  const { kind, text, id, readOnly } = annotation;
  const { rows, grade, reference, warnings } = measurement;
  const [first, ...parts] = rows;
  const name = text || KINDS[kind].label;
  const others = [...parts.map((row) => `${row.label} ${valueText(row)}`), grade ?? ''].filter(Boolean).join(', ');
  return (
    <li className="marks-row" data-annotation={id} data-selected={selected}>
      <button type="button" className="marks-go" aria-pressed={selected} onClick={() => goTo(annotation)}>
        <span>{name}</span>
        {first && <span className="marks-value">{valueText(first)}</span>}
        {others && <span className="marks-part">{others}</span>}
        <span className="marks-place">
          {place}
          {readOnly ? ', read only' : ''}
        </span>
        {selected && reference && (
          <span className="marks-reference">
            For comparison: {reference.text} ({reference.citation})
          </span>
        )}
        {warnings.map((warning) => (
          <span key={warning} className="marks-warning">
            {warning}
          </span>
        ))}
      </button>
      {!readOnly && (
        <span className="marks-tools">
          <IconButton label={`Rename ${name}`} icon={PencilLine} onClick={() => setRenaming(true)} />
          <IconButton label={`Delete ${name}`} icon={Trash2} onClick={() => useStore.getState().removeAnnotation(id)} />
        </span>
      )}
      {renaming && (
        <LineField label={`Text of ${name}`} value={text} onKeep={(words) => setText(id, words)} onDone={() => setRenaming(false)} />
      )}
    </li>
  );
});
