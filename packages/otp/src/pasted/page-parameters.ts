import { OtpError } from '../errors.ts';
import { parseAlgorithm, parseCounter, parseDigits, parsePeriodSeconds } from '../parameters.ts';
import type { HashAlgorithm } from '../kinds.ts';
import { areEqualGroups, groupsOf, inOneCase, withoutTrailing } from './part.ts';
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
    'algorithm hashalgorithm hashingalgorithm otpalgorithm hmacalgorithm hashfunction hash algo totpmode ' +
      'algorithmus hashalgorithmus algorithme algoritmo',
  ],
  [
    'digits',
    'digits numberofdigits digitcount numdigits otpdigits codelength codedigits ziffern stellen chiffres dígitos cifre',
  ],
  [
    'period',
    'period timeperiod interval timestep timeinterval refreshinterval otpperiod step stepsize timestepsize ' +
      'intervall zeitintervall intervalle période periode intervalo período periodo',
  ],
  ['counter', 'counter initialcounter startcounter movingfactor count zähler compteur contador contatore'],
  [
    'type',
    'type otptype tokentype codetype keytype typeofkey typ kind method encoder ' +
      'artdesschlüssels schlüsseltyp typedeclé tipo tipodeclave tipodichiave tipodechave',
  ],
];
const fields: ReadonlyMap<string, Field> = new Map(
  spellings.flatMap(([field, labels]) => labels.split(' ').map((label) => [label, field] as const)),
);

/** Whether a label is that of a parameter: "Code length" is none of the key's. */
export function isParameterLabel(label: string): boolean {
  return fieldOf(label) !== undefined;
}

/** A label may end in its unit: "Period (seconds)". */
const unit = /(?:in)?(?:seconds?|secs?|sekunden|secondes|segundos|secondi)$/;

function fieldOf(label: string): Field | undefined {
  const name = labelOf(label);
  return fields.get(name) ?? fields.get(name.replace(unit, ''));
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
  const said = new Map([...saidBeforeKey(lines), ...saidIn(lines)]);
  const kind = `${said.get('type') ?? ''} ${said.get('kind-as-algorithm') ?? ''}`;
  const isCounted = /\bhotp\b|counter|event|zähler|compteur|contador|contatore/i.test(kind);
  refuseOtherKinds(said);
  return {
    algorithm: parseAlgorithm(withoutNote(said.get('algorithm') ?? 'SHA1')),
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
    /[1-9]|^0x/i.test(said.get('counter') ?? '') &&
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
  lines.forEach(({ text }, index) => {
    const mark = text.search(/[:：=\t]/);
    const named = mark < 0 ? fieldOf(text) : fieldOf(text.slice(0, mark));
    const value = mark < 0 ? valueBelow(named, lines[index + 1]) : bare(text.slice(mark + 1));
    const field = named === 'algorithm' && saysKind.test(value) ? 'kind-as-algorithm' : named;
    if (field !== undefined && value !== '' && !said.has(field)) {
      said.set(field, value);
    }
  });
  return said;
}

/** What a value looks like that stands in a line of its own, below its label: a page has many lines. */
const ownLine: Readonly<Record<Field, RegExp>> = {
  algorithm: /^(?:(?:hmac[-_ ]?)?sha[-_ ]?\d[\w-]*|md[-_ ]?5|totp|hotp)$/i,
  'kind-as-algorithm': /^(?:totp|hotp)$/i,
  digits: /^\d{1,2}(?: digits)?$/i,
  period: /^\d{1,5} ?s?(?:ec\w*)?$/i,
  counter: /^\d{1,19}$/,
  type: /^(?:totp|hotp|(?:time|counter|event)[- ]?based|steam)$/i,
};

function valueBelow(field: Field | undefined, below: Part | undefined): string {
  const value = field === undefined || below === undefined ? '' : bare(below.text);
  return field !== undefined && ownLine[field].test(value) ? value : '';
}

/** "HOTP key", "SHA256 secret", "Steam secret": the label of the key may say how its codes are made. */
function saidBeforeKey(lines: readonly Part[]): ReadonlyMap<Field, string> {
  const said = new Map<Field, string>();
  for (const { text } of lines) {
    const mark = text.search(/[:：=\t]/);
    const label = text.slice(0, Math.max(mark, 0));
    if (mark > 0 && fieldOf(label) === undefined && looksLikeKey(bare(text.slice(mark + 1)))) {
      const algorithm = /(?<![a-z\d])sha[-_ ]?(?:2[-_ ])?(?:256|512)(?!\d)/i.exec(label)?.[0];
      const kind = /(?<![a-z\d])(?:hotp|steam|motp|mobile-?otp|yandex|yaotp)(?![a-z\d])/i.exec(label)?.[0];
      if (algorithm !== undefined) said.set('algorithm', algorithm);
      if (kind !== undefined) said.set('type', kind);
    }
  }
  return said;
}

function looksLikeKey(value: string): boolean {
  const groups = groupsOf(value);
  const compact = groups.join('');
  return /^[a-z2-7]{12,}=*$/i.test(compact) && inOneCase(compact) && areEqualGroups(groups);
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

/** "SHA256 (recommended)" */
function withoutNote(value: string): string {
  return value.replace(/\s?\([^()]*\)$/, '');
}

/** "8 digits (usual)" */
function withoutUnit(value: string): string {
  return /^(\d{1,9})\s?[a-z]*\s?(?:\([^)]*\))?$/i.exec(value)?.[1] ?? value;
}

/** "30 seconds", "30s" and "30 Sekunden"; a minute is no second. */
function withoutSeconds(value: string): string {
  return /^\d{1,9}\s?(?:s[a-z]*)?\s?(?:\(|$)/i.test(value) ? withoutUnit(value) : value;
}
