/** A copy of a file that no longer states its Pixel Spacing: the value is blanked in place, so that nothing else moves. */
import { readFileSync } from 'node:fs';

/** Pixel Spacing (0028,0030), explicit little endian, VR DS. */
const TAG = Buffer.from([0x28, 0x00, 0x30, 0x00, 0x44, 0x53]);

export const withoutSpacing = (path: string): { name: string; mimeType: string; buffer: Buffer } => {
  const buffer = Buffer.from(readFileSync(path));
  const at = buffer.indexOf(TAG);
  if (at < 0) throw new Error(`${path} states no Pixel Spacing`);
  // Spaces only pad a decimal string: the value is empty (PS3.5 section 6.2).
  buffer.fill(0x20, at + 8, at + 8 + buffer.readUInt16LE(at + 6));
  return { name: 'blind.dcm', mimeType: 'application/dicom', buffer };
};
