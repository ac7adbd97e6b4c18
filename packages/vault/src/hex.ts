const DIGITS = '0123456789abcdef';
const HEX = /^(?:[0-9a-f]{2})*$/;

/** Lower case, two digits a byte. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    text += DIGITS.charAt(byte >> 4) + DIGITS.charAt(byte & 15);
  }
  return text;
}

/** null unless the text is what {@link toHex} writes, for `length` bytes. */
export function fromHex(text: unknown, length: number): Uint8Array<ArrayBuffer> | null {
  if (typeof text !== 'string' || text.length !== 2 * length || !HEX.test(text)) {
    return null;
  }
  return Uint8Array.from({ length }, (_, index) => Number.parseInt(text.slice(2 * index, 2 * index + 2), 16));
}
