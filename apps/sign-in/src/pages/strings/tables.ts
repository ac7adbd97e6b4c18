import type { Language } from '../page.ts';
import { account as accountInDe } from './de/account.ts';
import { mails as mailsInDe } from './de/mails.ts';
import { security as securityInDe } from './de/security.ts';
import { signingIn as signingInInDe } from './de/signing-in.ts';
import { account as accountInEn } from './en/account.ts';
import { mails as mailsInEn } from './en/mails.ts';
import { security as securityInEn } from './en/security.ts';
import { signingIn as signingInInEn } from './en/signing-in.ts';
import { account as accountInEs } from './es/account.ts';
import { mails as mailsInEs } from './es/mails.ts';
import { security as securityInEs } from './es/security.ts';
import { signingIn as signingInInEs } from './es/signing-in.ts';
import { account as accountInFr } from './fr/account.ts';
import { mails as mailsInFr } from './fr/mails.ts';
import { security as securityInFr } from './fr/security.ts';
import { signingIn as signingInInFr } from './fr/signing-in.ts';
import { account as accountInNl } from './nl/account.ts';
import { mails as mailsInNl } from './nl/mails.ts';
import { security as securityInNl } from './nl/security.ts';
import { signingIn as signingInInNl } from './nl/signing-in.ts';
import { createWords, type Translation, type Words } from './words.ts';

/** Every word in every language. */
export const tables: Readonly<Record<Language, Translation>> = {
  en: { ...signingInInEn, ...accountInEn, ...securityInEn, ...mailsInEn },
  de: { ...signingInInDe, ...accountInDe, ...securityInDe, ...mailsInDe },
  fr: { ...signingInInFr, ...accountInFr, ...securityInFr, ...mailsInFr },
  nl: { ...signingInInNl, ...accountInNl, ...securityInNl, ...mailsInNl },
  es: { ...signingInInEs, ...accountInEs, ...securityInEs, ...mailsInEs },
};

const made = new Map<Language, Words>();

/** The words of a language; made once, since rules of plurals are costly to make. */
export function wordsOf(language: Language): Words {
  const words = made.get(language) ?? createWords(language, tables[language]);
  made.set(language, words);
  return words;
}
