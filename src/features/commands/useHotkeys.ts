import { useEffect, useEffectEvent } from 'react';
import type { Command } from '#ui/command.ts';
import { thisPlatform } from './chord.ts';
import { describeFocus, focusNeeds } from './focusNeeds.ts';
import { commandFor, type KeyOverrides } from './keymap.ts';

/**
 * Lets keys call commands while mounted. Silent while a modal dialog is open, while a person types, and for keys that the control
 * in focus needs. A key held down repeats an action but flips a toggle only once.
 */
export const useHotkeys = (commands: readonly Command[], overrides: KeyOverrides): void => {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || document.querySelector('dialog:modal') !== null) return;
    const found = commandFor(event, commands, overrides, thisPlatform());
    if (found === null) return;
    if (event.target instanceof Element && focusNeeds(describeFocus(event.target), found.chord)) return;
    event.preventDefault();
    if (event.repeat && found.command.pressed !== undefined) return;
    found.command.run(event.timeStamp);
  });

  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
};
