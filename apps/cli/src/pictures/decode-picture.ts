import { inflateSync } from 'node:zlib';
import type { RgbaPicture, Sides } from '@halfminute/qr';
import { convertIndexedToRgb, decode as decodePngFile } from 'fast-png';
import { decode as decodeJpegFile } from 'jpeg-js';

/** Samples of a pixel by the colour type of a PNG (W3C PNG, table 8). */
const samplesByColourType: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [2, 3],
  [3, 1],
  [4, 2],
  [6, 4],
]);
/** What decoding a JPEG may take besides: its coefficients, twice. */
const mostJpegMiB = 1024;

/** null where the file is damaged, or unpacks to more than its sides can hold. */
export function decodePng(bytes: Uint8Array, { width, height }: Sides): RgbaPicture | null {
  try {
    // The library would unpack a bomb to its end.
    inflateSync(packedContent(bytes), { maxOutputLength: unpackedBytes(bytes, { width, height }) });
    const png = decodePngFile(bytes);
    // Greys of less than eight bits lie several in a byte, as the indexes of a palette do.
    const palette = png.palette ?? (png.depth < 8 ? greys(2 ** png.depth) : undefined);
    const [data, channels, depth] =
      palette === undefined
        ? [png.data, png.channels, png.depth]
        : [convertIndexedToRgb({ ...png, palette }), palette[0]?.length ?? 3, 8];
    return { width, height, rgba: toRgba(data, { channels, depth }) };
  } catch {
    return null;
  }
}

/** What its sides, depth and colours unpack to, with the filters of its rows, those of seven passes where it is interlaced. */
function unpackedBytes(bytes: Uint8Array, { width, height }: Sides): number {
  const bitsPerPixel = (bytes[24] ?? 0) * (samplesByColourType.get(bytes[25] ?? 0) ?? 0);
  return Math.ceil((width * bitsPerPixel) / 8) * height + 16 * height + 65_536;
}

/** From black to white in so many steps. */
function greys(count: number): number[][] {
  return Array.from({ length: count }, (_, step) => [0, 1, 2].map(() => Math.round((step * 255) / (count - 1))));
}

/** null where the file is damaged. */
export function decodeJpeg(bytes: Uint8Array): RgbaPicture | null {
  try {
    const { width, height, data } = decodeJpegFile(bytes, { useTArray: true, maxMemoryUsageInMB: mostJpegMiB });
    return { width, height, rgba: data };
  } catch {
    return null;
  }
}

/** What lies in the IDAT chunks, as one (W3C PNG, sections 5.3 and 11.2.3). */
function packedContent(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [];
  for (let at = 8; at + 8 <= bytes.length; at += 12 + view.getUint32(at)) {
    if (view.getUint32(at + 4) === 0x49444154) {
      parts.push(bytes.subarray(at + 8, at + 8 + view.getUint32(at)));
    }
  }
  return Buffer.concat(parts);
}

/** One to four samples a pixel: grey, grey and opacity, colours, colours and opacity. */
function toRgba(
  data: Uint8Array | Uint8ClampedArray | Uint16Array,
  { channels, depth }: { readonly channels: number; readonly depth: number },
): Uint8Array {
  const most = 2 ** depth - 1;
  const pixels = data.length / channels;
  const rgba = new Uint8Array(pixels * 4).fill(255);
  const [colours, hasOpacity] = [channels > 2 ? 3 : 1, channels % 2 === 0];
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    for (let colour = 0; colour < 3; colour += 1) {
      const sample = data[pixel * channels + Math.min(colour, colours - 1)] ?? 0;
      rgba[pixel * 4 + colour] = most === 255 ? sample : (sample * 255) / most;
    }
    if (hasOpacity) {
      rgba[pixel * 4 + 3] = ((data[pixel * channels + channels - 1] ?? 0) * 255) / most;
    }
  }
  return rgba;
}
