/** What the page showed, told while it was alive: every content of every mark as it appeared, and which of them stood when "Saved" was shown. */
import type { Page } from '@playwright/test';

/** One account: content (as text) by id at a moment of the machine's clock, and whether "Saved" was on the screen. */
type Account = { readonly at: number; readonly saved: boolean; readonly marks: readonly (readonly [id: string, content: string])[] };

/** Contents of one mark in the order they were seen. */
type Seen = { readonly content: string; readonly at: number; savedAt: number | null };

export type Witness = ReadonlyMap<string, readonly Seen[]>;

const LOOK_EVERY_MS = 25;

/** Looks at the page from inside until it dies. `restored`: what the journal gave back when it opened. */
export const watchPage = async (page: Page, restored: ReadonlyMap<string, string>): Promise<Witness> => {
  const now = Date.now();
  const witness = new Map([...restored].map(([id, content]): [string, Seen[]] => [id, [{ content, at: now, savedAt: now }]]));
  await page.exposeFunction('conusWitness', ({ at, saved, marks }: Account) => {
    for (const [id, content] of marks) {
      const seen = witness.get(id) ?? [];
      if (seen.at(-1)?.content !== content) seen.push({ content, at, savedAt: null });
      // What was shown as saved covers this content and all before it.
      if (saved) for (const each of seen) each.savedAt ??= at;
      witness.set(id, seen);
    }
  });
  await page.evaluate((everyMs) => {
    const report = (window as unknown as { conusWitness: (account: Account) => Promise<void> }).conusWitness;
    const state = (): string | undefined => document.querySelector<HTMLElement>('[data-save-state]')?.dataset['saveState'];
    let last = '';
    const look = async (): Promise<void> => {
      // "Saved" is read first: a mark that comes after it is not covered by it.
      const at = Date.now();
      const before = state() === 'saved';
      const { bytes } = await window.conus.exportFile('casefile');
      const { marks } = JSON.parse(new TextDecoder().decode(bytes)) as { marks: { annotations: { id: string }[] } };
      // Still shown a frame later, so that it is what a reader saw of these marks.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const saved = before && state() === 'saved';
      const account = { at, saved, marks: marks.annotations.map((mark) => [mark.id, JSON.stringify(mark)] as const) };
      const text = JSON.stringify([account.saved, account.marks]);
      if (text === last) return;
      last = text;
      await report(account);
    };
    const again = (): void => void look().finally(() => setTimeout(again, everyMs));
    again();
  }, LOOK_EVERY_MS);
  return witness;
};

export type Verdict = {
  /** Contents that had shown "Saved" and did not come back, nor anything newer of the same mark. */
  readonly lostSaved: readonly string[];
  /** Contents older than a second at the kill that did not come back. */
  readonly lostOld: readonly string[];
  /** Age at the kill, in ms, of the oldest content that did not come back; 0 when all did. */
  readonly workLostMs: number;
};

/** Milliseconds from first sight of each content to "Saved", for those that got there. */
export const savingTimes = (witness: Witness): readonly number[] =>
  [...witness.values()].flat().flatMap(({ at, savedAt }) => (savedAt === null || savedAt === at ? [] : [savedAt - at]));

/** What did not survive a kill at `killedAt`. */
export const judge = (witness: Witness, restored: ReadonlyMap<string, string>, killedAt: number): Verdict => {
  const lostSaved: string[] = [];
  const lostOld: string[] = [];
  let workLostMs = 0;
  for (const [id, seen] of witness) {
    const found = seen.findLastIndex(({ content }) => content === restored.get(id));
    for (const { at, savedAt } of seen.slice(found + 1)) {
      workLostMs = Math.max(workLostMs, killedAt - at);
      if (savedAt !== null) lostSaved.push(id);
      else if (killedAt - at > 1000) lostOld.push(id);
    }
  }
  return { lostSaved, lostOld, workLostMs };
};
