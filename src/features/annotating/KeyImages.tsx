import { useState } from 'react';
import { BookmarkPlus, PencilLine, Trash2 } from 'lucide-react';
import type { Series } from '#dicom/study.ts';
import type { KeyImage } from '#spine/marks.ts';
import { findSeries } from '#store/stops.ts';
import { activeStudy } from '#store/studySlice.ts';
import { useStore } from '#store/store.ts';
import { Button } from '#ui/Button.tsx';
import { IconButton } from '#ui/IconButton.tsx';
import { addKeyImage, setCaption } from './keyImages.ts';
import { LineField } from './LineField.tsx';

export type KeyImagesProps = {
  readonly seriesLabel: (series: Series) => string;
  readonly currentView: () => string;
  readonly showView: (token: string) => void;
};

type RowProps = { readonly image: KeyImage; readonly place: string; readonly showView: (token: string) => void };

function Row({ image, place, showView }: RowProps) {
  const [writing, setWriting] = useState(false);
  const name = image.caption || 'Key image';
  return (
    <li className="marks-row" data-key-image={image.id}>
      <button type="button" className="marks-go" onClick={() => showView(image.view)}>
        <span>{name}</span>
        <span className="marks-place">{place}</span>
      </button>
      <span className="marks-tools">
        <IconButton label={`Write the caption of ${name}`} icon={PencilLine} onClick={() => setWriting(true)} />
        <IconButton label={`Delete ${name}`} icon={Trash2} onClick={() => useStore.getState().removeKeyImage(image.id)} />
      </span>
      {writing && (
        <LineField
          label={`Caption of ${name}`}
          value={image.caption}
          onKeep={(words) => setCaption(image, words)}
          onDone={() => setWriting(false)}
        />
      )}
    </li>
  );
}

/** Views kept with their captions; each goes back to exactly what was on the screen. */
export function KeyImages({ seriesLabel, currentView, showView }: KeyImagesProps) {
  const images = useStore((state) => state.marks.keyImages);
  const study = useStore(activeStudy);
  const placeOf = ({ seriesUid, sopInstanceUid }: KeyImage): string => {
    const series = findSeries(study, seriesUid);
    if (!series) return 'series not in this study';
    const at = series.slices.findIndex((slice) => slice.sopInstanceUid === sopInstanceUid);
    return `${seriesLabel(series)}${at < 0 ? ', reconstructed' : `, slice ${at + 1}`}`;
  };
  return (
    <section className="marks-section" aria-label="Key images">
      <div className="marks-head">
        <h2>Key images</h2>
        <Button tone="quiet" icon={BookmarkPlus} hint="K" onClick={() => addKeyImage(currentView())}>
          Keep this view
        </Button>
      </div>
      {images.length === 0 ? (
        <p className="marks-empty">Press K to keep the view on the screen.</p>
      ) : (
        <ul>
          {images.map((image) => (
            <Row key={image.id} image={image} place={placeOf(image)} showView={showView} />
          ))}
        </ul>
      )}
    </section>
  );
}
