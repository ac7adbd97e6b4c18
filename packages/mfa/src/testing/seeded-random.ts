/**
 * Bytes that look random and are the same in every run: Mulberry32. For tests alone, where a failure must be
 * repeatable; it is no source of secrets.
 */
export function createSeededRandomBytes(seed: number): (length: number) => Uint8Array<ArrayBuffer> {
  let state = seed >>> 0;

  function nextByte(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 24) & 0xff;
  }

  return (length) => Uint8Array.from({ length }, nextByte);
}
