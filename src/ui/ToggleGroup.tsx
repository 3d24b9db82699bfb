import './toggleGroup.css';
import type { ComponentType, KeyboardEvent } from 'react';
import { tooltip } from './IconButton.tsx';
import { keepFocus } from './keepFocus.ts';
import { stepOf, wrap } from './roving.ts';

export type ToggleOption<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  readonly icon?: ComponentType<{ size?: number }>;
  readonly hint?: string | undefined;
  /** Colours the mark of the chosen option: a plane's own colour. */
  readonly tone?: 'sagittal' | 'axial' | 'coronal';
  readonly disabled?: boolean;
};

type ToggleGroupProps<Value extends string> = {
  readonly label: string;
  readonly options: readonly ToggleOption<Value>[];
  /** Null: none is chosen. */
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  /** With icons only, the words become tooltips. */
  readonly iconsOnly?: boolean;
};

/** One of several, as radio buttons: Tab enters at the chosen one, arrow keys move and choose. */
export const ToggleGroup = <Value extends string>({ label, options, value, onChange, iconsOnly = false }: ToggleGroupProps<Value>) => {
  const usable = options.filter((option) => option.disabled !== true);
  const tabStop = usable.some((option) => option.value === value) ? value : usable[0]?.value;

  const move = (event: KeyboardEvent<HTMLElement>) => {
    const step = stepOf(event.key, 'both');
    if (step === null) return;
    event.preventDefault();
    const from = usable.findIndex((option) => option.value === (event.target as HTMLElement).dataset['value']);
    const next = usable[wrap(from, step, usable.length)];
    if (next === undefined) return;
    onChange(next.value);
    event.currentTarget.querySelector<HTMLElement>(`[data-value="${CSS.escape(next.value)}"]`)?.focus();
  };

  return (
    <div className="toggle-group" role="radiogroup" aria-label={label} onKeyDown={move}>
      {options.map(({ value: own, label: words, icon: Icon, hint, tone, disabled = false }) => (
        <button
          key={own}
          type="button"
          role="radio"
          className="toggle"
          data-value={own}
          data-tone={tone}
          aria-checked={own === value}
          aria-label={iconsOnly ? words : undefined}
          title={iconsOnly || hint ? tooltip(words, hint) : undefined}
          tabIndex={own === tabStop ? 0 : -1}
          disabled={disabled}
          onMouseDown={keepFocus}
          onClick={() => onChange(own)}
        >
          {Icon ? <Icon size={16} /> : null}
          {iconsOnly ? null : words}
        </button>
      ))}
    </div>
  );
};
