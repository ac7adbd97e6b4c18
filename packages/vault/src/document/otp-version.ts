import {
  decodeBase32,
  digitsRange,
  encodeBase32,
  motpShape,
  OtpError,
  parsePin,
  periodSecondsRange,
  pinText,
  Secret,
  steamShape,
  yandexSecretBytes,
  yandexShape,
} from '@halfminute/otp';
import type { HashAlgorithm, OtpAccount } from '@halfminute/otp';
import { VaultError } from '../errors.ts';
import { compareTexts, isJsonObject, objectText } from '../json.ts';
import type { JsonValue } from '../json.ts';
import { assertCount, assertWhole, FIELD_LIMITS, isText } from './limits.ts';
import { compareStamps, readStamp } from './stamp.ts';
import type { Stamp } from './stamp.ts';

/**
 * What makes an account's codes, changed only as a whole. Unlike other fields it is not one register but a set of versions, so that of two changes made
 * apart neither is lost. docs/vault-format.md, "Versions".
 */
export interface OtpVersion {
  readonly stamp: Stamp;
  readonly credentials: Credentials;
  /** The names at that time, for the case that the account's own were purged elsewhere meanwhile. */
  readonly label: Label | null;
  /** Fields of later programs, sorted by name. */
  readonly unknown: readonly (readonly [name: string, value: JsonValue])[];
}

export type Credentials =
  | {
      readonly kind: 'totp';
      readonly secretBase32: string;
      readonly algorithm: HashAlgorithm;
      readonly digits: number;
      readonly periodSeconds: number;
    }
  | { readonly kind: 'hotp'; readonly secretBase32: string; readonly algorithm: HashAlgorithm; readonly digits: number }
  | { readonly kind: 'steam'; readonly secretBase32: string }
  | { readonly kind: 'motp'; readonly secretBase32: string; readonly pin: string }
  | { readonly kind: 'yandex'; readonly secretBase32: string; readonly pin: string };

interface Label {
  readonly issuer: string;
  readonly accountName: string;
}

const BASE32_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BASE32 = /^[A-Z2-7]+$/;
const LONGEST_BASE32 = Math.ceil((8 * FIELD_LIMITS.secretBytes) / 5);

const ALGORITHMS: readonly string[] = ['SHA1', 'SHA256', 'SHA512'] satisfies HashAlgorithm[];

/** JSON, always the same for the same version; in the line of an account without the stamp that is the account's own. */
export function versionText(version: OtpVersion, accountStamp?: Stamp): string {
  const { stamp, credentials, label, unknown } = version;
  const fields = [...Object.entries(credentials), ...Object.entries(label ?? {}), ...unknown];
  return objectText(stamp === accountStamp ? fields : [['stamp', stamp], ...fields]);
}

/** null when it is none that this program could have written. */
export function readVersion(value: JsonValue, accountStamp: Stamp): OtpVersion | null {
  if (!isJsonObject(value)) {
    return null;
  }
  const { stamp: ownStamp = accountStamp, issuer, accountName, ...rest } = value;
  const stamp = readStamp(ownStamp);
  const credentials = readCredentials(rest);
  const label = readLabel(issuer, accountName);
  if (stamp === null || credentials === null || label === undefined) {
    return null;
  }
  const unknown = Object.entries(rest)
    .filter(([name]) => !Object.hasOwn(credentials, name))
    .sort(([a], [b]) => compareTexts(a, b));
  return { stamp, credentials, label, unknown };
}

/** Throws {@link VaultError} 'bad-field' or 'too-long'. */
export function credentialsOf(otp: OtpAccount): Credentials {
  const secretBase32 = encodeBase32(otp.secret.reveal());
  assertCount('secret', otp.secret.byteLength, FIELD_LIMITS.secretBytes);
  if (otp.secret.byteLength === 0) {
    throw new VaultError('bad-field', 'The long code is empty.', { field: 'secret' });
  }
  if (otp.kind === 'steam') {
    return { kind: 'steam', secretBase32 };
  }
  if (otp.kind === 'motp' || otp.kind === 'yandex') {
    return pinCredentials(otp.kind, secretBase32, pinText(otp.pin));
  }
  const { algorithm, digits } = otp;
  if (!isAlgorithm(algorithm)) {
    throw new VaultError('bad-field', 'The algorithm must be SHA1, SHA256 or SHA512.', { field: 'algorithm' });
  }
  assertWhole('digits', digits, digitsRange);
  if (otp.kind === 'hotp') {
    return { kind: 'hotp', secretBase32, algorithm, digits };
  }
  assertWhole('periodSeconds', otp.periodSeconds, periodSecondsRange);
  return { kind: 'totp', secretBase32, algorithm, digits, periodSeconds: otp.periodSeconds };
}

/** Throws {@link VaultError} 'bad-field' for what could not be read again. */
function pinCredentials(kind: 'motp' | 'yandex', secretBase32: string, pin: string): Credentials {
  if (!isPin(pin, kind)) {
    throw new VaultError('bad-field', 'The PIN is none that makes codes of this kind.', { field: 'pin' });
  }
  if (kind === 'yandex' && !isYandexSecret(secretBase32)) {
    throw new VaultError('bad-field', `The long code of Yandex must have ${yandexSecretBytes} bytes.`, {
      field: 'secret',
    });
  }
  return { kind, secretBase32, pin };
}

/** The account that makes codes. `counter` is used where the kind has one. */
export function otpOf(
  { credentials }: OtpVersion,
  more: Label & { readonly unknownParameters: OtpAccount['unknownParameters']; readonly counter: number },
): OtpAccount {
  const { issuer, accountName, unknownParameters, counter } = more;
  const names = {
    issuer,
    accountName,
    unknownParameters,
    secret: Secret.fromBytes(decodeBase32(credentials.secretBase32)),
  };
  if (credentials.kind === 'steam') {
    return { kind: 'steam', ...names, ...steamShape };
  }
  if (credentials.kind === 'motp') {
    return { kind: 'motp', ...names, pin: parsePin(credentials.pin, 'motp'), ...motpShape };
  }
  if (credentials.kind === 'yandex') {
    return { kind: 'yandex', ...names, pin: parsePin(credentials.pin, 'yandex'), ...yandexShape };
  }
  const { algorithm, digits } = credentials;
  return credentials.kind === 'hotp'
    ? { kind: 'hotp', ...names, algorithm, digits, counter }
    : { kind: 'totp', ...names, algorithm, digits, periodSeconds: credentials.periodSeconds };
}

/** Whether losing one of the two loses nothing that makes codes. */
export function sameSecret(a: OtpVersion, b: OtpVersion): boolean {
  return secretName(a) === secretName(b);
}

/** Equal exactly for versions that {@link sameSecret}. A PIN is half a secret: without it the other half is worth nothing. */
export function secretName({ credentials }: OtpVersion): string {
  const { kind, secretBase32 } = credentials;
  return JSON.stringify('pin' in credentials ? [kind, secretBase32, credentials.pin] : [kind, secretBase32]);
}

/** Latest first: negative when `a` outranks `b`. */
export function compareVersions(a: OtpVersion, b: OtpVersion): number {
  return compareStamps(b.stamp, a.stamp) || compareTexts(versionText(b), versionText(a));
}

function readCredentials(fields: { readonly [name: string]: JsonValue }): Credentials | null {
  const { kind, secretBase32, pin, algorithm, digits, periodSeconds } = fields;
  if (!isSecretText(secretBase32)) {
    return null;
  }
  if (kind === 'steam') {
    return { kind, secretBase32 };
  }
  if (kind === 'motp' || kind === 'yandex') {
    return isPin(pin, kind) && (kind === 'motp' || isYandexSecret(secretBase32)) ? { kind, secretBase32, pin } : null;
  }
  if (!isAlgorithm(algorithm) || !isWholeIn(digits, digitsRange)) {
    return null;
  }
  if (kind === 'hotp') {
    return { kind, secretBase32, algorithm, digits };
  }
  return kind === 'totp' && isWholeIn(periodSeconds, periodSecondsRange)
    ? { kind, secretBase32, algorithm, digits, periodSeconds }
    : null;
}

/** null: there is none; undefined: it is not as it must be. */
function readLabel(issuer: JsonValue | undefined, accountName: JsonValue | undefined): Label | null | undefined {
  if (issuer === undefined && accountName === undefined) {
    return null;
  }
  return isText(issuer, FIELD_LIMITS.issuer) && isText(accountName, FIELD_LIMITS.accountName)
    ? { issuer, accountName }
    : undefined;
}

/** Base32 exactly as we write it: the secret stands for its text, so that there must not be two texts for it. */
function isSecretText(value: JsonValue | undefined): value is string {
  if (typeof value !== 'string' || !BASE32.test(value) || value.length > LONGEST_BASE32) {
    return false;
  }
  // What the last letter has beyond whole bytes: less than a letter, and zero (RFC 4648, sections 3.5 and 6).
  const spareBits = (5 * value.length) % 8;
  return spareBits < 5 && BASE32_LETTERS.indexOf(value.slice(-1)) % 2 ** spareBits === 0;
}

/** A PIN exactly as it is kept: without blanks around it. */
function isPin(value: JsonValue | undefined, kind: 'motp' | 'yandex'): value is string {
  try {
    return typeof value === 'string' && pinText(parsePin(value, kind)) === value;
  } catch (error) {
    if (error instanceof OtpError) {
      return false;
    }
    throw error;
  }
}

function isYandexSecret(secretBase32: string): boolean {
  return secretBase32.length === Math.ceil((8 * yandexSecretBytes) / 5);
}

function isAlgorithm(value: JsonValue | undefined): value is HashAlgorithm {
  return typeof value === 'string' && ALGORITHMS.includes(value);
}

function isWholeIn(
  value: JsonValue | undefined,
  range: { readonly least: number; readonly most: number },
): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= range.least && value <= range.most;
}
