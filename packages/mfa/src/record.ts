import type { HashAlgorithm } from '@halfminute/otp';

/**
 * Everything the verifier knows of one user, as one value. The pure rules turn a record into the next one; a store replaces
 * the whole, and only if nobody else did so in between (see store.ts). All times are whole Unix seconds.
 */
export interface MfaRecord {
  readonly userId: string;
  /** Counts the replacements of this record; 0 while nothing is stored. */
  readonly version: number;
  /** Wrong answers in a row, of all guessable factors together (SP 800-63B-4 section 3.2.2); only an accepted one resets it. */
  readonly consecutiveFailures: number;
  /** No guess is looked at before this time. */
  readonly waitUntil: number | null;
  /** Since when all guessable factors are switched off, after too many wrong answers in a row. */
  readonly disabledAt: number | null;
  /** What a first enrolment needs besides the password: after a reset a mailed link or a ticket, after the cap a ticket only. */
  readonly enrolmentNeeds: 'nothing' | 'link' | 'ticket';
  /** When the user was last told of a right password with a wrong code; told once an hour at most. */
  readonly failureNoticeAt: number | null;
  /** A wrong code that belongs to a future step, kept to compare the next one with (clock that runs fast). */
  readonly futureCode: FutureCode | null;
  readonly authenticators: readonly Authenticator[];
  readonly pending: readonly PendingAuthenticator[];
  readonly recovery: RecoverySet | null;
  readonly devices: readonly RememberedDevice[];
}

/** A seed, sealed with AES-256-GCM and bound to its user and authenticator, with the name of the key that sealed it. */
export interface SealedSeed {
  readonly keyId: string;
  /** Nonce (12 bytes), ciphertext and tag. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** How codes are made: what the otpauth link of this authenticator says. */
export interface CodeProfile {
  readonly algorithm: HashAlgorithm;
  readonly digits: 6 | 7 | 8;
  readonly periodSeconds: number;
}

export interface Authenticator {
  readonly id: string;
  readonly name: string;
  readonly seed: SealedSeed;
  readonly profile: CodeProfile;
  /** The step of the last accepted code; no code of it or of an earlier one is accepted again (RFC 6238 section 5.2). */
  readonly lastStep: number | null;
  /** How many sign-ins in a row came with a code from before the present step, 0 to 2; two widen the window by one step. */
  readonly lateInARow: 0 | 1 | 2;
  readonly addedAt: number;
  readonly lastUsedAt: number | null;
}

/** Shown, but not confirmed yet: never good for signing in. */
export interface PendingAuthenticator {
  readonly id: string;
  /** The sign-in (or the session of "My security") that it was shown to, and nobody else. */
  readonly attemptId: string;
  readonly seed: SealedSeed;
  readonly profile: CodeProfile;
  readonly shownAt: number;
  readonly expiresAt: number;
}

export interface RecoverySet {
  /** One salt a set, so that one try costs one slow hash. */
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly createdAt: number;
  /** When the user proved to have kept them, by typing one back. */
  readonly keptAt: number | null;
  readonly codes: readonly RecoveryCode[];
}

export interface RecoveryCode {
  readonly id: string;
  readonly hash: Uint8Array<ArrayBuffer>;
  readonly usedAt: number | null;
}

export interface RememberedDevice {
  readonly id: string;
  /** SHA-256 of the cookie's secret. */
  readonly secretHash: Uint8Array<ArrayBuffer>;
  /** The secret before, good until the new one is seen, and not longer than `previousUntil`. */
  readonly previousHash: Uint8Array<ArrayBuffer> | null;
  readonly previousUntil: number | null;
  /** What the user reads: "Firefox on Debian". */
  readonly name: string;
  readonly place: string | null;
  readonly firstUsedAt: number;
  readonly lastUsedAt: number;
  /** A fixed end, counted from the last real code, never put off by use. */
  readonly expiresAt: number;
}

export interface FutureCode {
  readonly authenticatorId: string;
  readonly step: number;
  /** The step that was present when it came. */
  readonly presentStep: number;
}

export function emptyRecord(userId: string): MfaRecord {
  return {
    userId,
    version: 0,
    consecutiveFailures: 0,
    waitUntil: null,
    disabledAt: null,
    enrolmentNeeds: 'nothing',
    failureNoticeAt: null,
    futureCode: null,
    authenticators: [],
    pending: [],
    recovery: null,
    devices: [],
  };
}
