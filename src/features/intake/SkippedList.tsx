import './intake.css';
import { Download } from 'lucide-react';
import type { Unreadable } from '#dicom/study.ts';
import { Button } from '#ui/Button.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { groupSkipped, skippedText } from './skippedGroups.ts';
import type { SkippedGroup } from './skippedGroups.ts';
import { countOf } from './words.ts';

/** More names than this help nobody on a screen; the saved list has them all. */
const namesShown = 100;

function save(groups: readonly SkippedGroup[]): void {
  const url = URL.createObjectURL(new Blob([skippedText(groups)], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'skipped-files.txt';
  link.click();
  // The download has its own hold on the data once it has begun.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
}

function Group({ group, open }: { readonly group: SkippedGroup; readonly open: boolean }) {
  const { reason, names } = group;
  const more = names.length - namesShown;
  return (
    <details className="intake-skipped" open={open}>
      <summary>
        <bdi>{reason}</bdi> <span className="intake-facts">{names.length.toLocaleString('en')}</span>
      </summary>
      <ul>
        {names.slice(0, namesShown).map((name, index) => (
          // Names repeat (the same file twice), and the list never changes its order.
          <li key={index}>
            <bdi>{name}</bdi>
          </li>
        ))}
        {more > 0 ? <li className="intake-facts">and {more.toLocaleString('en')} more</li> : null}
      </ul>
    </details>
  );
}

/** Every file that was not opened, and why. Files that never were images stay folded. */
export function SkippedList({ skipped, onClose }: { readonly skipped: readonly Unreadable[]; readonly onClose: () => void }) {
  const groups = groupSkipped(skipped);
  return (
    <Dialog
      title={`${countOf(skipped.length, 'file')} not shown as images`}
      onClose={onClose}
      foot={
        <Button
          icon={Download}
          onClick={() => {
            save(groups);
          }}
        >
          Save list
        </Button>
      }
    >
      {groups.map((group) => (
        <Group key={`${group.kind} ${group.reason}`} group={group} open={group.kind !== 'not-dicom' && group.kind !== 'no-image'} />
      ))}
    </Dialog>
  );
}
