import type { HashAlgorithm } from '@halfminute/otp';

/** The numbers of the rules. `defaultMfaPolicy` is what SP 800-63B-4 and OWASP ASVS 5.0 ask for; see `policyDeviations`. */
export interface MfaPolicy {
  /** Steps whose codes are accepted: the present one only, one back as well (the default), or one either way. */
  readonly window: 'present' | 'one-back' | 'one-either-way';
  /** Wrong answers in a row before all guessable factors are switched off; 1 to 100. */
  readonly cap: number;
  /** Wrong answers in a row before the first wait. */
  readonly failuresBeforeWait: number;
  readonly firstWaitSeconds: number;
  readonly longestWaitSeconds: number;
  /** How long a shown seed may be confirmed, from its first display. */
  readonly enrolmentSeconds: number;
  readonly profile: { readonly algorithm: HashAlgorithm; readonly digits: 6 | 8; readonly periodSeconds: number };
  readonly recoveryCodes: number;
  /** 1 to 90; 0 means that no device is remembered. */
  readonly rememberDays: number;
  readonly mostAuthenticators: number;
}

/**
 * One step back is accepted, as RFC 6238 section 5.2 allows for the way of a code; ASVS 6.5.5 (level 2) would have none, which is
 * `window: 'present'`. SHA-1, six digits and 30 seconds, because several authenticators silently ignore anything else.
 */
export const defaultMfaPolicy: MfaPolicy = {
  window: 'one-back',
  cap: 20,
  failuresBeforeWait: 5,
  firstWaitSeconds: 30,
  longestWaitSeconds: 3600,
  enrolmentSeconds: 3600,
  profile: { algorithm: 'SHA1', digits: 6, periodSeconds: 30 },
  recoveryCodes: 8,
  rememberDays: 30,
  mostAuthenticators: 8,
};
