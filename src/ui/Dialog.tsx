import './dialog.css';
import { X } from 'lucide-react';
import { useId, useLayoutEffect, useRef, type MouseEvent, type ReactNode } from 'react';
import { IconButton } from './IconButton.tsx';

type DialogProps = {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** `palette` has no visible title and sits near the top. */
  readonly kind?: 'small' | 'wide' | 'palette';
  /** Beside the title, e.g. a search field. */
  readonly head?: ReactNode;
  /** Buttons at the end. */
  readonly foot?: ReactNode;
};

/** On touch screens a field is not focused, because the keyboard would rise over the dialog. */
const focusFirst = (dialog: HTMLDialogElement): void => {
  const first = dialog.querySelector<HTMLElement>('[data-autofocus]');
  const raisesKeyboard = first instanceof HTMLInputElement && window.matchMedia('(pointer: coarse)').matches;
  (raisesKeyboard ? dialog : first)?.focus();
};

/** A modal dialog: open while mounted. Esc and a click beside it close; the focus begins at `[data-autofocus]` and returns to where it was. */
export const Dialog = ({ title, onClose, children, kind = 'small', head, foot }: DialogProps) => {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    if (dialog) focusFirst(dialog);
    // `close` before removal is what makes the browser give the focus back.
    return () => dialog?.close();
  }, []);

  const closeBeside = (event: MouseEvent) => {
    if (event.target === ref.current) onClose();
  };

  return (
    <dialog
      ref={ref}
      tabIndex={-1}
      className={`dialog dialog-${kind}`}
      aria-labelledby={titleId}
      onMouseDown={closeBeside}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog-sheet">
        <header className={kind === 'palette' ? 'visually-hidden' : 'dialog-head'}>
          <h2 id={titleId}>{title}</h2>
          {kind === 'palette' ? null : (
            <>
              {head}
              <IconButton label="Close" hint="Esc" icon={X} onClick={onClose} />
            </>
          )}
        </header>
        <div className="dialog-body">{children}</div>
        {foot === undefined ? null : <footer className="dialog-foot">{foot}</footer>}
      </div>
    </dialog>
  );
};
