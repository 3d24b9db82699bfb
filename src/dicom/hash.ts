/** A short, stable name for some bytes: not secure, only the same each time the same file is opened. */
export function shortHash(...parts: readonly (Uint8Array | string)[]): string {
  // FNV-1a over two lanes with different offsets: 64 bits, so that two files of one drop do not meet.
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  const add = (byte: number): void => {
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul(b ^ byte, 0x01000193) ^ (a >>> 15);
  };
  for (const part of parts) {
    const bytes = typeof part === 'string' ? new TextEncoder().encode(part) : part;
    for (const byte of bytes) add(byte);
    add(0xff);
  }
  return [a, b].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
}
