import { OtpError } from '../errors.ts';
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

/** Some pages call the kind of code, "TOTP", its algorithm. */
type Field = 'algorithm' | 'kind-as-algorithm' | 'digits' | 'period' | 'counter' | 'type';

/** The words before the colon, in small letters and without what parts them. */
const spellings: readonly (readonly [field: Field, labels: string])[] = [
  [
    'algorithm',
    'algorithm hashalgorithm otpalgorithm hmacalgorithm hashfunction hash algo algorithmus algorithme algoritmo',
  ],
  ['digits', 'digits numberofdigits digitcount numdigits otpdigits codelength codedigits ziffern stellen chiffres'],
  [
    'period',
    'period interval timestep timestepseconds timeinterval refreshinterval otpperiod step intervall intervalle periode',
  ],
  ['counter', 'counter initialcounter movingfactor count'],
  ['type', 'type otptype tokentype codetype typ kind method encoder'],
];
const fields: ReadonlyMap<string, Field> = new Map(
  spellings.flatMap(([field, labels]) => labels.split(' ').map((label) => [label, field] as const)),
);

/** Whether a label is that of a parameter: "Code length" is none of the key's. */
export function isParameterLabel(label: string): boolean {
  return fields.has(labelOf(label));
}

/** Whether a line says a parameter, "Digits: 8". */
export function isPageParameter(line: string): boolean {
  return saidIn([{ text: line, charactersBefore: 0 }]).size > 0;
}

/**
 * The parameters that stand in the lines around a key, the usual ones where a page is silent. They are not passed over:
 * with another algorithm every code would be wrong. Throws {@link OtpError} for what is not supported.
 */
export function readPageParameters(lines: readonly Part[]): PageParameters {
  const said = saidIn(lines);
  const kind = `${said.get('type') ?? ''} ${said.get('kind-as-algorithm') ?? ''}`;
  const isCounted = /\bhotp\b|counter|event/i.test(kind);
  refuseOtherKinds(said);
  return {
    algorithm: parseAlgorithm(said.get('algorithm') ?? 'SHA1'),
    digits: parseDigits(withoutUnit(said.get('digits') ?? '6')),
    periodSeconds: isCounted
      ? usualPeriod
      : parsePeriodSeconds(withoutSeconds(said.get('period') ?? String(usualPeriod))),
    counter: isCounted ? parseCounter(said.get('counter') ?? '0') : undefined,
  };
}

const usualPeriod = 30;

/** Kinds that have another alphabet, and a counter of which nobody says whether it counts: figures would be wrong. */
function refuseOtherKinds(said: ReadonlyMap<Field, string>): void {
  if (/^(?:steam|motp|mobile-?otp|yandex|yaotp|ocra)/i.test(said.get('type') ?? '')) {
    throw new OtpError(
      'unsupported-kind',
      'The text says that this code makes no figures of the kinds totp and hotp. Add the account by hand, with its type.',
      { parameter: 'type' },
    );
  }
  if (
    !said.has('type') &&
    !said.has('kind-as-algorithm') &&
    /[1-9]/.test(said.get('counter') ?? '') &&
    !said.has('period')
  ) {
    throw new OtpError(
      'bad-counter',
      'The text says a counter, but not whether the codes are counted. Add the account by hand, with its type.',
      { parameter: 'counter' },
    );
  }
}

const saysKind = /^(?:totp|hotp|time|counter|event)\b/i;

/** What the first line of each field says. */
function saidIn(lines: readonly Part[]): ReadonlyMap<Field, string> {
  const said = new Map<Field, string>();
  for (const { text } of lines) {
    const mark = text.search(/[:：=]/);
    const named = mark < 0 ? undefined : fields.get(labelOf(text.slice(0, mark)));
    const value = bare(text.slice(mark + 1));
    const field = named === 'algorithm' && saysKind.test(value) ? 'kind-as-algorithm' : named;
    if (field !== undefined && value !== '' && !said.has(field)) {
      said.set(field, value);
    }
  }
  return said;
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
  return bare(text, around + bullets)
    .toLowerCase()
    .replaceAll(/[\s_()-]/g, '');
}

/** "8 digits (usual)" */
function withoutUnit(value: string): string {
  return /^(\d{1,9})\s?[a-z]*\s?(?:\([^)]*\))?$/i.exec(value)?.[1] ?? value;
}

/** "30 seconds", "30s" and "30 Sekunden"; a minute is no second. */
function withoutSeconds(value: string): string {
  return /^\d{1,9}\s?(?:s[a-z]*)?\s?(?:\(|$)/i.test(value) ? withoutUnit(value) : value;
}
