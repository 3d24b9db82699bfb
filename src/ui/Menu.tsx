import './menu.css';
import { Check, ChevronDown } from 'lucide-react';
import { Fragment, useId, useRef, useState, type ComponentType, type KeyboardEvent } from 'react';
import { tooltip } from './IconButton.tsx';
import { keepFocus } from './keepFocus.ts';
import { placeBelow } from './placeBelow.ts';
import { stepOf, wrap } from './roving.ts';

export type MenuItem = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly icon?: ComponentType<{ size?: number }>;
  /** Given for choices: whether it is the chosen one. */
  readonly checked?: boolean | undefined;
  readonly disabled?: boolean;
  /** A line above this item. */
  readonly separated?: boolean;
  /** `inputAt`: the click's time stamp, as a command's `run` takes it. */
  readonly run: (inputAt: number) => void;
};

type MenuProps = {
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** With an icon the button shows only that, the label becomes the tooltip; else the words. */
  readonly icon?: ComponentType<{ size?: number }>;
  /** Words on the button when they differ from the accessible label, e.g. the chosen level. */
  readonly text?: string;
  readonly hint?: string | undefined;
  readonly disabled?: boolean;
};

/** A button that opens a list of actions. Arrow keys, Home, End and first letters move; Esc closes; the focus returns. */
export const Menu = ({ label, items, icon: Icon, text, hint, disabled = false }: MenuProps) => {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  const rows = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('.menu-item:enabled') ?? [])];

  const opened = () => {
    if (button.current && list.current) placeBelow(list.current, button.current.getBoundingClientRect());
    (rows().find((row) => row.getAttribute('aria-checked') === 'true') ?? rows()[0])?.focus();
  };

  const move = (event: KeyboardEvent) => {
    const all = rows();
    const from = all.indexOf(document.activeElement as HTMLElement);
    const step = stepOf(event.key, 'vertical');
    if (event.key === 'Tab') list.current?.hidePopover();
    else if (step !== null) all[wrap(from, step, all.length)]?.focus();
    else if (event.key.length === 1 && event.key !== ' ') nextWithLetter(all, from, event.key)?.focus();
    else return;
    if (event.key !== 'Tab') event.preventDefault();
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        className={Icon ? 'icon-button' : 'button button-quiet menu-button'}
        aria-label={text === undefined && !Icon ? undefined : text === undefined ? label : `${label}: ${text}`}
        aria-haspopup="menu"
        aria-expanded={open}
        title={tooltip(label, hint)}
        disabled={disabled}
        popoverTarget={id}
        onMouseDown={keepFocus}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          list.current?.showPopover();
        }}
      >
        {Icon ? <Icon size={18} /> : <span className="button-label">{text ?? label}</span>}
        {Icon ? null : <ChevronDown size={14} />}
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        className="menu"
        onKeyDown={move}
        onToggle={(event) => {
          const now = event.newState === 'open';
          setOpen(now);
          if (now) opened();
        }}
      >
        {items.map(({ icon: ItemIcon, ...item }) => (
          <Fragment key={item.id}>
            {item.separated ? <hr /> : null}
            <button
              type="button"
              role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
              aria-checked={item.checked}
              className="menu-item"
              tabIndex={-1}
              disabled={item.disabled}
              onClick={(event) => {
                list.current?.hidePopover();
                item.run(event.timeStamp);
              }}
            >
              <span className="menu-mark">{item.checked ? <Check size={14} /> : ItemIcon ? <ItemIcon size={16} /> : null}</span>
              <span className="menu-label">{item.label}</span>
              {item.hint ? <span className="menu-hint">{item.hint}</span> : null}
            </button>
          </Fragment>
        ))}
      </div>
    </>
  );
};

/** The next row after `from` whose words begin with `letter`, going round. */
const nextWithLetter = (rows: readonly HTMLElement[], from: number, letter: string): HTMLElement | undefined =>
  [...rows.slice(from + 1), ...rows.slice(0, from + 1)].find((row) =>
    row.querySelector('.menu-label')?.textContent.toLowerCase().startsWith(letter.toLowerCase()),
  );
