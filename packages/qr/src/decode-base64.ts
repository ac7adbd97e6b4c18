const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Our own modules' base64 only: nothing in it is checked. `Uint8Array.fromBase64` is younger than the browsers that are supported. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const valueByCode = new Uint8Array(128);
  for (let value = 0; value < alphabet.length; value += 1) {
    valueByCode[alphabet.charCodeAt(value)] = value;
  }
  const valueAt = (index: number): number => valueByCode[text.charCodeAt(index)] ?? 0;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let from = 0, to = 0; from < text.length; from += 4, to += 3) {
    const group = (valueAt(from) << 18) | (valueAt(from + 1) << 12) | (valueAt(from + 2) << 6) | valueAt(from + 3);
    bytes[to] = group >> 16;
    bytes[to + 1] = (group >> 8) & 255;
    bytes[to + 2] = group & 255;
  }
  return bytes;
}
