import { encodeBase32, sameOtp } from '@halfminute/otp';
import type { OtpAccount } from '@halfminute/otp';

/**
 * Accounts by what makes their codes. Comparing each of ten thousand with each would take a second by itself; here `sameOtp` decides
 * among the few that share a place.
 */
export interface KnownCodes<Known extends { readonly otp: OtpAccount }> {
  /** One that makes the same codes, preferably of the same names and counter; null: none does. */
  find(otp: OtpAccount): Known | null;
  add(known: Known): void;
}

export function createKnownCodes<Known extends { readonly otp: OtpAccount }>(
  first: readonly Known[] = [],
): KnownCodes<Known> {
  const byPlace = new Map<string, Known[]>();
  const knownCodes: KnownCodes<Known> = {
    find(otp) {
      const same = (byPlace.get(placeOf(otp)) ?? []).filter((known) => sameOtp(known.otp, otp));
      return same.find((known) => saysTheSame(known.otp, otp)) ?? same[0] ?? null;
    },
    add(known) {
      const place = placeOf(known.otp);
      const before = byPlace.get(place);
      if (before === undefined) {
        byPlace.set(place, [known]);
      } else {
        before.push(known);
      }
    },
  };
  for (const known of first) {
    knownCodes.add(known);
  }
  return knownCodes;
}

function saysTheSame(one: OtpAccount, other: OtpAccount): boolean {
  return one.issuer === other.issuer && one.accountName === other.accountName && counterOf(one) === counterOf(other);
}

function counterOf(otp: OtpAccount): number | null {
  return otp.kind === 'hotp' ? otp.counter : null;
}

/** Equal wherever `sameOtp` is true; not the other way round, so that a further parameter of a later kind only makes a place fuller. */
function placeOf(otp: OtpAccount): string {
  const period = 'periodSeconds' in otp ? otp.periodSeconds : 0;
  return `${otp.kind} ${otp.algorithm} ${otp.digits} ${period} ${encodeBase32(otp.secret.reveal())}`;
}
