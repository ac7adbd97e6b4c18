const encoder = new TextEncoder();
/** Not fatal: what is no UTF-8 becomes U+FFFD, since a bad name must not cost the key. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Percent-decoding once (RFC 3986 section 2.1), with what occurs in the wild let stand: a "%" that no two hexadecimal
 * figures follow is a percent sign, and raw characters outside ASCII are themselves.
 */
export function decodePercent(text: string): string {
  if (!text.includes('%')) {
    return text.toWellFormed();
  }
  const bytes = encoder.encode(text);
  let length = 0;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0;
    const high = byte === percentSign ? hexValue(bytes[index + 1]) : -1;
    const low = byte === percentSign ? hexValue(bytes[index + 2]) : -1;
    if (high >= 0 && low >= 0) {
      bytes[length] = high * 16 + low;
      index += 2;
    } else {
      bytes[length] = byte;
    }
    length += 1;
  }
  return decoder.decode(bytes.subarray(0, length));
}

/** The same for a parameter, where "+" is a blank (application/x-www-form-urlencoded). In a path it is a plus sign. */
export function decodeParameter(text: string): string {
  return decodePercent(text.replaceAll('+', ' '));
}

const percentSign = 0x25;

function hexValue(byte: number | undefined): number {
  const text = String.fromCharCode(byte ?? 0);
  return /^[0-9a-f]$/i.test(text) ? Number.parseInt(text, 16) : -1;
}
