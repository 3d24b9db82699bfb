import { CasePanel, useCase } from '#features/cases/index.ts';

/** What stands beside the images: the case that is open. */
export function SidePanel() {
  const hasCase = useCase((state) => state.open !== null);
  return hasCase ? <CasePanel /> : null;
}
