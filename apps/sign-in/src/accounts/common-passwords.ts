import { dictionary } from '@zxcvbn-ts/language-common';

/** As they stand in the list, in lower case; short ones too, for what is put around them. */
const common: ReadonlySet<string> = new Set(
  dictionary['passwords-common'].map((word) => word.toLowerCase()).filter((word) => word.length >= 4),
);

/** Rows of the keyboard and of the alphabet, which a finger follows. */
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
];

/**
 * Whether a password is one of those that are tried first: in the list, or such a one with a year or a run of figures put to it,
 * or one short piece again and again, or a run of the keyboard. Compared as a whole, as SP 800-63B-4 section 3.1.1.2 asks:
 * a long phrase may hold any word.
 */
export function isCommonPassword(password: string): boolean {
  const folded = password.toWellFormed().normalize('NFKC').toLowerCase();
  const piece = shortestPiece(folded);
  if (Array.from(piece).length < 5) {
    return true;
  }
  return [folded, piece, withoutEnds(folded)].some((text) => common.has(text) || isRun(text));
}

/** "password2026!" without what people put to a word when they are told to; as it is where that is more than a few signs. */
function withoutEnds(text: string): string {
  const [, before = '', word = '', after = ''] = /^([^\p{L}]*)(.*?)([^\p{L}]*)$/su.exec(text) ?? [];
  return word !== '' && isPlainEnd(before) && isPlainEnd(after) ? word : text;
}

function isPlainEnd(end: string): boolean {
  return end.length <= 6 || isRun(end) || shortestPiece(end).length <= 2;
}

/** "abcabcabca" is "abc" again and again; a text that is no repetition is its own shortest piece. */
function shortestPiece(text: string): string {
  const most = Math.floor(text.length / 2);
  for (let length = 1; length <= most; length += 1) {
    if (text.slice(length) === text.slice(0, text.length - length)) {
      return text.slice(0, length);
    }
  }
  return text;
}

/** A piece of a run, forwards or backwards, which may go round its end. */
function isRun(text: string): boolean {
  return RUNS.some((run) => {
    const round = run.repeat(Math.ceil(text.length / run.length) + 1);
    return text.length >= 4 && (round.includes(text) || round.includes(Array.from(text).reverse().join('')));
  });
}
