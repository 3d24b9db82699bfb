/** Levels as plain JSON, for `window.conus.snapshot()`. */
import { orderedLabels } from '#spine/levels.ts';
import type { Store } from '#store/store.ts';

export function levelFacts({ marks: { levels } }: Pick<Store, 'marks'>) {
  const frames = [...new Set(levels.labels.map((label) => label.frame))];
  return frames
    .flatMap((frame) => orderedLabels(levels, frame))
    .map(({ name, kind, point, frame, accepted }) => ({
      name,
      kind,
      x: point.x,
      y: point.y,
      z: point.z,
      frameOfReferenceUid: frame,
      accepted,
      numbering: levels.numbering,
    }));
}
