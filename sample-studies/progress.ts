/** Says how far the making of sample studies is: one line that grows on a terminal, a line for each study elsewhere. */
import type { MakeProgress } from './make.ts';

export type ProgressPrinter = { readonly show: (progress: MakeProgress) => void; readonly end: () => void };
type Output = { readonly isTTY?: boolean; write(text: string): unknown };

const WIDTH = 24;

export function progressPrinter(output: Output, what = 'Making sample studies'): ProgressPrinter {
  if (!output.isTTY) {
    return {
      show: ({ done, total, finished }) => {
        if (finished) output.write(`Made ${finished.slug} (${Math.round((100 * done) / total)} %)\n`);
      },
      end: () => {},
    };
  }
  let shown = false;
  return {
    show: ({ done, total }) => {
      const filled = Math.round((WIDTH * done) / total);
      output.write(`\r${what} ${'━'.repeat(filled)}${'─'.repeat(WIDTH - filled)} ${Math.round((100 * done) / total)} %`);
      shown = true;
    },
    end: () => {
      if (shown) output.write('\n');
    },
  };
}
