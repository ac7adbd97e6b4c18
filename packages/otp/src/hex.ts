import { OtpError } from './errors.ts';
import { dash, invisible } from './invisible.ts';

/** Fewer bytes than this are a slip, not a key: 32 bits can be guessed by anybody. */
const leastBytes = 4;
const mostBytes = 1024;

/** Two digits a byte, in small letters, as Mobile-OTP hashes them. */
export function encodeHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    text += byte.toString(16).padStart(2, '0');
  }
  return text;
}

/** The parameter of a link that the text is the value of, for the message. */
interface HexOrigin {
  readonly parameter?: string;
}

/**
 * The forgiving reader of a Mobile-OTP secret: blanks, dashes, invisible characters, letters of either case.
 * Throws {@link OtpError} 'secret-missing', 'secret-not-hex' naming the character and its place as typed,
 * 'secret-too-short' or 'secret-too-long'.
 */
export function decodeHexSecret(text: string, origin: HexOrigin = {}): Uint8Array {
  const digits: number[] = [];
  let place = 0;
  for (const character of text.slice(0, mostBytes * 8)) {
    place += 1;
    if (invisible.test(character) || dash.test(character)) {
      continue;
    }
    if (!/^[0-9a-f]$/i.test(character)) {
      throw notHex(character, place, origin);
    }
    digits.push(Number.parseInt(character, 16));
  }
  if (digits.length === 0) {
    throw new OtpError(
      'secret-missing',
      'There is no secret yet. A Mobile-OTP secret has mostly 16 or 32 characters.',
      origin,
    );
  }
  if (digits.length % 2 === 1) {
    throw new OtpError(
      'secret-too-short',
      `This secret has ${digits.length} characters, and Mobile-OTP's have an even number: one is missing, or one too many.`,
      origin,
    );
  }
  if (digits.length < leastBytes * 2) {
    throw new OtpError(
      'secret-too-short',
      `This secret is too short: ${digits.length} characters; Mobile-OTP's have mostly 16 or 32.`,
      origin,
    );
  }
  if (digits.length > mostBytes * 2) {
    throw new OtpError('secret-too-long', `This secret is too long: it holds more than ${mostBytes} bytes.`, origin);
  }
  return Uint8Array.from(
    { length: digits.length / 2 },
    (_, at) => (digits[2 * at] ?? 0) * 16 + (digits[2 * at + 1] ?? 0),
  );
}

function notHex(character: string, place: number, origin: HexOrigin): OtpError {
  const where = origin.parameter === undefined ? `Character ${place}` : `Character ${place} of "${origin.parameter}"`;
  return new OtpError(
    'secret-not-hex',
    `${where}, "${character.toWellFormed()}", is not used in Mobile-OTP's secrets. They are written in the figures 0 to 9 and the letters a to f.`,
    { ...origin, at: place, character },
  );
}
