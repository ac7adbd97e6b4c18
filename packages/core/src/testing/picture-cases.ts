import { encodeQr } from '@halfminute/qr';
import type { LumaFrame } from '../platform-pictures.ts';
import { checkSame } from './check.ts';
import { contractCase, offered } from './contract-case.ts';
import type { ContractCase } from './contract-case.ts';

/** Names outside of ASCII, which a reader that guesses their encoding gets wrong. */
const TEXT = 'otpauth://totp/Zürich:jürgen?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Zürich';

/** The rules of reading pictures. Files in the formats that a host knows are its own tests' business. */
export const pictureCases: readonly ContractCase[] = [
  contractCase('every code of a frame is read once, in reading order', ['pictures'], async ({ platform }) => {
    const pictures = offered(platform.pictures, 'pictures');
    const frame = frameOf([TEXT, 'second', TEXT]);
    const texts = (await pictures.readFrame(frame)).map(({ text }) => text);
    checkSame(texts.join('\n'), `${TEXT}\nsecond`, 'the texts of a frame with three codes, two of them the same');
  }),
  contractCase('a frame without a code gives none', ['pictures'], async ({ platform }) => {
    const pictures = offered(platform.pictures, 'pictures');
    checkSame((await pictures.readFrame(frameOf([]))).length, 0, 'the codes of a white frame');
    checkSame(
      (await pictures.readFrame({ width: 0, height: 0, luma: new Uint8Array(0) })).length,
      0,
      'of an empty one',
    );
  }),
  contractCase(
    'a file that is no picture is said to be none, and the next one is read',
    ['pictures'],
    async ({ platform }) => {
      const pictures = offered(platform.pictures, 'pictures');
      const { outcome } = await pictures.readFile(new TextEncoder().encode('otpauth://totp/a?secret=GEZDGNBV'));
      checkSame(outcome, 'not-a-picture', 'a text file');
      const reading = await pictures.readFile(bitmapFile(frameOf([TEXT])));
      checkSame(
        reading.outcome === 'read' ? reading.codes[0]?.text : reading.outcome,
        TEXT,
        'the code of a bitmap file',
      );
    },
  ),
  contractCase(
    'a picture of a hundred megapixels is too large, whatever its size as a file',
    ['pictures'],
    async ({ platform }) => {
      const pictures = offered(platform.pictures, 'pictures');
      const { outcome } = await pictures.readFile(bitmapHeader({ width: 10_000, height: 10_000 }));
      checkSame(outcome, 'too-large', 'a bitmap file of 54 bytes that claims 10,000 by 10,000 pixels');
    },
  ),
];

/** Codes side by side, four pixels a module. */
function frameOf(texts: readonly string[]): LumaFrame {
  const [scale, quietZone] = [4, 4];
  const codes = texts.map((text) => encodeQr(text));
  const side = (Math.max(21, ...codes.map(({ size }) => size)) + 2 * quietZone) * scale;
  const width = side * Math.max(1, codes.length);
  const luma = new Uint8Array(width * side).fill(255);
  for (const [index, { size, dark }] of codes.entries()) {
    for (let y = 0; y < size * scale; y += 1) {
      for (let x = 0; x < size * scale; x += 1) {
        if (dark[Math.floor(y / scale) * size + Math.floor(x / scale)] === true) {
          luma[(y + quietZone * scale) * width + index * side + x + quietZone * scale] = 0;
        }
      }
    }
  }
  return { width, height: side, luma };
}

const headerBytes = 54;

/** The beginning of a bitmap file (BITMAPINFOHEADER): 24 bits a pixel, from the bottom up. */
function bitmapHeader({ width, height }: { readonly width: number; readonly height: number }): Uint8Array {
  const bytes = new Uint8Array(headerBytes);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(2, headerBytes + width * height * 3, true);
  view.setUint32(10, headerBytes, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  return bytes;
}

function bitmapFile(frame: LumaFrame): Uint8Array {
  const { width, height, luma } = frame;
  const rowBytes = Math.ceil((width * 3) / 4) * 4;
  const bytes = new Uint8Array(headerBytes + rowBytes * height);
  bytes.set(bitmapHeader(frame));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = headerBytes + (height - 1 - y) * rowBytes + x * 3;
      bytes.fill(luma[y * width + x] ?? 0, at, at + 3);
    }
  }
  return bytes;
}
