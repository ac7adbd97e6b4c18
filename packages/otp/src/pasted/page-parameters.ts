import { parseAlgorithm, parseCounter, parseDigits, parsePeriodSeconds } from '../parameters.ts';
import type { HashAlgorithm } from '../kinds.ts';
import { withoutTrailing } from './part.ts';
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

/** Whether a label is that of a parameter: "Code length" is none of the key's. */
export function isParameterLabel(label: string): boolean {
  return fields.has(labelOf(label));
}

/**
 * The parameters that stand in the lines around a key, the usual ones where a page is silent. They are not passed over:
 * with another algorithm every code would be wrong. Throws {@link OtpError} for what is not supported.
 */
export function readPageParameters(lines: readonly Part[]): PageParameters {
  const said = saidIn(lines);
  const kind = `${said.get('type') ?? ''} ${said.get('algorithm') ?? ''}`;
  const isCounted = /\bhotp\b|counter|event/i.test(kind);
  return {
    algorithm: parseAlgorithm(hashOf(said.get('algorithm')) ?? 'SHA1'),
    digits: parseDigits(withoutUnit(said.get('digits') ?? '6')),
    periodSeconds: isCounted ? usualPeriod : parsePeriodSeconds(withoutUnit(said.get('period') ?? String(usualPeriod))),
    counter: isCounted ? parseCounter(said.get('counter') ?? '0') : undefined,
  };
}

const usualPeriod = 30;

/** What the first line of each field says. */
function saidIn(lines: readonly Part[]): ReadonlyMap<Field, string> {
  const said = new Map<Field, string>();
  for (const { text } of lines) {
    const mark = text.search(/[:：=]/);
    const field = mark < 0 ? undefined : fields.get(labelOf(text.slice(0, mark)));
    const value = bare(text.slice(mark + 1));
    if (field !== undefined && value !== '' && !said.has(field)) {
      said.set(field, value);
    }
  }
  return said;
}

/** Some pages call the kind of code, "TOTP", its algorithm. */
function hashOf(algorithm: string | undefined): string | undefined {
  return algorithm !== undefined && /^(?:totp|hotp|time|counter|event)\b/i.test(algorithm) ? undefined : algorithm;
}

/** Quotes, emphasis and what ends a line of JSON; not the sign of a number. */
const around = ' \t\r\n"\'`*,;.';
const bullets = '-–•';

function bare(text: string, before = around): string {
  const inner = withoutTrailing(text, around);
  let start = 0;
  while (start < inner.length && before.includes(inner.charAt(start))) {
    start += 1;
  }
  return inner.slice(start);
}

function labelOf(text: string): string {
  return bare(text, around + bullets).toLowerCase();
}

/** "30 seconds", "30s", "8 digits (usual)". */
function withoutUnit(value: string): string {
  return /^(\d{1,9})\s?[a-z]*\s?(?:\([^)]*\))?$/i.exec(value)?.[1] ?? value;
}
