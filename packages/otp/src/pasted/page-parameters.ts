import { parseAlgorithm, parseCounter, parseDigits, parsePeriodSeconds } from '../parameters.ts';
import type { HashAlgorithm } from '../kinds.ts';
import type { Part } from './part.ts';

/** What a page says of its key besides, in lines of their own ("Algorithm: SHA256", "Digits: 8"). */
export interface PageParameters {
  readonly algorithm: HashAlgorithm;
  readonly digits: number;
  readonly periodSeconds: number;
  /** The counter of the next code, where the page says that codes are counted and not timed. */
  readonly counter: number | undefined;
}

type Field = 'algorithm' | 'digits' | 'period' | 'counter' | 'type';

/** The words before the colon, in small letters. */
const fields: ReadonlyMap<string, Field> = new Map([
  ['algorithm', 'algorithm'],
  ['hash algorithm', 'algorithm'],
  ['hash', 'algorithm'],
  ['algorithmus', 'algorithm'],
  ['algorithme', 'algorithm'],
  ['algoritmo', 'algorithm'],
  ['digits', 'digits'],
  ['number of digits', 'digits'],
  ['code length', 'digits'],
  ['code digits', 'digits'],
  ['ziffern', 'digits'],
  ['stellen', 'digits'],
  ['chiffres', 'digits'],
  ['period', 'period'],
  ['interval', 'period'],
  ['time step', 'period'],
  ['time interval', 'period'],
  ['refresh interval', 'period'],
  ['intervall', 'period'],
  ['intervalle', 'period'],
  ['counter', 'counter'],
  ['initial counter', 'counter'],
  ['type', 'type'],
  ['otp type', 'type'],
  ['token type', 'type'],
  ['typ', 'type'],
]);

/**
 * The parameters that stand in the lines around a key, the usual ones where a page is silent. They are not passed over:
 * with another algorithm every code would be wrong. Throws {@link OtpError} for what is not supported.
 */
export function readPageParameters(lines: readonly Part[]): PageParameters {
  const said = new Map<Field, string>();
  for (const { text } of lines) {
    const line = /^[\s"'*•-]*([^:：=]{1,40}?)["'*\s]*[:：=]\s*(\S.{0,60})$/u.exec(text.trimEnd());
    const field = fields.get((line?.[1] ?? '').toLowerCase());
    if (field !== undefined && !said.has(field)) {
      said.set(field, bare(line?.[2] ?? ''));
    }
  }
  const isCounted = /\bhotp\b|counter|event/i.test(said.get('type') ?? '');
  return {
    algorithm: parseAlgorithm(said.get('algorithm') ?? 'SHA1'),
    digits: parseDigits(withoutUnit(said.get('digits') ?? '6')),
    periodSeconds: isCounted ? usualPeriod : parsePeriodSeconds(withoutUnit(said.get('period') ?? String(usualPeriod))),
    counter: isCounted ? parseCounter(said.get('counter') ?? '0') : undefined,
  };
}

const usualPeriod = 30;

function bare(value: string): string {
  return value.replace(/^["'*]+/, '').replace(/["'*,;.]+$/, '');
}

/** "30 seconds", "30s", "8 digits". */
function withoutUnit(value: string): string {
  return value.replace(/^(\d+)\s*[a-z]+$/i, '$1');
}
