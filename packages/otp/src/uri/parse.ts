import { readBase32 } from '../base32.ts';
import { OtpError } from '../errors.ts';
import type { OtpWarning } from '../errors.ts';
import { steamShape } from '../kinds.ts';
import type { OtpAccount, OtpAccountNames, PinlessAccount } from '../kinds.ts';
import { quoteForMessage, shortenName } from '../names.ts';
import { requirePin } from '../pin.ts';
import { parseAlgorithm, parseCounter, parseDigits, parsePeriodSeconds } from '../parameters.ts';
import { Secret } from '../secret.ts';
import { nameWithoutSecret, nameWithoutText } from '../secret-in-text.ts';
import { checkSecretLength } from '../secret-length.ts';
import { pushOnly, refuseLink } from './foreign-schemes.ts';
import { readNames } from './label.ts';
import { underUsualNames } from './other-names.ts';
import { contradictionsToPinKind, pinKinds, pinParameters, readPinLink } from './pin-link.ts';
import { firstValue, oneValue, readQuery } from './query.ts';
import type { QueryParameter } from './query.ts';
import { contradictionsToSteam, isSteamMark, mustBeSteam, saysSteam, steamAssumed } from './steam-link.ts';
import { unwrapLink } from './wrapping.ts';

/** Characters of a link. A QR code holds 4,296 at most; some programs add notes. */
const longestLink = 65_536;

/** An account, and what the user had better know about how it was read. */
export interface ReadLink {
  readonly account: OtpAccount | PinlessAccount;
  readonly warnings: readonly OtpWarning[];
}

/**
 * Reads an otpauth link as services really emit it (the "Key URI Format" of Google Authenticator, and what became of it),
 * and Mobile-OTP's "motp://". Throws {@link OtpError}; its `at` counts the characters of the parameter it names.
 * 'needs-pin': the link is well, but its codes are made with a PIN that it does not say.
 */
export function parseOtpauthUri(text: string): OtpAccount {
  return requirePin(readLink(text).account);
}

/** {@link parseOtpauthUri} with its warnings, and without a PIN where there is none. */
export function readLink(text: string): ReadLink {
  const { account, warnings } = readAsWritten(text);
  const issuer = nameWithoutSecret(account.issuer, account.secret);
  const accountName = nameWithoutSecret(account.accountName, account.secret);
  return { account: { ...account, issuer, accountName }, warnings };
}

function readAsWritten(text: string): ReadLink {
  if (text.length > longestLink) {
    throw new OtpError('too-long', `This link is too long: more than ${longestLink} characters.`);
  }
  const { link, mailEncoded } = unwrapLink(text);
  const { kind, rawLabel, query } = cut(link);
  const warnings: OtpWarning[] = mailEncoded ? [mailEncodingUndone] : [];
  const parameters = underUsualNames(readQuery(query ?? '').filter(saysSomething), { kind, warnings });
  const isSaidSteam = saysSteam(kind, parameters);
  const pinKind = pinKinds.get(kind);
  if (pinKind === undefined) {
    checkKind(kind, isSaidSteam);
  }
  checkSecretIsThere(parameters, { hasQuery: query !== undefined });
  checkSecretIsWhole(parameters);
  const full = readNames(rawLabel, firstValue(parameters, 'issuer'));
  const names: OtpAccountNames = {
    issuer: shortenName(full.issuer),
    accountName: shortenName(full.accountName),
    unknownParameters: parameters
      .filter(({ key, value }) => !known.has(key) && !(key === 'encoder' && isSaidSteam && value !== ''))
      .filter((parameter) => !(isSaidSteam && isSteamMark(parameter)))
      .filter(({ key }) => pinKind === undefined || !pinParameters.has(key))
      .map(({ name, value }) => [name, value] as const),
  };
  if (names.issuer !== full.issuer || names.accountName !== full.accountName) {
    warnings.push(nameShortened);
  }
  if (pinKind !== undefined) {
    warnings.push(...contradictionsToPinKind(pinKind, parameters));
    return { account: readPinLink(pinKind, names, parameters), warnings };
  }
  const secret = readSecret(parameters, warnings);
  const isSteam = isSaidSteam || (kind === 'totp' && mustBeSteam(full.issuer, parameters));
  if (isSteam) {
    warnings.push(...(isSaidSteam ? contradictionsToSteam(parameters) : [steamAssumed]));
    return { account: { ...names, kind: 'steam', secret, ...steamShape }, warnings };
  }
  const algorithm = parseAlgorithm(oneValue(parameters, 'algorithm', 'unsupported-algorithm') ?? 'SHA1');
  const digits = parseDigits(oneValue(parameters, 'digits', 'bad-digits') ?? '6');
  if (kind === 'hotp') {
    const counter = oneValue(parameters, 'counter', 'bad-counter');
    if (counter === undefined) {
      warnings.push(counterAssumed);
    }
    return { account: { ...names, kind, secret, algorithm, digits, counter: parseCounter(counter ?? '0') }, warnings };
  }
  const periodSeconds = parsePeriodSeconds(oneValue(parameters, 'period', 'bad-period') ?? '30');
  return { account: { ...names, kind: 'totp', secret, algorithm, digits, periodSeconds }, warnings };
}

/** What a link says of its names, though it may be damaged otherwise: empty where that cannot be told, and never its secret. */
export function namesOfLink(text: string): Pick<OtpAccountNames, 'issuer' | 'accountName'> {
  try {
    const { rawLabel, query } = cut(unwrapLink(text.slice(0, longestLink)).link);
    const parameters = readQuery(query ?? '');
    const { issuer, accountName } = readNames(rawLabel, firstValue(parameters, 'issuer'));
    const secret = firstValue(parameters, 'secret') ?? '';
    return {
      issuer: shortenName(nameWithoutText(issuer, secret)),
      accountName: shortenName(nameWithoutText(accountName, secret)),
    };
  } catch (error) {
    if (error instanceof OtpError) {
      return { issuer: '', accountName: '' };
    }
    throw error;
  }
}

/** Parameters that are read into the account, or that do not apply to its kind: none of them is kept as unknown. */
const known: ReadonlySet<string> = new Set(['secret', 'issuer', 'algorithm', 'digits', 'period', 'counter']);

interface CutLink {
  readonly kind: string;
  readonly rawLabel: string;
  /** Undefined where the link has no "?". */
  readonly query: string | undefined;
}

/** "otpauth://kind/label?query" or "motp://label?query", with one slash, three or none, and with the colon lost. */
function cut(link: string): CutLink {
  const scheme = /^(?:(?:apple-)?otpauth(?::\/*|\/\/)|motp(?=:))/i.exec(link)?.[0];
  if (scheme === undefined) {
    throw refuseLink(link);
  }
  // Mobile-OTP has a scheme of its own, in the place of a kind.
  const rest = scheme.toLowerCase() === 'motp' ? `motp/${link.slice('motp:'.length)}` : link.slice(scheme.length);
  const kind = /^[a-z0-9_-]*/i.exec(rest)?.[0] ?? '';
  const afterKind = rest.slice(kind.length);
  // Some put an "&" in the place of the "?". A "?" in a label that nobody encoded is not followed by a name and "=".
  const named = /\?\s*[a-z_][\w.-]*\s*=/i.exec(afterKind)?.index;
  const mark = named ?? (afterKind.includes('?') ? afterKind.indexOf('?') : afterKind.search(/&secret=/i));
  return {
    kind: kind.toLowerCase(),
    rawLabel: (mark < 0 ? afterKind : afterKind.slice(0, mark)).replace(/^(?:\/+|:)/, ''),
    query: mark < 0 ? undefined : afterKind.slice(mark + 1),
  };
}

/** Short and with no figures inside: what else stands in its place may be a long code, and no message may hold one. */
const couldBeKind = /^[a-z][a-z-]{0,11}\d?$/;

function checkKind(kind: string, isSteam: boolean): void {
  if (kind === 'totp' || kind === 'steam' || (kind === 'hotp' && !isSteam)) {
    return;
  }
  if (!couldBeKind.test(kind)) {
    throw new OtpError(
      'unsupported-kind',
      'The link does not say what kind of code it makes: "totp" or "hotp" is missing after "otpauth://". Copy it again, or the long code.',
    );
  }
  if (kind === 'pipush') {
    throw new OtpError('proprietary-push', pushOnly('otpauth://pipush', 'privacyIDEA Authenticator'));
  }
  throw new OtpError('unsupported-kind', unsupportedKind(kind, isSteam));
}

function unsupportedKind(kind: string, isSteam: boolean): string {
  return isSteam
    ? 'This link asks for a Steam code from a counter, and Steam has none. Copy the link again.'
    : `The kind "${quoteForMessage(kind)}" is not supported. Halfminute makes codes of the kinds totp, hotp, steam, motp and yaotp: ask the service for one of these.`;
}

/** What programs write for a value that they do not have. "undefined" is good base32. */
const placeholder = /^(?:undefined|null|none|nil|nan)$/i;

/** Ente Auth puts links together out of the fields of other programs' files: one that was absent says "digits=null". */
function saysSomething({ key, value }: QueryParameter): boolean {
  return !howCodesAreMade.has(key) || !placeholder.test(value.trim());
}

const howCodesAreMade: ReadonlySet<string> = new Set(['algorithm', 'digits', 'period', 'counter']);

/** Throws {@link OtpError} 'secret-missing'. */
function checkSecretIsThere(parameters: readonly QueryParameter[], { hasQuery }: { readonly hasQuery: boolean }): void {
  // 'several-codes': two secrets are two accounts.
  const text = oneValue(parameters, 'secret', 'several-codes');
  if (!parameters.some(({ key }) => key === 'secret')) {
    throw new OtpError(
      'secret-missing',
      hasQuery
        ? 'This link has no "secret", so the long code is missing. Copy the link again, or the long code itself.'
        : 'This link has no "?secret=", so the long code is missing. Copy the link again, or the long code itself.',
      { parameter: 'secret' },
    );
  }
  if (text !== undefined && placeholder.test(text)) {
    throw new OtpError(
      'secret-missing',
      `"secret" is "${text}" in this link: the service forgot to fill it in. Ask the page for a new one, or copy the long code.`,
      { parameter: 'secret' },
    );
  }
}

/** privacyIDEA can enrol in two steps: its own app derives the key from this secret and from another part that it makes up. */
function checkSecretIsWhole(parameters: readonly QueryParameter[]): void {
  const twoSteps = parameters.find(
    ({ key, value }) => key.startsWith('2step') && !/^(?:|0|false)$/i.test(value.trim()),
  );
  if (twoSteps !== undefined) {
    throw new OtpError(
      'unsupported-kind',
      'This link holds only a part of the long code: the app privacyIDEA Authenticator makes the rest, so that every code would be wrong. Ask for a token that is enrolled in one step.',
      { parameter: twoSteps.key },
    );
  }
}

/** `warnings` gets what there is to say about the secret. */
function readSecret(parameters: readonly QueryParameter[], warnings: OtpWarning[]): Secret {
  const text = oneValue(parameters, 'secret', 'several-codes');
  const { bytes, length } = readBase32(text ?? '', { parameter: 'secret' });
  warnings.push(...checkSecretLength(length));
  const secret = Secret.fromBytes(bytes);
  bytes.fill(0);
  return secret;
}

const mailEncodingUndone: OtpWarning = {
  code: 'mail-encoding-undone',
  message:
    'The link comes from a mail\'s source, where "=" is written "=3D"; that was undone. Compare the code with the page.',
};

const counterAssumed: OtpWarning = {
  code: 'counter-assumed',
  message: 'The link does not say where its counter stands, so it starts at 0.',
  parameter: 'counter',
};

const nameShortened: OtpWarning = {
  code: 'name-shortened',
  message: 'A name in this link is longer than 1,000 characters; its end was left out.',
};
