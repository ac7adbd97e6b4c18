import { QrError } from './errors.ts';

/** A picture as its brightness alone, which is all that a QR code needs. */
export interface LumaPicture {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** `width` times `height` bytes, row by row from the top; 0 is black. */
  readonly luma: Uint8Array;
}

/** What a reader takes at once. A screen of 8K has 33 million pixels, a large photograph of a telephone 50; past that somebody means harm. */
export const mostPixels = 50_000_000;

/** @throws {QrError} 'not-a-frame' where sides and bytes do not fit together, 'too-large' past {@link mostPixels}. */
export function requireFrame({ width, height, luma }: LumaPicture): void {
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 0 || height < 0) {
    throw new QrError('not-a-frame', `A frame has whole sides, and not ${width} by ${height}.`);
  }
  if (width * height > mostPixels) {
    throw new QrError('too-large', `A frame of ${width} by ${height}: at most ${mostPixels} pixels are read.`);
  }
  if (luma.length !== width * height) {
    throw new QrError(
      'not-a-frame',
      `A frame of ${width} by ${height} has ${luma.length} bytes: one a pixel was expected.`,
    );
  }
}

/** A picture as canvases and decoders give it: red, green, blue and opacity, a byte each. */
export interface RgbaPicture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array | Uint8ClampedArray;
}

/** Its brightness (ITU-R BT.601) where it lies on paper of this brightness. */
export function lumaOf({ width, height, rgba }: RgbaPicture, paper: 0 | 255): LumaPicture {
  const luma = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < luma.length; at += 1, from += 4) {
    const bright = ((rgba[from] ?? 0) * 77 + (rgba[from + 1] ?? 0) * 150 + (rgba[from + 2] ?? 0) * 29) >> 8;
    const opacity = rgba[from + 3] ?? 255;
    luma[at] = opacity === 255 ? bright : (bright * opacity + paper * (255 - opacity)) / 255;
  }
  return { width, height, luma };
}

export function isOpaque({ rgba }: RgbaPicture): boolean {
  for (let at = 3; at < rgba.length; at += 4) {
    if (rgba[at] !== 255) {
      return false;
    }
  }
  return true;
}
