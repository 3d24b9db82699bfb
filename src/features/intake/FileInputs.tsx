import type { ChangeEvent } from 'react';
import { sourcesFromFiles } from './sourceFile.ts';
import type { Found } from './sourceFile.ts';

export type OnSources = (sources: AsyncIterable<Found>) => void;

const filesId = 'intake-files';
const folderId = 'intake-folder';

function press(id: string): void {
  document.querySelector<HTMLInputElement>(`#${id}`)?.click();
}

/** Opens the browser's picker; must run in a click or key event. `FileInputs` has to be in the page. */
export const pickFiles = (): void => {
  press(filesId);
};
export const pickFolder = (): void => {
  press(folderId);
};

// The attribute has no property of its own in React.
const chooseFolders = (input: HTMLInputElement | null): void => {
  if (input) input.webkitdirectory = true;
};

/** The two file inputs, always in the page, out of sight and out of the tab order: buttons and commands stand for them. */
export function FileInputs({ onSources }: { readonly onSources: OnSources }) {
  const take = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    // Copied, because emptying the input (so that the same folder can be chosen again) empties its list too.
    const files = [...(currentTarget.files ?? [])];
    currentTarget.value = '';
    if (files.length > 0) onSources(sourcesFromFiles(files));
  };
  return (
    <div className="visually-hidden">
      <input id={filesId} type="file" multiple aria-label="Open DICOM files" tabIndex={-1} onChange={take} />
      <input id={folderId} type="file" ref={chooseFolders} multiple aria-label="Open DICOM folder" tabIndex={-1} onChange={take} />
    </div>
  );
}
