import { accountLink, linkCaution } from '../account-link.ts';
import { sortOut } from '../export.ts';
import type { ExportAccount, Room, Written } from '../export.ts';

/** A link of Mobile-OTP has no place for its PIN. */
const room: Room<'totp' | 'hotp' | 'steam' | 'motp' | 'yandex'> = {
  program: 'A list of links',
  kinds: ['totp', 'hotp', 'steam', 'motp', 'yandex'],
  keeps: ['link-parameters'],
  caution: linkCaution,
};

/**
 * One otpauth link a line, each ended by a line feed. A link is percent-encoded throughout, so that no name can begin a
 * line of its own.
 */
export function writeLinkList(accounts: readonly ExportAccount[]): Written<string> {
  const { held, ...rest } = sortOut(room, accounts);
  return { content: held.map(({ otp }) => `${accountLink(otp)}\n`).join(''), count: held.length, ...rest };
}
