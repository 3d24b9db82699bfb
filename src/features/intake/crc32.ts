/** CRC-32 as ZIP uses it (APPNOTE 4.4.7; reflected polynomial EDB88320), four bytes a step because every zipped byte passes here. */
const tables = [new Uint32Array(256), new Uint32Array(256), new Uint32Array(256), new Uint32Array(256)] as const;
for (let n = 0; n < 256; n += 1) {
  let c = n;
  for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  tables[0][n] = c;
}
for (let n = 0; n < 256; n += 1) {
  for (const step of [1, 2, 3] as const) {
    const before = tables[(step - 1) as 0 | 1 | 2][n] ?? 0;
    tables[step][n] = (before >>> 8) ^ (tables[0][before & 0xff] ?? 0);
  }
}

/** Continues a checksum; start with 0. The result is an unsigned 32-bit number. */
export function crc32(bytes: Uint8Array, start = 0): number {
  const [t0, t1, t2, t3] = tables;
  let crc = ~start;
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4) {
    crc ^= (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
    crc = (t3[crc & 0xff] ?? 0) ^ (t2[(crc >>> 8) & 0xff] ?? 0) ^ (t1[(crc >>> 16) & 0xff] ?? 0) ^ (t0[crc >>> 24] ?? 0);
  }
  for (; at < bytes.length; at += 1) crc = (t0[(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}
