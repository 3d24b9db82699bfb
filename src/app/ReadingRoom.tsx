import { useEffect, useState } from 'react';
import { AnnotationLayer } from '#features/annotating/index.ts';
import { LevelTags } from '#features/levels/index.ts';
import { PlaneGrid, SERIES_DRAG, seriesLabel, type AttachPane } from '#features/viewing/index.ts';
import { SeriesRail } from '#features/rail/index.ts';
import { useHotkeys } from '#features/commands/index.ts';
import type { Series, Slice } from '#dicom/study.ts';
import { activeStudy } from '#store/studySlice.ts';
import { findSeries } from '#store/stops.ts';
import type { PaneView } from '#store/paneView.ts';
import { useStore } from '#store/store.ts';
import type { PaneId } from '#store/view.ts';
import type { Command } from '#ui/command.ts';
import { Shell } from '#ui/Shell.tsx';
import { usePhone } from '#ui/usePhone.ts';
import { COMMANDS } from './commands/all.ts';
import { PhoneControls, PhoneScroller } from './PhoneControls.tsx';
import { usePanel } from './panels.ts';
import { closeRailOver, useRailOpen } from './railState.ts';
import { valuesOf } from './marking.ts';
import { boundEngine, engineReady } from './session.ts';
import { paneFor, showSeries } from './showSeries.ts';
import { SidePanel } from './SidePanel.tsx';
import { StatusBar } from './StatusBar.tsx';
import { TopBar } from './TopBar.tsx';
import './reading.css';

const dropSeries = (pane: PaneId, uid: string): void => {
  const series = findSeries(activeStudy(useStore.getState()), uid);
  if (series) showSeries(series, pane);
};
const chooseSeries = (series: Series): void => {
  showSeries(series, paneFor(series));
  closeRailOver();
};
const valueAt = (pane: string, column: number, row: number): number | null => boundEngine()?.engine.valueAt(pane, column, row) ?? null;
const thumbnail = async (slice: Slice, sizePx: number): Promise<ImageBitmap | null> =>
  (await engineReady()).engine.thumbnail(slice, sizePx);

const overlay = (view: PaneView) => (
  <>
    <LevelTags view={view} valuesOf={valuesOf} />
    <AnnotationLayer view={view} valuesOf={valuesOf} />
  </>
);

/** The engine's pane attachment, once its code is here. */
function useAttach(): AttachPane | null {
  const [attach, setAttach] = useState<AttachPane | null>(() => boundEngine()?.attach ?? null);
  useEffect(() => {
    let gone = false;
    void engineReady().then((bound) => {
      if (!gone) setAttach(() => bound.attach);
    });
    return () => {
      gone = true;
    };
  }, []);
  return attach;
}

const NO_COMMANDS: readonly Command[] = [];

/** On a phone one plane fills the screen: the layout's panes take turns. */
function usePhoneLayout(phone: boolean): void {
  const active = useStore((state) => state.activePane);
  useEffect(() => {
    if (phone) useStore.setState({ maximised: active });
    return () => {
      if (phone) useStore.setState({ maximised: null });
    };
  }, [phone, active]);
}

/** The reading page: images own the screen, controls stay at the edge. */
export function ReadingRoom() {
  const phone = usePhone();
  const railOpen = useRailOpen();
  const keys = useStore((state) => state.keys);
  const panelOpen = useStore((state) => state.panelOpen);
  const attach = useAttach();
  usePhoneLayout(phone);
  // From the key that opens a dialog on, keys are the dialog's, also while its code is still on its way.
  const dialogOpen = usePanel((state) => state.panel !== null);
  useHotkeys(dialogOpen ? NO_COMMANDS : COMMANDS, keys);
  const rail = railOpen ? <SeriesRail label={seriesLabel} dragType={SERIES_DRAG} thumbnail={thumbnail} onShow={chooseSeries} /> : null;
  return (
    <Shell
      top={<TopBar phone={phone} />}
      rail={rail}
      planes={attach && <PlaneGrid attach={attach} onDropSeries={dropSeries} valueAt={valueAt} overlay={overlay} />}
      panel={panelOpen ? <SidePanel /> : null}
      status={<StatusBar />}
      switcher={phone ? <PhoneControls /> : null}
      scroller={phone ? <PhoneScroller /> : null}
    />
  );
}
