import { describe, expect, it } from 'vitest';
import { recognisePicture } from '@halfminute/qr';

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));

const png = bytes('\x89PNG\r\n\x1a\n', [0, 0, 0, 13], 'IHDR', [0, 0, 0x0f, 0, 0, 0, 0x08, 0x70]);
/** An application segment, then a progressive frame header of 640 by 480. */
const jpeg = bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 11, 8, 0x01, 0xe0, 0x02, 0x80, 1, 1, 0x11, 0]);
const gif = bytes('GIF89a', [0x20, 0x03, 0x58, 0x02, 0, 0, 0]);
const bitmap = (height: number): Uint8Array => {
  const header = Buffer.alloc(54);
  header.write('BM');
  header.writeInt32LE(33, 18);
  header.writeInt32LE(height, 22);
  return header;
};
const webp = (chunk: string, content: readonly number[]): Uint8Array =>
  bytes('RIFF', [0, 0, 0, 0], 'WEBP', chunk, [0, 0, 0, 0], content);

describe('a picture file', () => {
  it.each<readonly [string, Uint8Array, string, readonly [width: number, height: number]]>([
    ['PNG', png, 'png', [3840, 2160]],
    ['JPEG', jpeg, 'jpeg', [640, 480]],
    ['GIF', gif, 'gif', [800, 600]],
    ['BMP', bitmap(44), 'bmp', [33, 44]],
    ['BMP from the top down', bitmap(-44), 'bmp', [33, 44]],
    ['WebP, lossy', webp('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xf0, 0x00]), 'webp', [320, 240]],
    ['WebP, lossless', webp('VP8L', [0x2f, 0x3f, 0xc1, 0x3b, 0]), 'webp', [320, 240]],
    ['WebP, extended', webp('VP8X', [0, 0, 0, 0, 0x3f, 0x01, 0, 0xef, 0, 0]), 'webp', [320, 240]],
  ])('is told by its content, with its sides: %s', (_, file, format, [width, height]) => {
    expect(recognisePicture(file)).toEqual({ format, sides: { width, height } });
  });

  it('whose header is cut off or claims nothing has no sides', () => {
    for (const file of [
      png.subarray(0, 20),
      jpeg.subarray(0, 12),
      gif.subarray(0, 8),
      bitmap(0),
      bytes([0xff, 0xd8, 0xff, 0xd9]),
    ]) {
      expect(recognisePicture(file)).toMatchObject({ sides: null });
    }
  });

  it('is nothing else: not text, not an archive, not what begins like a bitmap', () => {
    for (const text of [
      '',
      'otpauth://totp/a',
      'BMW, ada@firm.example',
      'PK\x03\x04',
      'RIFF\0\0\0\0WAVE',
      '{"a": 1}',
      'GIF',
    ]) {
      expect(recognisePicture(bytes(text))).toBeNull();
    }
  });
});
