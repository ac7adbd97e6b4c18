/** Cryptographically strong random bytes. Chance is an argument everywhere in this package. */
export type RandomBytes = (length: number) => Uint8Array;

/** `length` random bytes of our own. Throws RangeError when the host answers another number: a short nonce is no nonce. */
export function drawBytes(randomBytes: RandomBytes, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(randomBytes(length));
  if (bytes.length !== length) {
    throw new RangeError(`${length} random bytes were asked for; ${bytes.length} came.`);
  }
  return bytes;
}
