import './commandPalette.css';
import { useId, useState, type KeyboardEvent } from 'react';
import type { Command } from '#ui/command.ts';
import { Dialog } from '#ui/Dialog.tsx';
import { Kbd } from '#ui/Kbd.tsx';
import { stepOf, wrap } from '#ui/roving.ts';
import { printChord, thisPlatform } from './chord.ts';
import { findCommands } from './findCommands.ts';
import { keysOf, type KeyOverrides } from './keymap.ts';

type CommandPaletteProps = {
  readonly commands: readonly Command[];
  readonly overrides: KeyOverrides;
  readonly onClose: () => void;
};

/** Everything a reader can do, found by typing. The focus stays in the field; arrow keys move the mark in the list, Enter does it. */
export const CommandPalette = ({ commands, overrides, onClose }: CommandPaletteProps) => {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [mark, setMark] = useState(0);
  const found = findCommands(commands, typed);
  const marked = found[mark];
  const platform = thisPlatform();
  const rowId = (command: Command) => `${id}-${command.id}`;

  const run = (command: Command | undefined, inputAt: number) => {
    if (!command?.enabled()) return;
    onClose();
    command.run(inputAt);
  };

  const move = (event: KeyboardEvent) => {
    const step = event.key === 'Home' || event.key === 'End' ? null : stepOf(event.key, 'vertical');
    if (event.nativeEvent.isComposing) return;
    if (step !== null) {
      const next = wrap(mark, step, found.length);
      setMark(next);
      const row = found[next];
      if (row) document.getElementById(rowId(row))?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') run(marked, event.timeStamp);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog title="Commands" kind="palette" onClose={onClose}>
      <input
        className="palette-field"
        type="text"
        role="combobox"
        aria-label="Find a command"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={marked ? rowId(marked) : undefined}
        aria-autocomplete="list"
        placeholder="Find a command"
        data-autofocus
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onKeyDown={move}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setMark(0);
        }}
      />
      <div id={id} className="palette-list" role="listbox" aria-label="Commands">
        {found.map((command, index) => (
          <button
            key={command.id}
            type="button"
            id={rowId(command)}
            className="palette-row"
            role="option"
            tabIndex={-1}
            aria-selected={index === mark}
            aria-disabled={!command.enabled()}
            onMouseMove={({ movementX, movementY }) => {
              // A list that scrolls under a resting mouse must not move the mark.
              if (movementX !== 0 || movementY !== 0) setMark(index);
            }}
            onMouseDown={(event) => event.preventDefault()}
            onClick={(event) => run(command, event.timeStamp)}
          >
            <span className="palette-icon">{command.icon ? <command.icon size={16} /> : null}</span>
            <span className="palette-label">{command.label}</span>
            <span className="palette-group">{command.group}</span>
            {keysOf(command, overrides)
              .slice(0, 1)
              .map((chord) => (
                <Kbd key={chord} parts={printChord(chord, platform)} />
              ))}
          </button>
        ))}
      </div>
      <p className="palette-none" role="status">
        {found.length === 0 ? 'No command has these words. Try fewer of them.' : ''}
      </p>
    </Dialog>
  );
};
