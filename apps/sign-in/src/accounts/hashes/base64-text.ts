/**
 * Base64 as password hashes are written: with or without padding, with `.` (passlib's own) or `+`, or in the letters for addresses. Null
 * where another character stands in it, or where nothing does.
 */
export function readBase64(text: string): Uint8Array<ArrayBuffer> | null {
  const bare = text.replace(/={1,2}$/, '');
  if (!/^[A-Za-z0-9+./_-]+$/.test(bare) || bare.length % 4 === 1) {
    return null;
  }
  return new Uint8Array(Buffer.from(bare.replaceAll('.', '+'), 'base64'));
}

export function readHex(text: string): Uint8Array<ArrayBuffer> | null {
  return /^(?:[0-9a-f]{2})+$/i.test(text) ? new Uint8Array(Buffer.from(text, 'hex')) : null;
}

/** Without padding, as PHC strings have it. */
export function writeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '');
}
