import './button.css';
import type { ComponentType, ReactNode } from 'react';

type ButtonProps = {
  readonly children: ReactNode;
  /** `inputAt`: the click's time stamp, as a command's `run` takes it. */
  readonly onClick: (inputAt: number) => void;
  /** `primary`: the one next step of the screen. `quiet`: no edge until hovered. */
  readonly tone?: 'plain' | 'primary' | 'quiet' | 'danger';
  readonly icon?: ComponentType<{ size?: number }>;
  /** Key that does the same, as printed for people. */
  readonly hint?: string | undefined;
  readonly disabled?: boolean;
  /** Where the focus begins in a dialog. */
  readonly focused?: boolean;
};

/** A button with words. */
export const Button = ({ children, onClick, tone = 'plain', icon: Icon, hint, disabled = false, focused = false }: ButtonProps) => (
  <button
    type="button"
    className={`button button-${tone}`}
    onClick={(event) => onClick(event.timeStamp)}
    disabled={disabled}
    title={hint}
    data-autofocus={focused || undefined}
  >
    {Icon ? <Icon size={16} /> : null}
    <span className="button-label">{children}</span>
  </button>
);
