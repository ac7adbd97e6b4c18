import { OtpError } from '../errors.ts';
import type { OtpWarning } from '../errors.ts';
import { withoutBreakMarks } from '../invisible.ts';
import { sameOtp, steamShape } from '../kinds.ts';
import type { OtpAccount, OtpAccountNames, PinlessAccount, SteamAccount } from '../kinds.ts';
import { isPinless, requirePin } from '../pin.ts';
import { isForeignScheme, isWebAddress, refuseLink } from '../uri/foreign-schemes.ts';
import { readLink } from '../uri/parse.ts';
import type { ReadLink } from '../uri/parse.ts';
import { findLinks, linksInAddresses } from './links-in-text.ts';
import type { FoundLink } from './links-in-text.ts';
import { readLongCode } from './long-code.ts';
import { readPageParameters } from './page-parameters.ts';
import { linesOf, partBehind } from './part.ts';
import { contradictionsOfText } from './text-around.ts';

/** What a person would paste, understood. */
export interface PastedAccount {
  readonly account: OtpAccount;
  /** A link alone, a long code (with six digits, 30 s and SHA1 unless its page says otherwise), or a text with one link in it. */
  readonly from: 'link' | 'long-code' | 'text-with-link';
  /** For the user to see before saving. */
  readonly warnings: readonly OtpWarning[];
}

/** A link of Mobile-OTP or Yandex, understood but for the PIN that it does not say. */
export interface PastedPinless extends Omit<PastedAccount, 'account'> {
  readonly account: PinlessAccount;
}

/** More links than this are counted no further: the answer is the same. */
const mostLinks = 50;

/** UTF-16 units of a paste. A mail with its pictures is longer; the part with the link is not. */
const longestPaste = 262_144;

/**
 * Reads what a person would paste: one otpauth link in any dress, one long code in base32, or a text with one link in
 * it. Throws {@link OtpError} that says what came instead and where the right one is found; 'needs-pin' for a link whose codes
 * are made with a PIN that it does not say ({@link readPastedOrPinless} gives what it does say).
 */
export function readPasted(pasted: string): PastedAccount {
  const read = readPastedOrPinless(pasted);
  return { ...read, account: requirePin(read.account) };
}

/** {@link readPasted} for whoever can ask for a PIN: its account is complete with `withPin`. */
export function readPastedOrPinless(pasted: string): PastedAccount | PastedPinless {
  if (pasted.length > longestPaste) {
    throw new OtpError(
      'too-long',
      `This is too long to be read: more than ${longestPaste} characters. Paste the link alone.`,
    );
  }
  // Quoted-printable breaks long lines by a "=" at their end (RFC 2045 section 6.7); other texts do not say "=3D".
  const text = /=3D/i.test(pasted) ? pasted.replaceAll(/=\r?\n/g, '') : pasted;
  const searched = withoutBreakMarks(text);
  const links = findLinks(searched, { most: mostLinks });
  if (links.length > 0) {
    const { account, warnings: ofLink } = readOneOf(links.map(({ link }) => link));
    const warnings = [...ofLink, ...contradictionsOfText(textBeside(searched, links), account)];
    const from = links[0]?.alone === true ? 'link' : 'text-with-link';
    return isPinless(account) ? { account, warnings, from } : { account, warnings, from };
  }
  if (steamLink.test(text)) {
    return { ...readSteamLink(text), from: 'link' };
  }
  refuseForeignLink(text);
  refusePartOfLink(text);
  const whole = { text, charactersBefore: 0 };
  const { secret, warnings } = readLongCode(whole);
  const { counter, periodSeconds, ...parameters } = readPageParameters(linesOf(whole));
  const account: OtpAccount =
    counter === undefined
      ? { ...nameless, kind: 'totp', secret, ...parameters, periodSeconds }
      : { ...nameless, kind: 'hotp', secret, ...parameters, counter };
  const shown = linksInAddresses(text, { most: mostLinks }).flatMap((link) => readLinkOrNothing(link) ?? []);
  const picture = shown.find((read) => read.account.secret.equals(secret));
  return picture === undefined || isPinless(picture.account)
    ? { account, from: 'long-code', warnings: [...warnings, ...contradictionsOfText(text, account)] }
    : { ...besidePicture(account, picture.account), warnings: picture.warnings };
}

/**
 * A key, and the picture whose address stands beside it, as google-authenticator prints them: the page may not say that its codes are
 * counted, but the link in the address does.
 */
function besidePicture(page: OtpAccount, picture: OtpAccount): Pick<PastedAccount, 'account' | 'from'> {
  const isSilent = sameOtp(page, {
    kind: 'totp',
    secret: page.secret,
    algorithm: 'SHA1',
    digits: 6,
    periodSeconds: 30,
  });
  if (!isSilent && !sameOtp(page, picture)) {
    throw new OtpError(
      'several-codes',
      'What this text says of its code, and the link in it, contradict. Paste the link alone, or add the account by hand.',
    );
  }
  const { issuer, accountName } = picture;
  return { account: isSilent ? picture : { ...page, issuer, accountName }, from: 'text-with-link' };
}

const nameless: OtpAccountNames = { issuer: '', accountName: '', unknownParameters: [] };

function textBeside(text: string, links: readonly FoundLink[]): string {
  const starts = [0, ...links.map(({ end }) => end)];
  return starts.map((start, at) => text.slice(start, links[at]?.start)).join('\n');
}

/** One account, though its link may stand there twice: an HTML mail has it in the address and in the text. */
function readOneOf(links: readonly string[]): ReadLink {
  const [first = '', ...others] = new Set(links);
  if (others.length === 0) {
    return readFound(first);
  }
  const all = [first, ...others].map(readLinkOrNothing);
  const one = all[0];
  if (one === undefined || !all.every((read) => read !== undefined && sameAccount(read.account, one.account))) {
    throw new OtpError('several-codes', `There are ${all.length} links in this text. Paste one at a time.`);
  }
  return one;
}

function sameAccount(one: OtpAccount | PinlessAccount, other: OtpAccount | PinlessAccount): boolean {
  return isPinless(one) || isPinless(other)
    ? one.kind === other.kind && isPinless(one) === isPinless(other) && one.secret.equals(other.secret)
    : sameOtp(one, other);
}

function readLinkOrNothing(link: string): ReadLink | undefined {
  try {
    return readFound(link);
  } catch (error) {
    if (error instanceof OtpError) {
      return undefined;
    }
    throw error;
  }
}

function readFound(link: string): ReadLink {
  return steamLink.test(link) ? readSteamLink(link) : readLink(link);
}

/** "steam://" and a long code, as Bitwarden writes it. (The Steam program's own links have more behind a slash: "steam://run/440".) */
const steamLink = /^\s*steam:\/\/(?=[^/\s]{8,}\s*$)/i;

function readSteamLink(link: string): ReadLink & { readonly account: SteamAccount } {
  const before = steamLink.exec(link)?.[0].length ?? 0;
  const { secret, warnings } = readLongCode(partBehind({ text: link, charactersBefore: 0 }, before));
  return { account: { ...nameless, kind: 'steam', secret, ...steamShape }, warnings };
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

/** A link whose beginning was not copied does not say its kind. KeeOTP keeps "key=...&step=60". */
const partOfLink = /^\s*\S*[?&]secret=[a-z2-7=]{8,}(?:&\S*)?\s*$|^\s*(?:secret|key)=[a-z2-7=]{8,}&[\w.-]+=\S*\s*$/i;

function refusePartOfLink(text: string): void {
  if (partOfLink.test(text)) {
    throw new OtpError(
      'not-an-otp-code',
      'This is a part of a link: its beginning, "otpauth://", is missing. Copy the whole link, or the long code alone.',
    );
  }
}
