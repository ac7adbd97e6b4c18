import { beforeAll, describe, expect, it } from 'vitest';
import { encodeQr, mostPixels, openQrReader, QrError, type LumaPicture, type QrReader } from '@halfminute/qr';
import { startDecoder, type Decode } from '../src/decoder.ts';
import { blurred, plain, putCode, repeatable, withNoise, type Drawing } from './draw.ts';

const link = 'otpauth://totp/Cases:ada%40firm.example?secret=R5XK2MQAW7DHV3LNT4ZCJ6PYBGE2OUSI&issuer=Cases';
const migration = `otpauth-migration://offline?data=${'Ci0KFD3GyqQ0Wt'.repeat(40)}`;

let reader: QrReader;
let bareDecode: Decode;
const textsOf = (picture: LumaPicture): readonly string[] => reader.read(picture).map(({ text }) => text);

beforeAll(async () => {
  reader = await openQrReader();
  bareDecode = (await startDecoder()).decode;
});

/** A code in the middle of a page of one brightness. */
function page(how: Drawing & { readonly around?: number; readonly text?: string } = {}): LumaPicture {
  const picture = plain(480, 420, how.around ?? 255);
  putCode(picture, how.text ?? link, [240, 210], how);
  return picture;
}

const inverted = { dark: 240, light: 10 } as const;

describe('a code with its quiet zone', () => {
  it.each<readonly [string, LumaPicture, string]>([
    ['on a light page', page(), link],
    ['on a dark page', page({ around: 20 }), link],
    ['light on dark', page({ ...inverted, around: 10 }), link],
    ['of parts of a pixel', page({ scale: 2.6 }), link],
    ['turned', page({ radians: 0.4, scale: 5 }), link],
    ['upside down', page({ radians: Math.PI }), link],
    ['with a picture in its middle', page({ errorCorrection: 'high', logo: 0.22 }), link],
    ['dense, with many accounts', page({ text: migration, scale: 3 }), migration],
    ['in a noisy picture', withNoise(page(), 90, repeatable(1)), link],
  ])('is read %s', (_, picture, text) => {
    expect(textsOf(picture)).toEqual([text]);
  });

  it('gives its text as it was written, in any alphabet', () => {
    for (const text of ['Grüße aus Zürich', '北京 🙂', 'ü', 'ﾊﾟｽﾜｰﾄﾞ', '0123456789', 'HTTPS://A.EXAMPLE/1']) {
      expect(textsOf(page({ text }))).toEqual([text]);
    }
  });
});

describe('a code without a quiet zone', () => {
  const flush: Drawing = { quietZone: 0 };
  it.each<readonly [string, LumaPicture]>([
    ['on a dark page', page({ ...flush, around: 17 })],
    ['light on dark, on a light page', page({ ...flush, ...inverted, around: 245 })],
    ['on a grey page', page({ ...flush, around: 90 })],
    ['of parts of a pixel, on a dark page', page({ ...flush, around: 5, scale: 3.3 })],
    ['turned, on a dark page', page({ ...flush, around: 17, radians: 0.5, scale: 5 })],
  ])('is read %s, where the library alone reads nothing', (_, picture) => {
    expect(bareDecode(picture)).toEqual([]);
    expect(textsOf(picture)).toEqual([link]);
  });

  it('is read beside others that have none, each', () => {
    const picture = plain(700, 300, 10);
    putCode(picture, `${link}1`, [180, 150], flush);
    putCode(picture, `${link}2`, [500, 150], flush);
    expect(textsOf(picture)).toEqual([`${link}1`, `${link}2`]);
  });
});

it('A blurred code is read where the library alone reads nothing.', () => {
  const picture = blurred(blurred(blurred(page({ scale: 5 }), 2), 2), 2);
  expect(bareDecode(picture)).toEqual([]);
  expect(textsOf(picture)).toEqual([link]);
});

describe('several codes', () => {
  const texts = ['first', 'second', 'third', 'fourth'];
  it('come in reading order, though lines of a page are never quite even', () => {
    const picture = plain(600, 560, 255);
    putCode(picture, 'fourth', [440, 400]);
    putCode(picture, 'second', [450, 110]);
    putCode(picture, 'third', [130, 415]);
    putCode(picture, 'first', [140, 135]);
    expect(textsOf(picture)).toEqual(texts);
  });

  it('of one text come once', () => {
    const picture = plain(600, 260, 255);
    putCode(picture, 'same', [150, 130]);
    putCode(picture, 'same', [450, 130]);
    expect(textsOf(picture)).toEqual(['same']);
  });
});

describe('a picture without a code', () => {
  it.each<readonly [string, LumaPicture]>([
    ['of one colour', plain(300, 300, 128)],
    ['of noise', withNoise(plain(400, 300, 128), 128, repeatable(2))],
    ['of noise in squares of four pixels', squares(repeatable(3))],
    ['with parts of a code: only two finder patterns', cut(page({ around: 17, quietZone: 0 }))],
    ['of tiles that look like finder patterns', tiles()],
    ['of one pixel', plain(1, 1, 0)],
    ['of one row', plain(1000, 1, 0)],
    ['of one column', plain(1, 1000, 255)],
    ['of two by three', plain(2, 3, 9)],
    ['without pixels', plain(0, 0, 0)],
    ['without rows', plain(100, 0, 0)],
  ])('gives none: %s', (_, picture) => {
    expect(textsOf(picture)).toEqual([]);
  });
});

describe('a frame that is none', () => {
  const codeOf = (picture: LumaPicture): string => {
    try {
      reader.read(picture);
    } catch (error) {
      return error instanceof QrError ? error.code : String(error);
    }
    return 'read';
  };
  it('is refused where bytes and sides disagree, or sides are no whole numbers', () => {
    for (const [width, height, bytes] of [
      [10, 10, 99],
      [10, 10, 101],
      [0, 5, 1],
      [-2, -2, 4],
      [1.5, 2, 3],
      [Number.NaN, 1, 0],
    ] as const) {
      expect(codeOf({ width, height, luma: new Uint8Array(bytes) }), `${width} by ${height}`).toBe('not-a-frame');
    }
    expect(codeOf({ width: mostPixels + 1, height: 1, luma: new Uint8Array(0) })).toBe('too-large');
  });
});

describe('a picture in colours', () => {
  /** Draws the code's modules, of an ink that covers fully, on nothing. */
  const onNothing = (ink: number) => {
    const { width, height, luma } = page();
    const rgba = new Uint8ClampedArray(width * height * 4);
    luma.forEach((value, at) => value < 100 && rgba.set([ink, ink, ink, 255], at * 4));
    return { width, height, rgba };
  };
  it('is read on white where it lets something through, and on black where its ink is light', () => {
    expect(reader.readRgba(onNothing(0))).toEqual([{ text: link }]);
    expect(reader.readRgba(onNothing(250))).toEqual([{ text: link }]);
  });

  it('is read by its brightness', () => {
    const { width, height, luma } = page();
    const rgba = new Uint8Array(width * height * 4);
    // Dark blue on yellow: only together do the three colours tell them apart.
    luma.forEach((value, at) => rgba.set(value < 128 ? [20, 20, 140, 255] : [250, 240, 120, 255], at * 4));
    expect(reader.readRgba({ width, height, rgba })).toEqual([{ text: link }]);
  });
});

function squares(chance: () => number): LumaPicture {
  const picture = plain(400, 400, 0);
  const dark = Array.from({ length: 100 * 100 }, () => chance() < 0.5);
  picture.luma.forEach((_, at) => {
    picture.luma[at] = (dark[Math.floor(at / 1600) * 100 + Math.floor((at % 400) / 4)] ?? false) ? 0 : 255;
  });
  return picture;
}

/** The upper half, with the two finder patterns there. */
function cut({ width, height, luma }: LumaPicture): LumaPicture {
  return { width, height: height >> 1, luma: luma.slice(0, width * (height >> 1)) };
}

function tiles(): LumaPicture {
  const picture = plain(640, 640, 255);
  picture.luma.forEach((_, at) => {
    const [x, y] = [(at % 640) % 32, Math.floor(at / 640) % 32];
    const ring = Math.max(Math.abs(x - 14), Math.abs(y - 14));
    picture.luma[at] = ring <= 6 || (ring > 10 && ring <= 14) ? 0 : 255;
  });
  return picture;
}

it('What our own encoder makes is read back at every level of error correction.', () => {
  for (const errorCorrection of ['low', 'medium', 'quartile', 'high'] as const) {
    expect(encodeQr(link, { errorCorrection }).size).toBeGreaterThan(20);
    expect(textsOf(page({ errorCorrection }))).toEqual([link]);
  }
});
