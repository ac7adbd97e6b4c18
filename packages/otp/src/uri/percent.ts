const encoder = new TextEncoder();
/** Not fatal: what is no UTF-8 becomes U+FFFD, since a bad name must not cost the key. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const percentSign = 0x25;

/**
 * Percent-decoding once (RFC 3986 section 2.1), with what occurs in the wild let stand: a "%" that no two hexadecimal
 * figures follow is a percent sign, and raw characters outside ASCII are themselves.
 */
export function decodePercent(text: string): string {
  const bytes = encoder.encode(text);
  let length = 0;
  for (let index = 0; index < bytes.length; index++) {
    const escaped = bytes[index] === percentSign ? escapedByte(bytes, index) : undefined;
    bytes[length] = escaped ?? bytes[index] ?? 0;
    length += 1;
    index += escaped === undefined ? 0 : 2;
  }
  return decoder.decode(bytes.subarray(0, length));
}

/** The same for a parameter, where "+" is a blank (application/x-www-form-urlencoded). In a path it is a plus sign. */
export function decodeParameter(text: string): string {
  return decodePercent(text.replaceAll('+', ' '));
}

/** The byte that "%4f" at an index stands for, or undefined where there is none. */
function escapedByte(bytes: Uint8Array, index: number): number | undefined {
  const text = String.fromCharCode(...bytes.subarray(index, index + 3));
  return /^%[0-9a-f]{2}/i.test(text) ? Number.parseInt(text.slice(1), 16) : undefined;
}
