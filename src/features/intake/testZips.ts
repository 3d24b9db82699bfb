/** ZIPs for tests, made by fflate, and by hand where a writer would refuse. */
import { zipSync } from 'fflate';
import type { Found } from './sourceFile.ts';
import { expandZip } from './zip.ts';
import type { ZipLimits } from './zip.ts';

const text = (content: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(content));

/** Content as text or bytes by name; `level` 0 stores. */
export function zipBytes(files: Record<string, Uint8Array | string>, level: 0 | 6 = 6): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(files).map(([name, content]) => [name, typeof content === 'string' ? text(content) : content] as const);
  return new Uint8Array(zipSync(Object.fromEntries(entries), { level }));
}

export type Expanded = {
  readonly files: Map<string, Blob>;
  readonly problems: Map<string, string>;
  readonly kinds: string[];
  readonly listed: number;
};

export async function expand(bytes: Uint8Array<ArrayBuffer>, limits?: ZipLimits): Promise<Expanded> {
  const files = new Map<string, Blob>();
  const problems = new Map<string, string>();
  const kinds: string[] = [];
  let listed = 0;
  const note = (found: Found) => {
    if ('blob' in found) files.set(found.path, found.blob);
    else {
      problems.set(found.path, found.problem);
      kinds.push(found.kind);
    }
  };
  const heard = (count: number) => {
    listed = count;
  };
  for await (const found of expandZip('a.zip', new Blob([bytes]), heard, limits)) note(found);
  return { files, problems, kinds, listed };
}

/** Where `signature` occurs, read as little-endian. */
export function recordsAt(bytes: Uint8Array, signature: number): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at: number[] = [];
  for (let offset = 0; offset + 4 <= bytes.length; offset += 1) if (view.getUint32(offset, true) === signature) at.push(offset);
  return at;
}

export const localHeader = 0x04034b50;
export const directoryHeader = 0x02014b50;
