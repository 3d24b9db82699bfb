/** A greyscale PNG (ISO/IEC 15948) of 8-bit samples, no filters: small and enough for thumbnails and contact sheets. */
import { crc32, deflateSync } from 'node:zlib';

export type Grey = { readonly width: number; readonly height: number; readonly pixels: Uint8Array };

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

export function png({ width, height, pixels }: Grey): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row++) rows.set(pixels.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  return Buffer.concat([
    Buffer.from(SIGNATURE),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Stored values through a window (PS3.3 C.11.2.1.2), reduced to `width` x `height` by averaging the pixels under each. */
export function windowed(
  image: { readonly pixels: Uint16Array; readonly rows: number; readonly columns: number },
  window: { readonly center: number; readonly width: number },
  width: number,
  height: number,
): Grey {
  const pixels = new Uint8Array(width * height);
  const low = window.center - window.width / 2;
  const range = (index: number, count: number, size: number): [number, number] => {
    const from = Math.floor((index * size) / count);
    return [from, Math.max(from + 1, Math.floor(((index + 1) * size) / count))];
  };
  for (let y = 0; y < height; y++) {
    const [top, bottom] = range(y, height, image.rows);
    for (let x = 0; x < width; x++) {
      const [left, right] = range(x, width, image.columns);
      let sum = 0;
      for (let row = top; row < bottom; row++)
        for (let column = left; column < right; column++) sum += image.pixels[row * image.columns + column]!;
      const mean = sum / ((bottom - top) * (right - left));
      pixels[y * width + x] = Math.max(0, Math.min(255, ((mean - low) / window.width) * 255));
    }
  }
  return { width, height, pixels };
}
