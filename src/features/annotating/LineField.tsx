import { useEffect, useRef } from 'react';

type LineFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onKeep: (words: string) => void;
  readonly onDone: () => void;
};

/** One line of the reader's words in the list. Enter or leaving keeps it, Esc keeps what was. */
export function LineField({ label, value, onKeep, onDone }: LineFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const keep = (): void => {
    onKeep(field.current?.value ?? value);
    onDone();
  };
  return (
    <input
      ref={field}
      className="field marks-edit"
      aria-label={label}
      defaultValue={value}
      maxLength={200}
      onBlur={keep}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') onDone();
      }}
    />
  );
}
