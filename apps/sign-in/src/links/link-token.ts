/** 256 bits: nobody guesses a link. */
export const linkTokenBytes = 32;

/** 43 letters of base64url. */
const tokenLetters = Math.ceil((linkTokenBytes * 4) / 3);

/**
 * The token in what came as the last part of a link. Mail programs take a full stop, a bracket or a quote for a part of the address, and people copy
 * blanks and line ends along: none of these stands in a token, whose length is known.
 */
export function readLinkToken(written: string): string {
  return written.replaceAll(/[^\w-]/g, '').slice(0, tokenLetters);
}
