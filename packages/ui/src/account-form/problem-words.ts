import type { FormProblem } from '@halfminute/core';
import type { Words } from '../strings/en.ts';

/** The sentence for a mistake in a form. What has no words of its own here says itself what it is (in English). */
export function problemWords(problem: FormProblem, words: Words['formProblems']): string {
  if (problem.field !== 'code') {
    return problem.code === 'names-missing' ? words.serviceMissing : problem.message;
  }
  switch (problem.looksLike) {
    case 'one-time-code':
      return words.oneTimeCode;
    case 'web-address':
      return words.webAddress;
    default:
  }
  if (problem.code === 'secret-missing') {
    return words.codeMissing;
  }
  return problem.code === 'secret-not-base32' && problem.at !== undefined && problem.character !== undefined
    ? words.character(problem.at, problem.character, problem.suggestions ?? [])
    : problem.message;
}
