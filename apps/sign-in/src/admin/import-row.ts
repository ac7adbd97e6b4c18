import type { CodeProfile } from '@halfminute/mfa';
import { decodeBase32, OtpError, parseAlgorithm, parseOtpauthUri, Secret } from '@halfminute/otp';
import type { NewAccount } from '../accounts/account.ts';
import { readImportedHash } from '../accounts/hashes/read-password-hash.ts';
import { languages } from '../pages/strings/pick-language.ts';
import { Refusal } from './refusal.ts';
import { parseDate } from './times.ts';

/** The columns that an import knows; the first three have to be there. */
export const importColumns = [
  'user_name',
  'name',
  'mail',
  'other_mails',
  'groups',
  'admin',
  'language',
  'password_hash',
  'mfa_required_from',
  'totp_secret',
  'totp_name',
  'totp_algorithm',
  'totp_digits',
  'totp_period',
] as const;

export type ImportColumn = (typeof importColumns)[number];

export const neededColumns: readonly ImportColumn[] = ['user_name', 'name', 'mail'];

interface ImportedAuthenticator {
  readonly secret: Secret;
  readonly profile: CodeProfile;
  readonly name: string;
}

export interface ImportRow {
  readonly account: NewAccount;
  /** Unix seconds. */
  readonly mfaRequiredFrom: number | null;
  readonly authenticator: ImportedAuthenticator | null;
}

/** A row that cannot be imported, in a sentence that repeats no hash and no secret. */
export class RowRefusedError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'RowRefusedError';
  }
}

/** Reads one row by the names of its columns. Throws RowRefusedError. */
export function readImportRow(cells: ReadonlyMap<ImportColumn, string>, now: number): ImportRow {
  const cell = (name: ImportColumn) => cells.get(name)?.trim() ?? '';
  const hash = cell('password_hash');
  return {
    account: {
      userName: cell('user_name'),
      name: cell('name'),
      mail: cell('mail'),
      otherMails: list(cell('other_mails')),
      groups: list(cell('groups')),
      admin: yesOrNo(cell('admin')),
      language: languageOf(cell('language')),
      passwordHash: hash === '' ? null : passwordHash(hash),
    },
    mfaRequiredFrom: dateOf(cell('mfa_required_from'), now),
    authenticator: cell('totp_secret') === '' ? noAuthenticator(cells) : authenticatorOf(cell),
  };
}

function list(text: string): readonly string[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function yesOrNo(text: string): boolean {
  switch (text.toLowerCase()) {
    case 'yes':
    case 'true':
    case '1':
      return true;
    case '':
    case 'no':
    case 'false':
    case '0':
      return false;
    default:
      throw new RowRefusedError('The column admin has to be yes or no.');
  }
}

function languageOf(text: string): string | null {
  if (text === '') {
    return null;
  }
  const language = languages.find((each) => each === text.toLowerCase().split(/[-_]/, 1)[0]);
  if (language === undefined) {
    throw new RowRefusedError(`The column language has to be one of ${languages.join(', ')}.`);
  }
  return language;
}

function passwordHash(text: string): string {
  const read = readImportedHash(text);
  if (read.result === 'accepted') {
    return read.hash;
  }
  throw new RowRefusedError(
    read.reason === 'unknown-format'
      ? 'The column password_hash is none of bcrypt, Argon2, scrypt and PBKDF2 in a form that is known.'
      : 'The column password_hash asks for more memory or time than one sign-in may cost.',
  );
}

function dateOf(text: string, now: number): number | null {
  try {
    return text === '' ? null : parseDate(text, { now, option: 'The column mfa_required_from' });
  } catch (error) {
    throw error instanceof Refusal ? new RowRefusedError(error.message) : error;
  }
}

/** A name or a length of a code without its secret was meant to be something. */
function noAuthenticator(cells: ReadonlyMap<ImportColumn, string>): null {
  const stray = (['totp_name', 'totp_algorithm', 'totp_digits', 'totp_period'] as const).find(
    (name) => (cells.get(name) ?? '').trim() !== '',
  );
  if (stray !== undefined) {
    throw new RowRefusedError(`The column ${stray} says something about an authenticator, and totp_secret is empty.`);
  }
  return null;
}

function authenticatorOf(cell: (name: ImportColumn) => string): ImportedAuthenticator {
  const name = cell('totp_name');
  try {
    const text = cell('totp_secret');
    if (/^otpauth:/i.test(text)) {
      return fromLink(text, cell);
    }
    const { algorithm = 'SHA1', digits = 6, periodSeconds = 30 } = ofColumns(cell);
    const secret = Secret.fromBytes(decodeBase32(text));
    return { secret, profile: profileOf({ algorithm, digits, periodSeconds }), name };
  } catch (error) {
    if (error instanceof OtpError && error.code === 'needs-pin') {
      throw new RowRefusedError(otherKind);
    }
    // Its sentences name the place of what is wrong, and repeat no secret.
    throw error instanceof OtpError ? new RowRefusedError(`The column totp_secret: ${error.message}`) : error;
  }
}

const otherKind = 'The column totp_secret holds a link of another kind than totp.';

/** What a link leaves out it still says: SHA1, six figures, thirty seconds. A column that says otherwise would make other codes. */
function fromLink(text: string, cell: (name: ImportColumn) => string): ImportedAuthenticator {
  const account = parseOtpauthUri(text);
  if (account.kind !== 'totp') {
    throw new RowRefusedError(otherKind);
  }
  const { algorithm, digits, periodSeconds } = { ...account, ...ofColumns(cell) };
  if (algorithm !== account.algorithm || digits !== account.digits || periodSeconds !== account.periodSeconds) {
    throw new RowRefusedError(
      'The columns totp_algorithm, totp_digits and totp_period say something else than the link in totp_secret. Leave them empty where there is a link.',
    );
  }
  return { secret: account.secret, profile: profileOf(account), name: cell('totp_name') };
}

/** Only what they say: an empty one says nothing. */
function ofColumns(cell: (name: ImportColumn) => string): Partial<Parameters<typeof profileOf>[0]> {
  const [algorithm, digits, period] = [cell('totp_algorithm'), cell('totp_digits'), cell('totp_period')];
  return {
    ...(algorithm === '' ? {} : { algorithm: parseAlgorithm(algorithm) }),
    ...(digits === '' ? {} : { digits: Number(digits) }),
    ...(period === '' ? {} : { periodSeconds: Number(period) }),
  };
}

function profileOf({
  algorithm,
  digits,
  periodSeconds,
}: {
  readonly algorithm: CodeProfile['algorithm'];
  readonly digits: number;
  readonly periodSeconds: number;
}): CodeProfile {
  if (digits !== 6 && digits !== 7 && digits !== 8) {
    throw new RowRefusedError('The column totp_digits has to be 6, 7 or 8.');
  }
  // Codes that live longer than two minutes are refused everywhere here (ASVS 6.5.5).
  if (!Number.isInteger(periodSeconds) || periodSeconds < 15 || periodSeconds > 120) {
    throw new RowRefusedError('The column totp_period has to be a whole number of seconds from 15 to 120.');
  }
  return { algorithm, digits, periodSeconds };
}
