import { formatOtpauthUri } from '@halfminute/otp';
import type { VaultAccount } from '@halfminute/vault';

/**
 * One otpauth link a line, each ended by a line feed. A link is percent-encoded throughout, so that a name cannot begin a
 * line of its own; that is looked at all the same, since whoever reads the list trusts it.
 */
export function linkList(accounts: readonly VaultAccount[]): string {
  return accounts.map(({ otp }) => `${oneLine(formatOtpauthUri(otp))}\n`).join('');
}

function oneLine(link: string): string {
  return link.replace(/[^!-~]/gu, (character) => encodeURIComponent(character.toWellFormed()));
}
