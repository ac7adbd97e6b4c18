import { groupsOf } from './pasted/part.ts';

/** What a text that is no key is likely to be instead. */
export type Lookalike = 'one-time-code' | 'recovery-code' | 'base64' | 'hexadecimal' | 'e-mail-address' | 'plain-text';

/** What a text that is no base32 looks like instead, if that can be told. `text` is short: base32.ts has checked. */
export function lookalikeOf(text: string): Lookalike | undefined {
  const trimmed = text.trim();
  const compact = groupsOf(trimmed).join('');
  if (/^\d{4,7}$/.test(compact)) return 'one-time-code';
  if (/^\d{8,12}$/.test(compact)) return 'recovery-code';
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(trimmed)) return 'e-mail-address';
  if (/^(?:0x)?[0-9a-f]+$/i.test(compact) && compact.length >= 16 && compact.length % 2 === 0) return 'hexadecimal';
  if (isBase64(trimmed)) return 'base64';
  return undefined;
}

/** 12 bytes or more, padded to a multiple of four, with signs of its own alphabet: small and large letters mixed, or + / _. */
function isBase64(text: string): boolean {
  const mixed = /[a-z]/.test(text) && /[A-Z]/.test(text);
  return (
    text.length >= 16 && text.length % 4 === 0 && /^[A-Za-z0-9+/_-]+={0,2}$/.test(text) && (mixed || /[+/_]/.test(text))
  );
}

/** Where a sign-in page keeps it. */
export const whereItIs = 'The long code is under "Trouble scanning?".';

const alphabetIs = 'Such a code is written in base32: the letters A to Z and the figures 2 to 7.';

const sentences: Readonly<Record<Exclude<Lookalike, 'one-time-code'>, string>> = {
  'recovery-code': `This looks like a recovery code, and recovery codes are not long codes. ${whereItIs}`,
  base64: `This looks like base64. ${alphabetIs}`,
  hexadecimal: `This looks like hexadecimal. ${alphabetIs}`,
  'e-mail-address': `This is an e-mail address, not a code. ${whereItIs}`,
  'plain-text': `No code can be told from the words of this text. Copy the code alone. ${whereItIs}`,
};

/** What to do about it, in a sentence or two. */
export function lookalikeSentence(looksLike: Lookalike, text: string): string {
  return looksLike === 'one-time-code'
    ? `${countWord(text)} figures are a one-time code. ${whereItIs}`
    : sentences[looksLike];
}

const countWords: ReadonlyMap<number, string> = new Map([
  [4, 'Four'],
  [5, 'Five'],
  [6, 'Six'],
  [7, 'Seven'],
]);

function countWord(text: string): string {
  return countWords.get(text.replaceAll(/\D/g, '').length) ?? 'Such';
}
