/** The case that is open, beside its study. This feature's own state: nothing else reads it but through the index. */
import { create } from 'zustand';
import type { CaseReveal, TeachingCase } from '#spine/teachingCase.ts';
import { fetchReveal } from './fetchCase.ts';
import { showStep } from './showStep.ts';

export type OpenCase = {
  readonly slug: string;
  readonly story: TeachingCase;
  /** Null until the reader asks for it. */
  readonly reveal: CaseReveal | null;
  /** 0-based step of the reveal that was shown last; kept while the reader scrolls freely. */
  readonly step: number;
  readonly problem: string | null;
};

export const useCase = create<{ readonly open: OpenCase | null }>()(() => ({ open: null }));

export const openCaseSlug = (): string | null => useCase.getState().open?.slug ?? null;
export const setOpenCase = (slug: string, story: TeachingCase): void =>
  useCase.setState({ open: { slug, story, reveal: null, step: 0, problem: null } });
export const closeCase = (): void => useCase.setState({ open: null });

const change = (patch: Partial<OpenCase>): void => {
  const { open } = useCase.getState();
  if (open) useCase.setState({ open: { ...open, ...patch } });
};

/** Shows a step's view again, or another step's. */
export function goToStep(step: number): void {
  const { open } = useCase.getState();
  const target = open?.reveal?.steps[step];
  if (!target) return;
  change({ step });
  showStep(target);
}

/** Fetches what the case has to teach and shows the first step. */
export async function reveal(): Promise<void> {
  const slug = openCaseSlug();
  if (slug === null) return;
  const fetched = await fetchReveal(slug);
  if (openCaseSlug() !== slug) return;
  if ('problem' in fetched) return change({ problem: fetched.problem });
  change({ reveal: fetched, problem: null });
  goToStep(0);
}
