import { InterchangeError, readBackup, type ReadyBackup } from '@halfminute/interchange';
import { mostPixels, openQrReader, recognisePicture, type QrReader, type QrText } from '@halfminute/qr';
import { Refusal } from '../refusal.ts';
import { decodeJpeg, decodePng } from './decode-picture.ts';
import { leastBytes } from './least-bytes.ts';

let reader: Promise<QrReader> | null = null;

/** Its decoder takes nine bytes for each of them. */
const mostGifPixels = 16_000_000;

/** The accounts in the QR codes of a picture file, in reading order. Throws {@link Refusal}, where it holds none as well; `path` is for its sentences. */
export async function readPictureOfCodes(bytes: Uint8Array, path: string): Promise<ReadyBackup> {
  const codes = await readCodes(bytes, path);
  if (codes.length === 0) {
    throw new Refusal(
      'no-code-in-picture',
      `No QR code was found in ${path}. Take the picture anew, with the whole code in it and as sharp as you can.`,
    );
  }
  const links = new TextEncoder().encode(codes.map(({ text }) => text.replaceAll(/[\r\n]+/g, ' ')).join('\n'));
  const backup = await readBackup(links).catch((error: unknown) => {
    if (error instanceof InterchangeError && error.code === 'not-recognised') {
      return null;
    }
    throw error;
  });
  if (backup?.outcome !== 'ready') {
    throw new Refusal(
      'no-account-in-picture',
      `${codes.length === 1 ? 'The QR code' : `None of the ${codes.length} QR codes`} in ${path} ${codes.length === 1 ? 'is not' : 'is'} the link of an account. Take the picture of the code that your service shows while you set up two-factor sign-in.`,
    );
  }
  return backup;
}

async function readCodes(bytes: Uint8Array, path: string): Promise<readonly QrText[]> {
  const picture = recognisePicture(bytes);
  if (picture?.format === 'webp') {
    throw new Refusal(
      'unsupported-picture',
      `${path} is a WebP picture, which the command line cannot read. Save it as PNG, or drop it into the window.`,
    );
  }
  const sides = picture?.sides ?? null;
  if (picture === null || sides === null) {
    throw damaged(path);
  }
  const most = picture.format === 'gif' ? mostGifPixels : mostPixels;
  if (sides.width * sides.height > most) {
    throw new Refusal(
      'too-large',
      `${path} claims ${sides.width} by ${sides.height} pixels, and at most ${most / 1e6} million are read. Cut the code out of it.`,
    );
  }
  if (bytes.length < leastBytes(bytes, picture.format, sides)) {
    throw damaged(path);
  }
  const qr = await (reader ??= openQrReader());
  if (picture.format === 'gif' || picture.format === 'bmp') {
    return qr.readFile(bytes);
  }
  const pixels = picture.format === 'png' ? decodePng(bytes, sides) : decodeJpeg(bytes);
  if (pixels === null) {
    throw damaged(path);
  }
  return qr.readRgba(pixels);
}

function damaged(path: string): Refusal {
  return new Refusal(
    'damaged-picture',
    `${path} begins as a picture does, but cannot be read to its end. Save it again.`,
  );
}
