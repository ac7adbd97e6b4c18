import { readFields } from '../account-fields.ts';
import { decodeBase64, decodeHex, sameBytes } from '../bytes.ts';
import { utf8 } from '../ciphers.ts';
import type { EntryNames, ImportEntry } from '../entry.ts';
import type { EntryDetails } from '../entry-details.ts';
import { readLoginCode } from '../login-code.ts';
import { attributes, standIns } from './format.ts';

interface Place {
  readonly where: string;
  readonly wasTrashed: boolean;
  readonly details: EntryDetails;
}

type Strings = ReadonlyMap<string, string>;

/**
 * The codes of an entry, mostly one or none. One may stand there in several spellings, for several programs: those that say the same are
 * one, and those that differ are all told, since nobody knows which of them is still good.
 */
export function readCodes(strings: Strings, place: Place): readonly ImportEntry[] {
  const all = [
    readOtp(strings, place),
    ...readSecretsOf('totp', strings, place),
    readTrayOtp(strings, place),
    ...readSecretsOf('hotp', strings, place),
  ].filter((entry) => entry !== null);
  return all.filter((entry, index) => !all.slice(0, index).some((earlier) => saysTheSame(earlier, entry)));
}

function saysTheSame(one: ImportEntry, other: ImportEntry): boolean {
  if (one.verdict !== 'imported' || other.verdict !== 'imported') {
    return false;
  }
  const [a, b] = [one.account, other.account];
  return (
    a.kind === b.kind &&
    a.algorithm === b.algorithm &&
    a.digits === b.digits &&
    (a.kind === 'hotp'
      ? b.kind === 'hotp' && a.counter === b.counter
      : 'periodSeconds' in b && a.periodSeconds === b.periodSeconds) &&
    sameBytes(a.secret.reveal(), b.secret.reveal())
  );
}

function textOf(strings: Strings, name: string): string {
  return (strings.get(name) ?? '').trim();
}

function namesOf(strings: Strings): EntryNames {
  return { issuer: textOf(strings, attributes.title), accountName: textOf(strings, attributes.userName) };
}

/** A link, what KeeOTP writes, or a long code alone. */
function readOtp(strings: Strings, place: Place): ImportEntry | null {
  const otp = textOf(strings, attributes.otp);
  if (otp === '') {
    return null;
  }
  const { issuer, accountName } = namesOf(strings);
  if (/^[a-z]+:\/\//i.test(otp) || !/(?:^|&)key=/i.test(otp)) {
    return withoutStandIns(readLoginCode({ ...place, name: issuer, userName: accountName, code: otp }), {
      issuer,
      accountName,
    });
  }
  return readKeeOtp(otp, { ...place, issuer, accountName });
}

/** The code of a link, with the names of its entry in place of those that KeePassXC made up. */
export function withoutStandIns(entry: ImportEntry, ofEntry: EntryNames): ImportEntry {
  if (entry.verdict !== 'imported') {
    return entry;
  }
  const { issuer, accountName } = entry.account;
  const names = {
    issuer: issuer === standIns.title ? ofEntry.issuer : issuer,
    accountName: accountName === standIns.userName ? ofEntry.accountName : accountName,
  };
  return { ...entry, account: { ...entry.account, ...names } };
}

/** KeeOTP knows eight. */
const mostKeeOtpFields = 100;

/** Values by their words in lower case, encoded as those of a web form are. */
function readKeeOtp(
  text: string,
  place: Place & { readonly issuer: string; readonly accountName: string },
): ImportEntry {
  const values = new Map(
    text.split('&', mostKeeOtpFields).map((pair) => {
      const mark = pair.indexOf('=');
      return mark < 0
        ? [pair.toLowerCase(), '']
        : [pair.slice(0, mark).toLowerCase(), decodeForm(pair.slice(mark + 1))];
    }),
  );
  const key = values.get('key') ?? '';
  return readFields({
    ...place,
    kind: kindOfKeeOtp(values),
    secret: decoders.get(values.get('encoding')?.toLowerCase() ?? 'base32')?.(key) ?? key,
    algorithm: values.get('otphashmode'),
    digits: values.get('size'),
    periodSeconds: values.get('step'),
    counter: values.get('counter'),
  });
}

/** What is not counted may be of Steam by its encoder, as in a link. */
function kindOfKeeOtp(values: ReadonlyMap<string, string>): string | undefined {
  const type = values.get('type');
  const encoder = values.get('encoder') ?? '';
  return encoder !== '' && /^(?:totp)?$/i.test(type ?? '') ? encoder : type;
}

function decodeForm(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

type Decode = (value: string) => Uint8Array | string | null;

/** How a secret may be spelled; what is no such spelling is refused as base32 is, by its own characters. */
const decoders: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ['utf8', utf8],
  ['hex', (value) => decodeHex(value.replaceAll(/\s/g, ''))],
  ['base32', (value) => value],
  ['base64', decodeBase64],
]);

/** The way of KeePass itself: the secret in one of four spellings, and what is not usual beside it. */
function readSecretsOf(kind: 'totp' | 'hotp', strings: Strings, place: Place): readonly ImportEntry[] {
  const prefix = kind === 'totp' ? attributes.timeOtp : attributes.hmacOtp;
  const text = (name: string): string => textOf(strings, prefix + name);
  return secretNames
    .filter(([name]) => text(name) !== '')
    .map(([name, spelling]) =>
      readFields({
        ...place,
        kind,
        ...namesOf(strings),
        secret: decoders.get(spelling)?.(text(name)) ?? text(name),
        algorithm: text('Algorithm').replace(/^HMAC-/i, ''),
        digits: text('Length'),
        periodSeconds: text('Period'),
        counter: text('Counter'),
      }),
    );
}

const secretNames = [
  ['Secret', 'utf8'],
  ['Secret-Hex', 'hex'],
  ['Secret-Base32', 'base32'],
  ['Secret-Base64', 'base64'],
] as const;

/** "30;6": the period and the digits. "30;S": Steam. A third field is a server for the time. */
function readTrayOtp(strings: Strings, place: Place): ImportEntry | null {
  const seed = textOf(strings, attributes.trayOtpSeed);
  if (seed === '') {
    return null;
  }
  const [period, digits = ''] = textOf(strings, attributes.trayOtpSettings).split(';');
  const isSteam = /^s$/i.test(digits.trim());
  return readFields({
    ...place,
    kind: isSteam ? 'steam' : 'totp',
    ...namesOf(strings),
    secret: seed,
    digits: isSteam ? undefined : digits.trim(),
    periodSeconds: period?.trim(),
  });
}
