import './button.css';
import type { ComponentType } from 'react';
import { keepFocus } from './keepFocus.ts';

type IconButtonProps = {
  /** Accessible name; also the tooltip. */
  readonly label: string;
  readonly icon: ComponentType<{ size?: number }>;
  /** `inputAt`: the click's time stamp, as a command's `run` takes it. */
  readonly onClick: (inputAt: number) => void;
  /** Key that does the same, as printed for people; shown in the tooltip. */
  readonly hint?: string | undefined;
  /** Given for tools and toggles: whether it is on. */
  readonly pressed?: boolean | undefined;
  readonly disabled?: boolean;
};

/** Name and key as one tooltip: "Zoom (Z)". */
export const tooltip = (label: string, hint: string | undefined): string =>
  hint === undefined || hint === '' ? label : `${label} (${hint})`;

/** A square button with a picture, for tool bars. A click does not take the focus from the images, so their keys go on working. */
export const IconButton = ({ label, icon: Icon, onClick, hint, pressed, disabled = false }: IconButtonProps) => (
  <button
    type="button"
    className="icon-button"
    aria-label={label}
    aria-pressed={pressed}
    title={tooltip(label, hint)}
    disabled={disabled}
    onMouseDown={keepFocus}
    onClick={(event) => onClick(event.timeStamp)}
  >
    <Icon size={18} />
  </button>
);
