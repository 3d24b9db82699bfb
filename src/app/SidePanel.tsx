import { MarksPanel } from '#features/annotating/index.ts';
import { CasePanel, useCase } from '#features/cases/index.ts';
import { seriesLabel } from '#features/viewing/index.ts';
import { currentView } from './marking.ts';
import { applyView } from './session.ts';

/** What stands beside the images: the case that is open, and what the reader marked. */
export function SidePanel() {
  const hasCase = useCase((state) => state.open !== null);
  return (
    <>
      {hasCase && <CasePanel />}
      <MarksPanel seriesLabel={seriesLabel} currentView={currentView} showView={applyView} />
    </>
  );
}
