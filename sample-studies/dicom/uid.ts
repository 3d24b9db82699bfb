import { createHash } from 'node:crypto';

/**
 * A UID under 2.25 (PS3.5 B.2) that follows from its parts alone: the same study made twice is the same study. The UUID is a custom one
 * (RFC 9562 version 8) of 122 bits of SHA-256.
 */
export function uidOf(...parts: readonly (string | number)[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  const uuid = digest.subarray(0, 16);
  uuid[6] = (uuid[6]! & 0x0f) | 0x80;
  uuid[8] = (uuid[8]! & 0x3f) | 0x80;
  return `2.25.${BigInt(`0x${uuid.toString('hex')}`)}`;
}
