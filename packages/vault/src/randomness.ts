/** Cryptographically strong random bytes. Chance is an argument everywhere in this package. */
export type RandomBytes = (length: number) => Uint8Array;
