import type { FormProblem } from '@halfminute/core';
import type { Words } from './en.ts';

/** The sentence for a mistake in a form. What has no words of its own here says itself what it is (in English). */
export function sayFormProblem(problem: FormProblem, { formProblems: words }: Words): string {
  const { field, code, looksLike, at, character, suggestions = [] } = problem;
  if (code === 'names-missing') {
    return words.serviceMissing;
  }
  if (code === 'needs-pin') {
    return words.pinMissing;
  }
  if (code === 'bad-digits') {
    return words.digits;
  }
  if (code === 'bad-period') {
    return words.period;
  }
  if (code === 'bad-counter') {
    return words.counter;
  }
  if (field !== 'code') {
    return problem.message;
  }
  if (looksLike === 'one-time-code') {
    return words.oneTimeCode;
  }
  if (looksLike === 'web-address') {
    return words.webAddress;
  }
  if (code === 'secret-missing') {
    return words.codeMissing;
  }
  if (code === 'secret-not-base32' && character !== undefined && looksLike === undefined) {
    return at === undefined ? words.characterInLink(character) : words.character(at, character, suggestions);
  }
  return problem.message;
}
