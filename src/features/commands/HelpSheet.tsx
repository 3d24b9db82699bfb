import './helpSheet.css';
import { useState } from 'react';
import type { Command } from '#ui/command.ts';
import { Button } from '#ui/Button.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { KeyRow } from './KeyRow.tsx';
import { thisPlatform, chordText } from './chord.ts';
import { byGroup, findCommands } from './findCommands.ts';
import { assignKeys, conflictsOf, labelsOf, resetKeys, type KeyOverrides, type Remap } from './keymap.ts';

/** One thing that hands do on the images. */
export type Gesture = { readonly does: string; readonly mouse: string; readonly touch: string };

type HelpSheetProps = {
  readonly commands: readonly Command[];
  readonly overrides: KeyOverrides;
  readonly onOverridesChange: (overrides: KeyOverrides) => void;
  readonly gestures: readonly Gesture[];
  readonly onClose: () => void;
};

/** Every command with its keys, each of which can be changed here, and what mouse and fingers do. Made from the command list. */
export const HelpSheet = ({ commands, overrides, onOverridesChange, gestures, onClose }: HelpSheetProps) => {
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState('');
  const platform = thisPlatform();
  const shared = [...conflictsOf(commands, overrides).values()];
  const found = new Set(findCommands(commands, typed));
  const shownGestures = gestures.filter((gesture) => Object.values(gesture).join(' ').toLowerCase().includes(typed.trim().toLowerCase()));

  const accept = ({ overrides: next, taken }: Remap, what: string) => {
    onOverridesChange(next);
    setSaid(taken.length === 0 ? what : `${what} Taken from ${labelsOf(taken)}.`);
  };

  const assign = (command: Command, chord: string) =>
    accept(assignKeys(commands, overrides, command.id, [chord]), `${chordText(chord, platform)} is now “${command.label}”.`);
  const reset = (command: Command) => accept(resetKeys(commands, overrides, command.id), `“${command.label}” has its first keys again.`);

  return (
    <Dialog
      title="Keys and gestures"
      kind="wide"
      onClose={onClose}
      head={
        <input
          className="field help-field"
          type="search"
          aria-label="Find in this sheet"
          placeholder="Find"
          data-autofocus
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      }
      foot={
        <>
          <p className="help-said" role="status">
            {said}
          </p>
          <Button
            tone="quiet"
            disabled={Object.keys(overrides).length === 0}
            onClick={() => accept({ overrides: {}, taken: [] }, 'All commands have their first keys again.')}
          >
            Reset all keys
          </Button>
        </>
      }
    >
      <div className="help">
        {byGroup(commands.filter((command) => found.has(command))).map(([group, members]) => (
          <section key={group} className="help-group">
            <h3>{group}</h3>
            <ul>
              {members.map((command) => (
                <KeyRow
                  key={command.id}
                  command={command}
                  overrides={overrides}
                  sharedWith={shared.filter((all) => all.includes(command)).flatMap((all) => all.filter((other) => other !== command))}
                  onAssign={(chord) => assign(command, chord)}
                  onReset={() => reset(command)}
                  onRefused={setSaid}
                />
              ))}
            </ul>
          </section>
        ))}
        {shownGestures.length === 0 ? null : <Gestures gestures={shownGestures} />}
        {found.size === 0 && shownGestures.length === 0 ? (
          <p className="help-none">Nothing here has these words. Try fewer of them.</p>
        ) : null}
      </div>
    </Dialog>
  );
};

const Gestures = ({ gestures }: { readonly gestures: readonly Gesture[] }) => (
  <section className="help-group help-gestures">
    <h3>Mouse and touch</h3>
    <table>
      <thead>
        <tr>
          <th scope="col">Does</th>
          <th scope="col">Mouse</th>
          <th scope="col">Touch</th>
        </tr>
      </thead>
      <tbody>
        {gestures.map(({ does, mouse, touch }) => (
          <tr key={does}>
            <th scope="row">{does}</th>
            <td>{mouse}</td>
            <td>{touch}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
