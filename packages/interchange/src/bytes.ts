const base64Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const valuesByUnit: ReadonlyMap<number, number> = new Map([
  ...Array.from(base64Alphabet, (letter, value) => [letter.charCodeAt(0), value] as const),
  // RFC 4648 section 5, the alphabet for URLs; and a blank is a "+" that a form decoded.
  [0x2d, 62],
  [0x5f, 63],
  [0x20, 62],
]);

/** RFC 4648 sections 4 and 5, padded or not; null where the text is neither. Line breaks are let pass. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | null {
  const bare = text.replaceAll(/[\r\n]/g, '').replace(/={1,2}$/, '');
  const bytes = new Uint8Array(Math.floor((bare.length * 3) / 4));
  let bits = 0;
  let bitCount = 0;
  let at = 0;
  for (let index = 0; index < bare.length; index++) {
    const value = valuesByUnit.get(bare.charCodeAt(index));
    if (value === undefined) {
      return null;
    }
    bits = ((bits << 6) | value) & 0xffff;
    bitCount += 6;
    if (bitCount >= 8) {
      bitCount -= 8;
      bytes[at++] = (bits >>> bitCount) & 0xff;
    }
  }
  return bare.length % 4 === 1 ? null : bytes;
}

/** RFC 4648 section 4, padded. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [one = 0, two = 0, three = 0] = bytes.subarray(at, at + 3);
    const bits = (one << 16) | (two << 8) | three;
    text += [18, 12, 6, 0].map((shift) => base64Alphabet[(bits >>> shift) & 63]).join('');
  }
  const padding = (3 - (bytes.length % 3)) % 3;
  return padding === 0 ? text : text.slice(0, -padding) + '='.repeat(padding);
}

export function encodeHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** null where the text is no hexadecimal. */
export function decodeHex(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 2 !== 0 || /[^0-9a-f]/i.test(text)) {
    return null;
  }
  return Uint8Array.from({ length: text.length / 2 }, (_, index) =>
    Number.parseInt(text.slice(index * 2, index * 2 + 2), 16),
  );
}

/** The bytes that Java writes as numbers from -128 to 127; null where one is none. */
export function signedBytes(value: unknown): Uint8Array<ArrayBuffer> | null {
  if (
    !Array.isArray(value) ||
    !value.every((byte) => typeof byte === 'number' && Number.isInteger(byte) && byte >= -128 && byte <= 255)
  ) {
    return null;
  }
  return Uint8Array.from(value);
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return joinBytes(parts);
}

/** As {@link concatBytes}, of a list that a file made: it may be longer than the arguments that a function takes. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Whether all bytes are the same. What is compared comes of one stranger's file, so the time it takes tells nobody anything. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

export function startsWith(bytes: Uint8Array, ascii: string): boolean {
  return bytes.length >= ascii.length && Array.from(ascii).every((letter, at) => bytes[at] === letter.charCodeAt(0));
}
