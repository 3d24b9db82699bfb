/**
 * A page for one journey: decodes what is chosen by the app's own production path (header reader, studies, decode workers; and the page
 * itself, as for a slice that a reader waits for) and says the SHA-256 of each file's values. Built as the app is.
 */
import { trustOwnWorkers } from '#app/trustedScripts.ts';
import { buildStudies } from '#dicom/buildStudies.ts';
import { readInstance } from '#dicom/readInstance.ts';
import type { Slice, SourceId } from '#dicom/study.ts';
import { isProblem } from '#engine/decode/decodedFrame.ts';
import { createSliceDecoder } from '#engine/pixels/sliceDecoder.ts';

export type Decoded = { readonly worker: string; readonly page: string };

trustOwnWorkers();
const input = document.querySelector('input')!;
const output = document.querySelector('output')!;

const hex = (bytes: ArrayBuffer): string => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Shape and SHA-256 of all frames as `decoder` gives them, or the first problem. */
const hashOf = async (slices: readonly Slice[], decoder: ReturnType<typeof createSliceDecoder>, isUrgent: boolean): Promise<string> => {
  const parts: BlobPart[] = [];
  let shape = '';
  for (const slice of slices) {
    const frame = await decoder.decode(slice, isUrgent);
    if (isProblem(frame)) return frame.problem;
    const { rows, columns, samplesPerPixel, values } = frame;
    shape = [...(slices.length > 1 ? [slices.length] : []), rows, columns, ...(samplesPerPixel > 1 ? [samplesPerPixel] : [])].join('x');
    parts.push(values.slice().buffer);
  }
  return `${shape} ${hex(await crypto.subtle.digest('SHA-256', await new Blob(parts).arrayBuffer()))}`;
};

const decode = async (file: File): Promise<Decoded> => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const source = 'file' as SourceId;
  const instance = readInstance(bytes, { source, sourceName: file.name, byteLength: file.size });
  if (!('frames' in instance)) return { worker: JSON.stringify(instance), page: '' };
  const slices = buildStudies([instance]).studies.flatMap((study) => study.series.flatMap((series) => series.slices));
  const inOrder = slices.toSorted((a, b) => a.frame.number - b.frame.number);
  const decoder = createSliceDecoder();
  decoder.addSources(new Map([[source, file]]));
  const [worker, page] = [await hashOf(inOrder, decoder, false), await hashOf(inOrder, decoder, true)];
  decoder.clear();
  return { worker, page };
};

input.addEventListener('change', async () => {
  output.textContent = '';
  const decoded: Decoded[] = [];
  for (const file of input.files ?? []) decoded.push(await decode(file));
  output.textContent = JSON.stringify(decoded);
});
