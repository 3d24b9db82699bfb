import { edgeLetters } from '#geometry/orientation.ts';
import { formatPersonName } from '#dicom/characterSets.ts';
import { dateText } from '#dicom/dateText.ts';
import type { Study } from '#dicom/study.ts';
import { levelOfPane } from '#store/levels.ts';
import { useStore } from '#store/store.ts';
import { activeStudy } from '#store/studySlice.ts';
import { fittingPxPerMm, shownPxPerMm, type PaneView } from '#store/paneView.ts';
import { levelText, patientFacts, reconstructedText, scaleBarMm, seriesLabel, slicePosition, thicknessText, windowText } from './words.ts';

function Identity({ study }: { study: Study }) {
  const { patient } = study;
  return (
    <div className="plane-corner plane-top-left" data-identity="">
      <div className="plane-name">{formatPersonName(patient.name) || 'No patient name'}</div>
      <div>{[patient.id && `ID ${patient.id}`, patientFacts(patient, study.date)].filter(Boolean).join('  ')}</div>
      <div>{study.date ? `Study ${dateText(study.date)}` : 'No study date'}</div>
    </div>
  );
}

function SeriesFacts({ view }: { view: PaneView }) {
  const { series, stack, stop } = view;
  if (!series) return null;
  const description = series.description && series.description !== seriesLabel(series) ? series.description : '';
  return (
    <div className="plane-corner plane-top-right">
      <div className="plane-series">{seriesLabel(series)}</div>
      <div>{[series.number === undefined ? '' : `#${series.number}`, description].filter(Boolean).join(' ')}</div>
      {stop && !stop.slice && <div className="plane-badge">{reconstructedText(series, stack?.spacingMm)}</div>}
    </div>
  );
}

function SliceFacts({ view }: { view: PaneView }) {
  const { stop, stack } = view;
  const level = useStore((state) => levelText(levelOfPane(state, view)));
  if (!stop) return null;
  return (
    <div className="plane-corner plane-bottom-left">
      <div>
        <span className="plane-count">
          {view.index + 1}/{view.stops.length}
          {level && ` - ${level}`}
        </span>
        {stop.plane ? `  ${slicePosition(stop.plane)}` : '  no position'}
      </div>
      {stop.slice && <div>{thicknessText(stop.slice, stack?.spacingMm)}</div>}
    </div>
  );
}

function ScreenFacts({ view }: { view: PaneView }) {
  const window = useStore((state) => (view.series ? state.windows[view.series.uid]?.window : undefined));
  const inverted = useStore((state) => (view.series ? state.inverted[view.series.uid] : false));
  if (!view.stop || !view.shape) return null;
  const fit = fittingPxPerMm(view);
  const scale = shownPxPerMm(view);
  const bar = scaleBarMm(scale, Math.min(view.size.widthPx, view.size.heightPx) / 3);
  return (
    <div className="plane-corner plane-bottom-right">
      {window && (
        <div>
          {windowText(window)}
          {inverted ? '  inverted' : ''}
        </div>
      )}
      <div>Zoom {(scale / fit).toFixed(2)}x</div>
      <svg
        className="plane-scale"
        width={bar * scale}
        height="14"
        role="img"
        aria-label={`Scale bar ${bar} ${view.calibrated ? 'mm' : 'pixels'}`}
      >
        <path className="plane-line-halo" d={`M1 2v8h${bar * scale - 2}v-8`} />
        <path d={`M1 2v8h${bar * scale - 2}v-8`} />
      </svg>
      <div>
        {bar} {view.calibrated ? 'mm' : 'px (no pixel spacing)'}
      </div>
    </div>
  );
}

function Letters({ view }: { view: PaneView }) {
  if (!view.stop?.plane) return null;
  const letters = edgeLetters(view.stop.plane, view.turn);
  return (
    <>
      {(['left', 'right', 'top', 'bottom'] as const).map((edge) => (
        <span key={edge} className={`plane-letter plane-letter-${edge}`} data-edge={edge}>
          {letters[edge]}
        </span>
      ))}
    </>
  );
}

/** Texts over one pane's image: who, what, where, how it is shown. */
export function PlaneTexts({ view }: { view: PaneView }) {
  const study = useStore(activeStudy);
  const all = useStore((state) => state.overlays === 'all');
  if (!study) return null;
  return (
    <div className="plane-texts">
      <Identity study={study} />
      <Letters view={view} />
      {all && (
        <>
          <SeriesFacts view={view} />
          <SliceFacts view={view} />
          <ScreenFacts view={view} />
        </>
      )}
    </div>
  );
}
