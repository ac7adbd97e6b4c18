import type { Decoded } from './decoder.ts';
import { isOpaque, lumaOf, requireFrame, type LumaPicture, type RgbaPicture } from './luma-picture.ts';
import { lookAgain } from './second-chance.ts';

/** A code that was read. */
export interface QrText {
  readonly text: string;
}

export interface QrReader {
  /**
   * Every QR code of a picture in reading order, each text once; empty where it holds none. Takes its time (some hundred milliseconds for a large
   * screen on a slow computer): never on a thread that paints.
   *
   * @throws {@link QrError} 'not-a-frame' where bytes and sides disagree; 'too-large' past `mostPixels`.
   */
  read(picture: LumaPicture): readonly QrText[];
  /** The same for a picture in colours; one that lets something through is looked at on white, and then on black. */
  readRgba(picture: RgbaPicture): readonly QrText[];
  /**
   * The codes of a GIF or BMP file (PNG and JPEG, too) by the decoder's own means, without the second chance: for hosts that cannot decode it. Empty where
   * it is none of these. Whoever asks has seen to its sides by `recognisePicture`.
   */
  readFile(bytes: Uint8Array): readonly QrText[];
}

/** Starts a reader: a decoder in WebAssembly, which is loaded now and not before, and our second chance after it. */
export async function openQrReader(): Promise<QrReader> {
  const { startDecoder } = await import('./decoder.ts');
  const { decode, decodeFile } = await startDecoder();
  const read = (picture: LumaPicture): readonly QrText[] => {
    requireFrame(picture);
    if (picture.luma.length === 0) {
      return [];
    }
    const found = decode(picture);
    return inReadingOrder(found.length > 0 ? found : lookAgain(decode, picture));
  };
  return {
    read,
    readRgba(picture) {
      const onWhite = read(lumaOf(picture, 255));
      return onWhite.length > 0 || isOpaque(picture) ? onWhite : read(lumaOf(picture, 0));
    },
    readFile: (bytes) => inReadingOrder(decodeFile(bytes)),
  };
}

/** Codes whose heights overlap by half stand in one line, which is read from the left; the lines from the top. */
function inReadingOrder(codes: readonly Decoded[]): readonly QrText[] {
  const boxes = codes.map(({ text, corners }) => {
    const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
    return { text, left: Math.min(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  });
  const lines: (typeof boxes)[] = [];
  for (const box of boxes.toSorted((one, other) => one.top + one.bottom - (other.top + other.bottom))) {
    const line = lines.at(-1);
    const middle = (box.top + box.bottom) / 2;
    if (line?.some(({ top, bottom }) => middle > top && middle < bottom) === true) {
      line.push(box);
    } else {
      lines.push([box]);
    }
  }
  const texts = lines.flatMap((line) => line.toSorted((one, other) => one.left - other.left).map(({ text }) => text));
  return [...new Set(texts)].map((text) => ({ text }));
}
