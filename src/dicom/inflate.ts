/**
 * Raw deflate (RFC 1951) with limits, for the deflated transfer syntaxes (PS3.5 A.5 and A.4.13). Only as much is inflated as is asked for,
 * so a bomb costs what its header costs.
 */
import { Inflate } from 'fflate';

const MIB = 1024 * 1024;
/** fflate gives out at most 1032 times what one push holds: small pushes keep every step under 9 MB. */
const PUSH_BYTES = 8 * 1024;
const MAX_RATIO = 200;
/** All-black images deflate by 1000:1 in earnest; a ratio only means a bomb when the output is large. */
const RATIO_COUNTS_FROM = 16 * MIB;
const MAX_BYTES = 1024 * MIB;

export const BOMB_REASON = `deflated data grows more than ${MAX_RATIO} to 1: refused as a decompression bomb`;
/** Whether `size` bytes from `deflatedSize` pass the limits. */
export const isBomb = (size: number, deflatedSize: number): boolean =>
  size > Math.min(MAX_BYTES, Math.max(RATIO_COUNTS_FROM, MAX_RATIO * deflatedSize));

/** `ended`: the stream is over (or broken) and holds no more than this. */
export type Inflated = { readonly bytes: Uint8Array; readonly ended: boolean };

/** The first `wanted` bytes (or a little more) that `deflated` holds. A problem when the limits are passed. */
export function inflate(deflated: Uint8Array, wanted: number): Inflated | { readonly problem: string } {
  const parts: Uint8Array[] = [];
  let size = 0;
  const stream = new Inflate((part) => {
    parts.push(part);
    size += part.length;
  });
  let ended = false;
  for (let at = 0; !ended && size < wanted && !isBomb(size, deflated.length); at += PUSH_BYTES) {
    try {
      // Never `final`: on a stream cut short fflate would then throw away what the last push gave.
      stream.push(deflated.subarray(at, at + PUSH_BYTES));
      ended = at + PUSH_BYTES >= deflated.length;
    } catch {
      ended = true;
    }
  }
  if (isBomb(size, deflated.length)) return { problem: BOMB_REASON };
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return { bytes, ended };
}
