import { MarksPanel } from '#features/annotating/index.ts';
import { CasePanel, useCase } from '#features/cases/index.ts';
import { LevelsPanel } from '#features/levels/index.ts';
import { seriesLabel } from '#features/viewing/index.ts';
import { currentView } from './marking.ts';
import { applyView } from './session.ts';

/** What stands beside the images: the case that is open, the levels, and what the reader marked. */
export function SidePanel() {
  const hasCase = useCase((state) => state.open !== null);
  return (
    <>
      {hasCase && <CasePanel />}
      <LevelsPanel />
      <MarksPanel seriesLabel={seriesLabel} currentView={currentView} showView={applyView} />
    </>
  );
}
