import { RotateCcw } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { Command } from '#ui/command.ts';
import { IconButton } from '#ui/IconButton.tsx';
import { Kbd } from '#ui/Kbd.tsx';
import { chordsOf, chordText, printChord, thisPlatform } from './chord.ts';
import { keysOf, labelsOf, refusalOf, type KeyOverrides } from './keymap.ts';

type KeyRowProps = {
  readonly command: Command;
  readonly overrides: KeyOverrides;
  /** Others that have one of its keys; whichever is possible is called. */
  readonly sharedWith: readonly Command[];
  readonly onAssign: (chord: string) => void;
  readonly onReset: () => void;
  /** Says why keys cannot be given. */
  readonly onRefused: (reason: string) => void;
};

/** One command of the help sheet. Its keys are a button: press it, then the new keys; Esc or leaving keeps the old ones. */
export const KeyRow = ({ command, overrides, sharedWith, onAssign, onReset, onRefused }: KeyRowProps) => {
  const [listening, setListening] = useState(false);
  const change = useRef<HTMLButtonElement>(null);
  const platform = thisPlatform();
  const keys = keysOf(command, overrides);
  const keysText = keys.map((chord) => chordText(chord, platform)).join(' or ') || 'no key';

  const capture = (event: KeyboardEvent) => {
    if (!listening) return;
    // Everything pressed now is meant for us: Esc must not close the dialog, nor Enter press the button again.
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return setListening(false);
    const [chord] = chordsOf(event.nativeEvent, platform);
    if (chord === undefined) return;
    setListening(false);
    const refusal = refusalOf(chord);
    if (refusal === null) onAssign(chord);
    else onRefused(`${chordText(chord, platform)} cannot be used. ${refusal}`);
  };

  const reset = () => {
    // The reset button goes with what it resets; the focus must not go with it.
    change.current?.focus();
    onReset();
  };

  return (
    <li className="help-row">
      <span className="help-label">
        {command.label}
        {sharedWith.length > 0 ? <span className="help-shared"> shares a key with {labelsOf(sharedWith)}</span> : null}
      </span>
      {Object.hasOwn(overrides, command.id) ? (
        <IconButton label={`Reset the keys of ${command.label}`} icon={RotateCcw} onClick={reset} />
      ) : null}
      <button
        ref={change}
        type="button"
        className="help-keys"
        aria-label={listening ? `Press new keys for ${command.label}` : `${command.label}: ${keysText}. Change`}
        title="Change the keys"
        onClick={() => setListening(true)}
        onBlur={() => setListening(false)}
        onKeyDown={capture}
      >
        {listening ? (
          <span className="help-listening">Press new keys</span>
        ) : keys.length === 0 ? (
          <span className="help-nokey">No key</span>
        ) : (
          keys.map((chord) => <Kbd key={chord} parts={printChord(chord, platform)} />)
        )}
      </button>
    </li>
  );
};
