import { OtpError } from '../errors.ts';
import type { OtpWarning } from '../errors.ts';
import { sameOtp, steamShape } from '../kinds.ts';
import type { OtpAccount, OtpAccountNames } from '../kinds.ts';
import { isForeignScheme, isWebAddress, refuseLink } from '../uri/foreign-schemes.ts';
import { readLink } from '../uri/parse.ts';
import type { ReadLink } from '../uri/parse.ts';
import { findLinks } from './links-in-text.ts';
import { readLongCode } from './long-code.ts';
import { readPageParameters } from './page-parameters.ts';
import { linesOf, partBehind } from './part.ts';
import type { Part } from './part.ts';

/** What a person would paste, understood. */
export interface PastedAccount {
  readonly account: OtpAccount;
  /** A link alone, a long code (with six digits, 30 s and SHA1 unless its page says otherwise), or a text with one link in it. */
  readonly from: 'link' | 'long-code' | 'text-with-link';
  /** For the user to see before saving. */
  readonly warnings: readonly OtpWarning[];
}

/** UTF-16 units of a paste. A mail with its pictures is longer; the part with the link is not. */
const longestPaste = 262_144;

/**
 * Reads what a person would paste: one otpauth link in any dress, one long code in base32, or a text with one link in
 * it. Throws {@link OtpError} that says what came instead and where the right one is found.
 */
export function readPasted(pasted: string): PastedAccount {
  if (pasted.length > longestPaste) {
    throw new OtpError(
      'too-long',
      `This is too long to be read: more than ${longestPaste} characters. Paste the link alone.`,
    );
  }
  // Quoted-printable breaks long lines by a "=" at their end (RFC 2045 section 6.7); other texts do not say "=3D".
  const text = /=3D/i.test(pasted) ? pasted.replaceAll(/=\r?\n/g, '') : pasted;
  const links = findLinks(text);
  if (links.length > 0) {
    const { account, warnings } = readOneOf(links.map(({ link }) => link));
    return { account, warnings, from: links[0]?.alone === true ? 'link' : 'text-with-link' };
  }
  const steamCode = codeOfSteamLink(text);
  if (steamCode !== undefined) {
    const { secret, warnings } = readLongCode(steamCode);
    return { account: { ...nameless, kind: 'steam', secret, ...steamShape }, from: 'link', warnings };
  }
  refuseForeignLink(text);
  const whole = { text, charactersBefore: 0 };
  const { secret, warnings } = readLongCode(whole);
  const { counter, periodSeconds, ...parameters } = readPageParameters(linesOf(whole));
  const account: OtpAccount =
    counter === undefined
      ? { ...nameless, kind: 'totp', secret, ...parameters, periodSeconds }
      : { ...nameless, kind: 'hotp', secret, ...parameters, counter };
  return { account, from: 'long-code', warnings };
}

const nameless: OtpAccountNames = { issuer: '', accountName: '', unknownParameters: [] };

/** One account, though its link may stand there twice: an HTML mail has it in the address and in the text. */
function readOneOf(links: readonly string[]): ReadLink {
  const [first = '', ...others] = new Set(links);
  if (others.length === 0) {
    return readLink(first);
  }
  const all = [first, ...others].map(readLinkOrNothing);
  const one = all[0];
  if (one === undefined || !all.every((read) => read !== undefined && sameOtp(read.account, one.account))) {
    throw new OtpError('several-codes', `There are ${all.length} links in this text. Paste one at a time.`);
  }
  return one;
}

function readLinkOrNothing(link: string): ReadLink | undefined {
  try {
    return readLink(link);
  } catch (error) {
    if (error instanceof OtpError) {
      return undefined;
    }
    throw error;
  }
}

/** "steam://" and a long code, as Bitwarden writes it. (The Steam program's own links have more behind a slash: "steam://run/440".) */
function codeOfSteamLink(text: string): Part | undefined {
  const link = /^\s*steam:\/\/(?=[^/\s]{8,}\s*$)/i.exec(text)?.[0];
  return link === undefined ? undefined : partBehind({ text, charactersBefore: 0 }, link.length);
}

/** Throws where a text is, or holds, a link of another kind. A web address counts only if it is all there is. */
function refuseForeignLink(text: string): void {
  for (const match of text.matchAll(/(?<![\w%=.])([a-z][a-z0-9+.-]{1,30}):(?=\S)/gi)) {
    const scheme = match[1] ?? '';
    if (isForeignScheme(scheme)) {
      throw refuseLink(text.slice(match.index));
    }
  }
  const [word = '', ...others] = text.trim().split(/\s+/, 2);
  const bare = word.replace(/^\W+/, '');
  if (others.length === 0 && (/^[a-z][a-z0-9+.-]*:\/\//i.test(bare) || isWebAddress(bare))) {
    throw refuseLink(bare);
  }
}
