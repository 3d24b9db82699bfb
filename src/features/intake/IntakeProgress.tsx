import './intake.css';
import { Button } from '#ui/Button.tsx';
import { Progress } from '#ui/Progress.tsx';
import type { IntakeProgress as Counts } from './batches.ts';

export function progressText({ found, read, finding }: Counts): string {
  if (found === 0) return 'Looking for files';
  const total = found.toLocaleString('en');
  return `Reading headers: ${read.toLocaleString('en')} of ${total}${finding ? ' found so far' : ''}`;
}

/** What the reading of headers has come to, and the way to end it; what was read stays. */
export function IntakeProgress({ progress, onCancel }: { readonly progress: Counts; readonly onCancel: () => void }) {
  const share = progress.finding || progress.found === 0 ? undefined : progress.read / progress.found;
  return (
    <div className="intake-progress">
      <span role="status">{progressText(progress)}</span>
      <Progress label="Headers read" value={share} />
      <Button tone="quiet" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
}
