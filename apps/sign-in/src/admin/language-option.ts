import { languages } from '../pages/strings/pick-language.ts';
import { Refusal } from './refusal.ts';

/** The language that `--language` names; null where it is not given. Throws Refusal. */
export function languageFrom(text: string | undefined): string | null {
  const language = languages.find((each) => each === text);
  if (text !== undefined && language === undefined) {
    throw new Refusal('language', `--language has to be one of ${languages.join(', ')}.`);
  }
  return language ?? null;
}
