/** The worker script behind `createPictureReader`: decodes picture files and looks for codes, away from the thread that paints. */
import type { PictureReading } from '@halfminute/core';
import { lumaOf, mostPixels, openQrReader, recognisePicture, type QrReader, type RgbaPicture } from '@halfminute/qr';
import type { PictureAnswer, PictureRequest } from './picture-request.ts';
import { answerRequests } from './worker-answers.ts';

let reader: Promise<QrReader> | null = null;

answerRequests(async (request: PictureRequest): Promise<PictureAnswer> => {
  if (request.kind === 'bitmap') {
    return { outcome: 'turned', frame: lumaOf(pixelsOf(request.bitmap), 255) };
  }
  const { read, readRgba } = await (reader ??= openQrReader());
  if (request.kind === 'frame') {
    return { outcome: 'read', codes: read(request.frame) };
  }
  const picture = await decodePicture(request.bytes);
  return 'outcome' in picture ? picture : { outcome: 'read', codes: readRgba(picture) };
});

type Refused = Exclude<PictureReading, { readonly outcome: 'read' }>;

/** By the browser's own decoders, which know more formats than `recognisePicture` does. */
async function decodePicture(bytes: Uint8Array): Promise<RgbaPicture | Refused> {
  const sides = recognisePicture(bytes)?.sides;
  if (sides !== null && sides !== undefined && sides.width * sides.height > mostPixels) {
    return { outcome: 'too-large' };
  }
  const bitmap = await bitmapOf(bytes);
  if (bitmap === null) {
    return { outcome: 'not-a-picture' };
  }
  if (bitmap.width * bitmap.height > mostPixels) {
    bitmap.close();
    return { outcome: 'too-large' };
  }
  return pixelsOf(bitmap);
}

/** Closes the bitmap. */
function pixelsOf(bitmap: ImageBitmap): RgbaPicture {
  const { width, height } = bitmap;
  try {
    const canvas = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (canvas === null) {
      throw new Error(`no canvas of ${width} by ${height} could be had`);
    }
    canvas.drawImage(bitmap, 0, 0);
    return { width, height, rgba: canvas.getImageData(0, 0, width, height).data };
  } finally {
    bitmap.close();
  }
}

async function bitmapOf(bytes: Uint8Array): Promise<ImageBitmap | null> {
  try {
    // A copy of its own: the type of Blob's parts excludes bytes over shared memory.
    return await createImageBitmap(new Blob([Uint8Array.from(bytes)]));
  } catch {
    return null; // an InvalidStateError for whatever is no picture
  }
}
