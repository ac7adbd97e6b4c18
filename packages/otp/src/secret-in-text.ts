import { encodeBase32 } from './base32.ts';
import { OtpError } from './errors.ts';
import { encodeHex } from './hex.ts';
import type { Secret } from './secret.ts';

/** Of an unusual secret, so many in a name are no chance. */
const leastOwnLength = 8;

/** Whether a value may be a long code or hold one, 16 letters and figures of it at least, with slips in it or in groups. A number is none. */
export function mayHoldLongCode(text: string): boolean {
  const runs = text.replaceAll(/[\s-]/g, '').match(/[a-z0-9]{16,}/gi) ?? [];
  return runs.some((run) =>
    /[a-z]/i.test(run) ? new Set(run.toUpperCase()).size >= leastDifferent : run.length > longestNumber,
  );
}

/** "xxxxxxxxxxxxxxxx" is none. */
const leastDifferent = 4;
/** Of 2^64. */
const longestNumber = 20;

const statedSecret = /secret\s*(?:=|%3d)\s*[a-z2-7]{8,}/i;

/**
 * A name without the account's own secret, which links that were put together badly hold behind the issuer. Throws
 * {@link OtpError} 'several-codes' where it is another one: it can be neither shown nor left out.
 */
export function nameWithoutSecret(name: string, secret: Secret): string {
  if (name.length < leastOwnLength) {
    return name;
  }
  const bytes = secret.reveal();
  const bare = [encodeBase32(bytes).slice(0, -1), encodeHex(bytes)]
    .filter((text) => text.length >= leastOwnLength - 1)
    .reduce((rest, text) => rest.replaceAll(new RegExp(`${text.split('').join('[ +-]?')}[a-z2-7]*=*`, 'gi'), ''), name);
  if (statedSecret.test(bare)) {
    throw new OtpError(
      'several-codes',
      'There is another long code in the name of this account. Copy each of the two by itself.',
    );
  }
  return bare === name ? name : withoutRemains(bare);
}

/** What stood around a secret that was taken out of a name. */
function withoutRemains(name: string): string {
  return name
    .replace(/(?:(?:apple-)?otpauth|motp|steam):\/\/\S*/i, '')
    .replace(/[?&;,\s]*secret\s*(?:=|%3d).*$/i, '')
    .replace(/[\s?&;:,=([-]{1,99}$/, '')
    .trim();
}

/** A name without a text that was meant as its secret, whatever that is. */
export function nameWithoutText(name: string, text: string): string {
  const secret = text.trim().toUpperCase();
  const isPart = name.length >= leastOwnLength * 2 && secret.includes(name.toUpperCase());
  if (secret.length < leastOwnLength || isPart) {
    return isPart ? '' : name;
  }
  const at = name.toUpperCase().indexOf(secret);
  return at < 0 ? name : withoutRemains(name.slice(0, at) + name.slice(at + secret.length));
}

/** A name as it is shown where its entry could not be read: without links, and without what may be a long code. */
export function nameToShow(name: string): string {
  const bare = name
    .replace(/(?:(?:apple-)?otpauth|motp|steam):\/\/\S*/gi, '')
    .replace(/[?&;,\s]*secret\s*(?:=|%3d).*$/i, '');
  const shown = bare.replaceAll(pieces, (piece) => (looksLikeCode(piece) ? '' : piece));
  return shown === name ? name : shown.trim();
}

/** A sentence about an entry, without what may be a long code. */
export function messageToShow(message: string): string {
  return message.replaceAll(pieces, (piece) => (looksLikeCode(piece) ? '(hidden)' : piece));
}

const pieces =
  /[A-Za-z0-9]{16,}=*|(?<![A-Za-z0-9])(?:(?:[A-Z2-7]{4}[ -]){3,}[A-Z2-7]{4}|(?:[a-z2-7]{4}[ -]){3,}[a-z2-7]{4})(?![A-Za-z0-9])/g;

/** Words have no figures and are hardly ever in capitals; a number has no letters. */
function looksLikeCode(piece: string): boolean {
  const compact = piece.replaceAll(/[ =-]/g, '');
  return (/\d/.test(compact) || compact === compact.toUpperCase()) && mayHoldLongCode(compact);
}
