import { assert, constantFrom, property, string } from 'fast-check';
import jsqr from 'jsqr';
import { describe, expect, it } from 'vitest';
import { encodeQr, QrError, type ErrorCorrection, type QrModules } from '@halfminute/qr';

/** CommonJS whose types claim a default export: TypeScript sees it one level down, where Node and Vitest see the function at once. */
const decode = typeof jsqr === 'function' ? jsqr : jsqr.default;

/** Draws the modules as pixels with a quiet zone and reads them with a decoder that shares no code with the encoder. */
function readBack({ size, dark }: QrModules): string | null {
  const scale = 4;
  const quietZone = 4;
  const side = (size + 2 * quietZone) * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const row = Math.floor(y / scale) - quietZone;
      const column = Math.floor(x / scale) - quietZone;
      if (row >= 0 && row < size && column >= 0 && column < size && (dark[row * size + column] ?? false)) {
        pixels.fill(17, (y * side + x) * 4, (y * side + x) * 4 + 3);
      }
    }
  }
  return decode(pixels, side, side, { inversionAttempts: 'dontInvert' })?.data ?? null;
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof QrError ? error.code : String(error);
  }
  return 'nothing thrown';
}

const levels: readonly ErrorCorrection[] = ['low', 'medium', 'quartile', 'high'];

describe('a QR code', () => {
  it.each([
    'otpauth://totp/Cases:ada%40firm.example?secret=R5XK2MQAW7DHV3LNT4ZCJ6PYBGE2OUSI&issuer=Cases',
    'otpauth://totp/Cases:ada%40firm.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Cases&algorithm=SHA256&digits=8&period=60',
    'otpauth://totp/Z%C3%BCrich:%E5%8C%97?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Z%C3%BCrich',
    'Grüße aus Zürich, 北京 🙂',
    '0123456789'.repeat(30),
    'HTTPS://CASES.EXAMPLE/A-B $%*+-./:',
    'a',
    ' ',
    'two\nlines\tand a tab',
  ])('of %s is read back by an independent decoder at every level of error correction', (text) => {
    for (const errorCorrection of levels) {
      expect(readBack(encodeQr(text, { errorCorrection }))).toBe(text);
    }
  });

  it('of any link that an authenticator understands is read back', () => {
    const name = string({ unit: 'grapheme', minLength: 1, maxLength: 24 }).filter((text) => text.isWellFormed());
    const longCode = string({
      unit: constantFrom(...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')),
      minLength: 16,
      maxLength: 64,
    });
    assert(
      property(name, name, longCode, (service, user, secret) => {
        const label = `${encodeURIComponent(service)}:${encodeURIComponent(user)}`;
        const link = `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(service)}`;
        expect(readBack(encodeQr(link))).toBe(link);
      }),
      { numRuns: 60 },
    );
  });

  it('of any printable text is read back', () => {
    assert(
      property(
        string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 180 }),
        constantFrom(...levels),
        (text, level) => {
          expect(readBack(encodeQr(text, { errorCorrection: level }))).toBe(text);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has no quiet zone of its own: its corners are the finder patterns', () => {
    const { size, dark } = encodeQr('otpauth://totp/Cases:ada?secret=GEZDGNBVGY3TQOJQ');
    expect(dark).toHaveLength(size * size);
    for (const corner of [0, size - 7, (size - 7) * size]) {
      expect(dark.slice(corner, corner + 7)).toEqual([true, true, true, true, true, true, true]);
    }
  });

  it('is the smallest that holds its text, and the same each time', () => {
    expect(encodeQr('0'.repeat(41), { errorCorrection: 'low' }).size).toBe(21);
    expect(encodeQr('0'.repeat(42), { errorCorrection: 'low' }).size).toBe(25);
    expect(encodeQr('a'.repeat(2331)).size).toBe(177);
    expect(encodeQr('Halfminute')).toEqual(encodeQr('Halfminute', { errorCorrection: 'medium' }));
  });

  it('is refused for a text that fits into none, by a message without the text', () => {
    const text = 'secret'.repeat(400);
    expect(codeOf(() => encodeQr(text))).toBe('too-long');
    expect(() => encodeQr(text)).toThrow(/^A text of 2400 characters does not fit/);
    expect(codeOf(() => encodeQr('a'.repeat(1274), { errorCorrection: 'high' }))).toBe('too-long');
    expect(codeOf(() => encodeQr('ü'.repeat(1166)))).toBe('too-long');
  });

  it('is refused for an empty text, and for one that UTF-8 cannot write', () => {
    expect(codeOf(() => encodeQr(''))).toBe('empty');
    expect(codeOf(() => encodeQr('a\uD800b'))).toBe('not-text');
  });

  it("passes a caller's mistake on as what it is", () => {
    // `as`: what a caller without types may hand over.
    expect(codeOf(() => encodeQr('a', { errorCorrection: 'most' as ErrorCorrection }))).toBe('Error: invalid ecc=most');
  });
});
