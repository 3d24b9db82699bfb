import { FileDown, Image, Table2 } from 'lucide-react';
import type { Command } from '#ui/command.ts';
import type { SelectionTitle } from '#dicom/write/keyObjects.ts';
import type { MarksFormat } from './exportMarks.ts';
import type { PictureOptions } from './picture.ts';

/** What the commands need of the app. */
export type ExportActions = {
  readonly save: (format: MarksFormat, title?: SelectionTitle) => void;
  /** The active pane as a picture. */
  readonly savePicture: (options: PictureOptions) => void;
  readonly hasStudy: () => boolean;
  readonly showReports: () => void;
  readonly hasReports: () => boolean;
};

const KEY_IMAGES: readonly (readonly [SelectionTitle, string])[] = [
  ['interest', 'Save key images as DICOM (key object selection)'],
  ['provider', 'Save key images as DICOM, for the referring provider'],
  ['surgery', 'Save key images as DICOM, for surgery'],
  ['teaching', 'Save key images as DICOM, for teaching'],
];

export function exportCommands({ save, savePicture, hasStudy, showReports, hasReports }: ExportActions): readonly Command[] {
  const command = (id: string, label: string, icon: NonNullable<Command['icon']>, run: () => void, enabled = hasStudy): Command => ({
    id,
    group: 'Export',
    label,
    keys: [],
    icon,
    enabled,
    run,
  });
  return [
    command('export.sr', 'Save measurements as DICOM SR', FileDown, () => save('sr')),
    ...KEY_IMAGES.map(([title, label]) => command(`export.kos.${title}`, label, FileDown, () => save('kos', title))),
    command('export.gsps', 'Save drawings as DICOM presentation state', FileDown, () => save('gsps')),
    command('export.csv', 'Save measurements as a table (CSV)', Table2, () => save('csv')),
    command('export.picture', 'Save this plane as a picture', Image, () => savePicture({ overlays: true, identity: false })),
    command('export.picture.identity', 'Save this plane as a picture, with the patient’s name', Image, () =>
      savePicture({ overlays: true, identity: true }),
    ),
    command('export.picture.bare', 'Save this plane as a picture of the image alone', Image, () =>
      savePicture({ overlays: false, identity: false }),
    ),
    command('report.show', 'Show the measurements of the report that came with the study', FileDown, showReports, hasReports),
  ];
}
