import { patientToPixel } from '#geometry/plane.ts';
import { canvasToPixel } from '#geometry/viewTransform.ts';
import { toPatient, type PaneView } from '#store/paneView.ts';
import { useProbe } from './probe.ts';
import { pointText } from './words.ts';

/** Output value under a pixel, from the engine; null when there is none (outside, colour, not drawn). */
export type ValueAt = (pane: string, column: number, row: number) => number | null;

/** Value and position under the pointer while the probe is the tool. */
export function ProbeReadout({ view, valueAt }: { view: PaneView; valueAt: ValueAt }) {
  const probe = useProbe((state) => (state.probe?.pane === view.id ? state.probe : null));
  if (!probe || !view.view || !view.shape) return null;
  const point = toPatient(view, probe.at);
  const pixel = point && view.stop?.plane ? patientToPixel(view.stop.plane, point) : canvasToPixel(view.view, probe.at);
  const column = Math.round(pixel.column);
  const row = Math.round(pixel.row);
  if (column < 0 || row < 0 || column >= view.shape.columns || row >= view.shape.rows) return null;
  const value = valueAt(view.id, column, row);
  return (
    <p className="plane-probe" role="status">
      {value === null ? 'no value' : `value ${Number.isInteger(value) ? value : value.toFixed(1)}`}
      {`  column ${column}  row ${row}`}
      {point ? `\n${pointText(point)}` : '\nno position'}
    </p>
  );
}
