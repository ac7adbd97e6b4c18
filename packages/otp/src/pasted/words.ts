import { suggestLetters } from '../mistaken-letters.ts';

/**
 * Words that stand before a long code on the pages that show one, and are copied along with it. Most of them are good
 * base32, so that a reader that forgives too much would make them part of the key. In the languages of the interface-to-be
 * and its neighbours; whatever stands before a colon needs no list.
 */
const keyWords: ReadonlySet<string> = new Set(
  (
    'code codes key secret secretkey seed password ' +
    'schlüssel geheimschlüssel geheimnis geheimer clé cle clave código codigo chiave codice chave sleutel klucz'
  ).split(' '),
);

const otherWords: ReadonlySet<string> = new Set(
  (
    'a account activation add app auth authentication authenticator backup based below by configuration copy enter entry factor ' +
    'following for here hotp in into is it long manual manually mfa my name of one or otp paste please private security set ' +
    'setup shared step string text the this time to token totp two type use using value verification with you your ' +
    'das dein der die ihr ist de es est la le secrète secrete secreta segreta su tu votre'
  ).split(' '),
);

/** What stands on the buttons beside a key. As buttons write them, with one capital: "NEXT" may be a group of a key. */
const buttons: ReadonlySet<string> = new Set(
  'Back Cancel Close Confirm Continue Copied Copy Done Download Finish Hide Next Print Refresh Show Submit Verify Weiter'.split(
    ' ',
  ),
);

/** A button behind a key, in its line. */
const trailingButton = new RegExp(
  String.raw`(?<=[A-Za-z2-7=]{4}[ \t]{1,9})(?:${[...buttons].join('|')})(?=[ \t]*$)`,
  'gm',
);

/** A text with blanks in the place of the buttons behind a key, so that places stay as typed. */
export function withoutButtons(text: string): string {
  return text.replaceAll(trailingButton, (button) => ' '.repeat(button.length));
}

export function isButton(word: string): boolean {
  return buttons.has(word);
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/\p{L}+/gu) ?? [];
}

/** Whether a word may stand before a long code without being part of it. */
export function isLabelWord(word: string): boolean {
  const lower = word.toLowerCase();
  return keyWords.has(lower) || otherWords.has(lower) || isOfAnotherScript(word);
}

/** A word without a Latin letter, and not made of letters alone that may be slips for Latin ones: "ключ" and "密钥", but not "МЕКО". */
export function isOfAnotherScript(word: string): boolean {
  return (
    /^[\p{L}\p{M}]+$/u.test(word) &&
    !/\p{Script=Latin}/u.test(word) &&
    Array.from(word).some((letter) => suggestLetters(letter).length === 0)
  );
}

/** Whether what stands before a colon says that a key follows. */
export function isKeyLabel(label: string): boolean {
  return wordsOf(label).some((word) => keyWords.has(word)) || /base-?32/i.test(label);
}

const hexadecimal = /(?:^|[^\p{L}])hex(?:ad[eé][cz]imale?)?(?!\p{L})/iu;

/** Whether what stands before a colon says that a key follows in hexadecimal, which may look like base32. */
export function saysHexadecimal(label: string): boolean {
  return hexadecimal.test(label);
}

/**
 * Whether what stands before a colon is a label of any kind. It is none where it could be a group of the key itself,
 * "JBSW:Y3DP": then the colon is what is wrong.
 */
export function isLabel(label: string): boolean {
  const trimmed = label.trim();
  return isKeyLabel(trimmed) || /[^A-Za-z2-7]/.test(trimmed) || /^[A-Z][a-z]+$/.test(trimmed);
}
