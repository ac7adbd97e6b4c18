import {
  cleanName,
  contradictionsToPinKind,
  contradictionsToSteam,
  decodeBase32,
  decodeHexSecret,
  motpShape,
  parseAlgorithm,
  parseCounter,
  parseDigits,
  parsePeriodSeconds,
  Secret,
  shortenName,
  steamShape,
  yandexSecretOf,
  yandexShape,
} from '@halfminute/otp';
import type { OtpAccount, PinlessAccount } from '@halfminute/otp';
import { EntryRefusal, readEntry, withStatedPin } from './entry.ts';
import type { EntryNames, ImportEntry, ImportWarning } from './entry.ts';
import type { EntryDetails } from './entry-details.ts';

/** An entry as its file spells it. What is absent or null has the usual value: SHA1, 6 digits, 30 s, counter 0. */
export interface AccountFields {
  readonly where: string;
  /** As the program spells it, in any case: totp, hotp, steam, motp (or mobileotp), yandex (or yaotp). */
  readonly kind: unknown;
  readonly issuer: unknown;
  readonly accountName: unknown;
  /** Base32, or the bytes themselves. Of Mobile-OTP see {@link motpSecret}. */
  readonly secret: unknown;
  /**
   * How the program writes a secret of Mobile-OTP: in hexadecimal, unless it is told. 'text' is hashed by the program as it stands there,
   * letter by letter; 'base32-text' is such a text in base32.
   */
  readonly motpSecret?: 'hex' | 'base32' | 'text' | 'base32-text';
  /** Of Mobile-OTP and Yandex. */
  readonly pin?: unknown;
  readonly algorithm?: unknown;
  readonly digits?: unknown;
  readonly periodSeconds?: unknown;
  readonly counter?: unknown;
  readonly wasTrashed?: boolean;
  readonly details?: EntryDetails;
  readonly warnings?: readonly ImportWarning[];
}

/** One entry out of the fields of its file; a bad one is a verdict, never an exception. */
export function readFields(fields: AccountFields): ImportEntry {
  const names = readNames(fields.issuer, fields.accountName);
  return readEntry(fields.where, names, () => {
    const account = readAccount(fields, names);
    return {
      account,
      warnings: [...(fields.warnings ?? []), ...warningsOf(fields, account.kind)],
      wasTrashed: fields.wasTrashed ?? false,
      ...fields.details,
    };
  });
}

/** What a file says against the one shape that codes of a kind have, and a counter that it leaves out. */
function warningsOf(fields: AccountFields, kind: OtpAccount['kind']): readonly ImportWarning[] {
  if (kind === 'totp') {
    return [];
  }
  if (kind === 'hotp') {
    return valueText(fields.counter, 'counter') === undefined ? [counterAssumed] : [];
  }
  const shape = [
    { key: 'digits', value: valueText(fields.digits, 'digits') ?? '' },
    { key: 'period', value: valueText(fields.periodSeconds, 'period') ?? '' },
  ];
  return kind === 'steam'
    ? contradictionsToSteam([...shape, { key: 'algorithm', value: valueText(fields.algorithm, 'algorithm') ?? '' }])
    : // Programs write the usual algorithm beside these, which has no meaning there.
      contradictionsToPinKind(kind, shape);
}

const counterAssumed: ImportWarning = {
  code: 'counter-assumed',
  message: 'This entry does not say where its counter is, so it starts at 0. Compare the code with the other program.',
  parameter: 'counter',
};

function readAccount(fields: AccountFields, names: EntryNames): OtpAccount | PinlessAccount {
  const kind = (valueText(fields.kind, 'kind') ?? 'totp').toLowerCase();
  requireKindOfCounter(fields);
  const pin = valueText(fields.pin, 'PIN');
  if (kind === 'motp' || kind === 'mobileotp') {
    const secret = readMotpSecret(fields);
    return withStatedPin({ ...names, unknownParameters: [], kind: 'motp', secret, ...motpShape, pin: null }, pin);
  }
  if (kind === 'yandex' || kind === 'yaotp') {
    const secret = readYandexSecret(fields.secret);
    return withStatedPin({ ...names, unknownParameters: [], kind: 'yandex', secret, ...yandexShape, pin: null }, pin);
  }
  return { ...names, unknownParameters: [], ...readOtp(fields, kind) };
}

/** What has a counter may be counted: without a word on its kind nobody knows. */
function requireKindOfCounter({ kind, counter }: AccountFields): void {
  if (valueText(kind, 'kind') === undefined && Number(valueText(counter, 'counter') ?? '0') !== 0) {
    throw new EntryRefusal(
      'unsupported-kind',
      'This entry has a counter, and does not say whether its codes are counted. Add the account by hand, with its kind.',
    );
  }
}

type Otp =
  Exclude<OtpAccount, { readonly kind: 'motp' | 'yandex' }> extends infer One
    ? One extends OtpAccount
      ? Omit<One, keyof EntryNames | 'unknownParameters'>
      : never
    : never;

function readOtp(fields: AccountFields, kind: string): Otp {
  if (kind !== 'totp' && kind !== 'hotp' && kind !== 'steam') {
    throw new EntryRefusal(
      'unsupported-kind',
      'Codes are made of the kinds totp, hotp, steam, motp and yandex, and this account is of another: keep it where it is.',
    );
  }
  const secret = readSecret(fields.secret);
  if (kind === 'steam') {
    return { kind, secret, ...steamShape };
  }
  const algorithm = parseAlgorithm(valueText(fields.algorithm, 'algorithm') ?? 'SHA1');
  const digits = parseDigits(valueText(fields.digits, 'digits') ?? '6');
  if (kind === 'hotp') {
    return { kind, secret, algorithm, digits, counter: parseCounter(valueText(fields.counter, 'counter') ?? '0') };
  }
  return {
    kind,
    secret,
    algorithm,
    digits,
    periodSeconds: parsePeriodSeconds(valueText(fields.periodSeconds, 'period') ?? '30'),
  };
}

/** Numbers and texts of numbers mean the same; null and '' say as little as an absent field. */
function valueText(value: unknown, called: string): string | undefined {
  if (value === undefined || value === null || value === '') {
    return undefined;
  }
  if (typeof value === 'string' || typeof value === 'number') {
    return String(value);
  }
  throw new EntryRefusal(
    'bad-entry',
    `The ${called} of this entry is neither a number nor a text. Export the file again.`,
  );
}

/** What programs write for a secret that they do not have. "undefined" is good base32. */
const placeholder = /^(?:undefined|null|none|nil|nan)$/i;

/** Below, a secret is a slip: 40 bits can be guessed by anybody. */
const leastSecretBytes = 5;
const mostSecretBytes = 1024;

function readSecret(value: unknown): Secret {
  if (value instanceof Uint8Array) {
    return secretOf(value);
  }
  const text = valueText(value, 'secret');
  if (text === undefined || placeholder.test(text)) {
    throw new EntryRefusal(
      'secret-missing',
      'This entry has no secret. Export the file again, or add the account by its long code.',
    );
  }
  return secretOutOf(decodeBase32(text));
}

function readMotpSecret({ secret, motpSecret = 'hex' }: AccountFields): Secret {
  if (motpSecret === 'base32' || secret instanceof Uint8Array) {
    return readSecret(secret);
  }
  const text = motpSecret === 'base32-text' ? textInBase32(secret) : (valueText(secret, 'secret') ?? '');
  if (motpSecret !== 'hex' && text !== '' && !/^(?:[\da-f]{2})+$/.test(text)) {
    throw new EntryRefusal(
      'unsupported-kind',
      'The other program makes codes of this secret of Mobile-OTP letter by letter, and here it would have to be written in pairs of the figures 0 to 9 and the small letters a to f. Keep the account where it is, or ask its server for a new secret.',
    );
  }
  return secretOutOf(decodeHexSecret(text));
}

function textInBase32(value: unknown): string {
  const secret = readSecret(value);
  const text = new TextDecoder().decode(secret.reveal());
  secret.wipe();
  return text;
}

function readYandexSecret(value: unknown): Secret {
  const typed = readSecret(value);
  const bytes = yandexSecretOf(typed.reveal());
  const secret = Secret.fromBytes(bytes);
  bytes.fill(0);
  typed.wipe();
  return secret;
}

/** Wipes the bytes, which were made for it alone. */
function secretOutOf(bytes: Uint8Array): Secret {
  const secret = secretOf(bytes);
  bytes.fill(0);
  return secret;
}

function secretOf(bytes: Uint8Array): Secret {
  if (bytes.length < leastSecretBytes) {
    throw new EntryRefusal(
      bytes.length === 0 ? 'secret-missing' : 'secret-too-short',
      'The secret of this entry is too short to be one. Add the account by its long code.',
    );
  }
  if (bytes.length > mostSecretBytes) {
    throw new EntryRefusal('secret-too-long', `The secret of this entry has more than ${mostSecretBytes} bytes.`);
  }
  return Secret.fromBytes(bytes);
}

/** Names in one row; "Issuer:name" loses the issuer that stands there twice. */
export function readNames(issuerValue: unknown, nameValue: unknown): EntryNames {
  const issuer = shortenName(cleanName(typeof issuerValue === 'string' ? issuerValue : ''));
  const full = cleanName(typeof nameValue === 'string' ? nameValue : '');
  const prefix = `${issuer}:`;
  const repeats = issuer !== '' && full.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase();
  return { issuer, accountName: shortenName(repeats ? full.slice(prefix.length).trim() : full) };
}

/** "Issuer:name" of a program that has no field for the issuer. The colons of an address part nothing. */
export function splitName(name: string, separator: string): { readonly issuer: string; readonly accountName: string } {
  const at = name.includes('://') ? -1 : name.indexOf(separator);
  return at < 0
    ? { issuer: '', accountName: name }
    : { issuer: name.slice(0, at), accountName: name.slice(at + separator.length) };
}
