import { useStore } from '#store/store.ts';
import { paneView } from '#store/paneView.ts';
import { LAYOUTS, type PaneId } from '#store/view.ts';
import { Slider } from '#ui/Slider.tsx';
import { ToggleGroup } from '#ui/ToggleGroup.tsx';

const CHIPS = LAYOUTS.planes.panes.map((id) => ({ value: id as PaneId, label: id[0]!.toUpperCase() + id.slice(1), tone: id }));

/** The three chips that switch plane, within reach of a thumb. */
export function PhoneControls() {
  const active = useStore((state) => state.activePane);
  const setActivePane = useStore((state) => state.setActivePane);
  return <ToggleGroup label="Plane" options={CHIPS} value={active} onChange={setActivePane} />;
}

/** Scrolls the plane on the screen. */
export function PhoneScroller() {
  const view = useStore((state) => paneView(state, state.activePane));
  const scrollTo = useStore((state) => state.scrollTo);
  if (view.stops.length < 2) return null;
  return (
    <Slider
      label="Slice"
      orientation="vertical"
      min={1}
      max={view.stops.length}
      value={view.index + 1}
      valueText={`slice ${view.index + 1} of ${view.stops.length}`}
      onChange={(value) => scrollTo(view.id, value - 1, performance.now())}
    />
  );
}
