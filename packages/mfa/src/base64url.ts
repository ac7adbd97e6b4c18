/** Base64url without padding (RFC 4648 section 5), the spelling of ids and cookies. */
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export function base64UrlOfBytes(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let heldBits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    heldBits += 8;
    while (heldBits >= 6) {
      heldBits -= 6;
      text += letters.charAt((held >> heldBits) & 63);
    }
    held &= (1 << heldBits) - 1;
  }
  return heldBits === 0 ? text : text + letters.charAt((held << (6 - heldBits)) & 63);
}

/** The bytes, or null for what {@link base64UrlOfBytes} never writes: other letters, padding, a length or left-over bits that no bytes have. */
export function bytesOfBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let held = 0;
  let heldBits = 0;
  let length = 0;
  for (const letter of text) {
    const value = letters.indexOf(letter);
    if (value < 0) {
      return null;
    }
    held = (held << 6) | value;
    heldBits += 6;
    if (heldBits >= 8) {
      heldBits -= 8;
      bytes[length] = held >> heldBits;
      length += 1;
    }
    held &= (1 << heldBits) - 1;
  }
  return heldBits < 6 && held === 0 ? bytes : null;
}
