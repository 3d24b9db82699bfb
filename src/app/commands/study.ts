import { CircleHelp, Command as CommandIcon, FileX2, FolderOpen, House, Link, ListX, Save } from 'lucide-react';
import { pickFiles, pickFolder } from '#features/intake/index.ts';
import type { Command } from '#ui/command.ts';
import { saveFile } from '../exports.ts';
import { openPanel } from '../panels.ts';
import { cancelReading } from '../session.ts';
import { goHome } from '../goHome.ts';
import { copyLink } from '../copyLink.ts';
import { hasStudy, state } from './active.ts';

const command = (
  id: string,
  group: string,
  label: string,
  keys: readonly string[],
  icon: Command['icon'],
  run: () => void,
  enabled = (): boolean => true,
): Command => ({
  id,
  label,
  group,
  keys,
  ...(icon ? { icon } : {}),
  enabled,
  run,
});

export const STUDY: readonly Command[] = [
  command('study.files', 'Study', 'Open files', ['Ctrl+o'], FolderOpen, pickFiles),
  command('study.folder', 'Study', 'Open a folder', ['Ctrl+Shift+o'], FolderOpen, pickFolder),
  command(
    'study.choose',
    'Study',
    'Choose another study of what was opened',
    ['Shift+o'],
    House,
    () => openPanel('chooser'),
    () => state().studies.length > 1,
  ),
  command(
    'study.cancel',
    'Study',
    'Stop reading headers',
    ['Escape'],
    FileX2,
    cancelReading,
    () => state().phase === 'opening' || (hasStudy() && !state().indexed),
  ),
  command(
    'study.skipped',
    'Study',
    'Files that were skipped',
    ['Shift+k'],
    ListX,
    () => openPanel('skipped'),
    () => state().skipped.length > 0,
  ),
  command('study.save', 'Study', 'Save marks to a file', ['Ctrl+s'], Save, () => void saveFile('casefile'), hasStudy),
  command('study.link', 'Study', 'Copy a link to this view', ['y'], Link, () => void copyLink(), hasStudy),
  command('study.close', 'Study', 'Close the study', ['Shift+q'], House, goHome, hasStudy),
  command('help', 'Help', 'Keys and gestures', ['?'], CircleHelp, () => openPanel('help')),
  command('palette', 'Help', 'Find a command', ['Ctrl+k'], CommandIcon, () => openPanel('palette')),
];
