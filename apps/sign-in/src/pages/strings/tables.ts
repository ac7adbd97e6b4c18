import type { Language } from '../page.ts';
import { account } from './en/account.ts';
import { mails } from './en/mails.ts';
import { security } from './en/security.ts';
import { signingIn } from './en/signing-in.ts';
import { createWords, type Translation, type Words } from './words.ts';

/** Every word in every language. */
export const tables: Readonly<Record<Language, Translation>> = {
  en: { ...signingIn, ...account, ...security, ...mails },
  de: { ...signingIn, ...account, ...security, ...mails },
  fr: { ...signingIn, ...account, ...security, ...mails },
  nl: { ...signingIn, ...account, ...security, ...mails },
  es: { ...signingIn, ...account, ...security, ...mails },
};

const made = new Map<Language, Words>();

/** The words of a language; made once, since rules of plurals are costly to make. */
export function wordsOf(language: Language): Words {
  const words = made.get(language) ?? createWords(language, tables[language]);
  made.set(language, words);
  return words;
}
