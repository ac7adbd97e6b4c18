/** The 26 characters of a Steam Guard code: figures and consonants that are not mistaken for one another. */
const alphabet = '23456789BCDFGHJKMNPQRTVWXY';
const length = 5;

/** Writes a truncated value (see hotp.ts) as Steam does: least significant character first. Steam publishes no standard; vectors/otp/steam.json. */
export function steamText(truncated: number): string {
  let rest = truncated;
  let text = '';
  for (let index = 0; index < length; index++) {
    text += alphabet.charAt(rest % alphabet.length);
    rest = Math.floor(rest / alphabet.length);
  }
  return text;
}
