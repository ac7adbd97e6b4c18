/**
 * Dynamic truncation (RFC 4226 section 5.3): the low four bits of the last byte choose where 31 bits are taken from.
 * `digest` is the HMAC in 32-bit words, most significant byte first. For the longer hashes of RFC 6238 the last byte is
 * the last of the whole digest.
 */
export function truncate(digest: Readonly<Int32Array>): number {
  const offset = (digest[digest.length - 1] ?? 0) & 0xf;
  const high = digest[offset >> 2] ?? 0;
  const low = digest[(offset >> 2) + 1] ?? 0;
  const shift = (offset & 3) * 8;
  // A shift by 32 is a shift by 0 in JavaScript, so the upper part of `low` takes two steps.
  return ((high << shift) | ((low >>> 1) >>> (31 - shift))) & 0x7fff_ffff;
}

/** Writes a truncated value in so many digits, zeros in front. With ten digits nothing is cut: the greatest value is 2147483647. */
export function decimalText(digits: number): (truncated: number) => string {
  const modulus = 10 ** digits;
  return (truncated) => String(truncated % modulus).padStart(digits, '0');
}
