import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as commonDictionary } from '@zxcvbn-ts/language-common';
import { dictionary as englishDictionary } from '@zxcvbn-ts/language-en';
import type { Estimate } from './strength.ts';

/* Megabytes of words: only ever imported by loadEstimate() in use-strength.ts, when a password is being chosen. */

const zxcvbn = new ZxcvbnFactory({
  dictionary: { ...commonDictionary, ...englishDictionary },
  graphs: adjacencyGraphs,
});

/** The program's own names are no secret to anybody who holds the file. */
const knownWords = ['halfminute', 'authenticator'];

export function estimate(password: string): Estimate {
  const result = zxcvbn.check(password, knownWords);
  const [only, ...others] = result.sequence;
  return {
    score: result.score,
    isCommon:
      others.length === 0 && only?.pattern === 'dictionary' && String(only['dictionaryName']).startsWith('passwords'),
  };
}
