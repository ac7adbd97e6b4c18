import type { Secret } from '@halfminute/otp';
import type { RequestContext, Purpose } from './events.ts';
import type { MfaPolicy } from './policy.ts';
import type { CodeProfile, MfaRecord } from './record.ts';
import type { MfaStore } from './store.ts';
import type { KeyRing } from './key-ring.ts';

/** What the rules need of their host. Time, chance, keys and the slow hash are arguments. */
export interface MfaHost {
  readonly store: MfaStore;
  readonly keyRing: KeyRing;
  readonly policy: MfaPolicy;
  /** Unix seconds; fractions allowed. */
  readonly clock: () => number;
  readonly randomBytes: (length: number) => Uint8Array<ArrayBuffer>;
  /** A password hash (Argon2id, scrypt) of a recovery code; runs in the host's pool. */
  readonly slowHash: (code: Uint8Array<ArrayBuffer>, salt: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>;
}

/** How an attempt ended: a closed union, so that no caller can forget one. */
export type VerifyOutcome =
  | {
      readonly result: 'accepted';
      readonly factor: 'code' | 'recovery';
      readonly authenticatorId: string | null;
      /** Steps between the code and the present: 0, below for a late code, above for an early one. */
      readonly drift: number;
      /** In place of a used recovery code: shown once. */
      readonly replacementCode: string | null;
      readonly recoveryCodesLeft: number;
      /** Whether there is a set of them of which somebody proved to have kept it. */
      readonly recoveryCodesKept: boolean;
    }
  | {
      readonly result: 'wrong';
      /** Only for a code of a past step, or after two codes of two steps that follow one another; see ClockVerdict. */
      readonly clock: ClockVerdict | null;
    }
  | { readonly result: 'replayed' }
  | { readonly result: 'waiting'; readonly until: number }
  | { readonly result: 'disabled' }
  | { readonly result: 'not-enrolled' }
  /** No attempt: not the number of figures (or, for a recovery code, of letters) that the user's factors have. Not counted. */
  | { readonly result: 'malformed'; readonly expected: readonly number[]; readonly got: number };

export interface ClockVerdict {
  readonly direction: 'slow' | 'fast';
  /** By how many seconds, to within one period. */
  readonly seconds: number;
}

export interface VerifyRequest {
  readonly userId: string;
  /** As typed: blanks, invisible characters and foreign figures are dealt with here. */
  readonly typed: string;
  readonly factor: 'code' | 'recovery';
  readonly purpose: Purpose;
  readonly context: RequestContext;
}

export interface PendingView {
  readonly pendingId: string;
  readonly secret: Secret;
  readonly profile: CodeProfile;
  readonly shownAt: number;
  readonly expiresAt: number;
}

export type BeginOutcome =
  | ({ readonly result: 'pending' } & PendingView)
  /** The secret shown before to this attempt is gone; call again with `startAgain` after the user was told. */
  | { readonly result: 'expired' }
  | { readonly result: 'too-many-authenticators' }
  | { readonly result: 'needs-ticket'; readonly needs: 'link' | 'ticket' }
  /** Asked with `adds: 'first'`, and meanwhile there is one: ask for its code instead. */
  | { readonly result: 'already-enrolled' };

export interface BeginRequest {
  readonly userId: string;
  readonly attemptId: string;
  /** Throws the pending secret of this attempt away and makes a new one. */
  readonly startAgain: boolean;
  /** What the caller checked and spent: see MfaRecord.enrolmentNeeds. */
  readonly presented: 'nothing' | 'link' | 'ticket';
  /**
   * `first`: only while the account has no authenticator; whoever enrols with the password alone says so, and so nobody adds a
   * second one that way while another window confirms the first. `another` (the default): the caller has asked for a factor.
   */
  readonly adds?: 'first' | 'another';
  readonly context: RequestContext;
}

export type ConfirmOutcome =
  | { readonly result: 'confirmed'; readonly authenticatorId: string; readonly first: boolean }
  | { readonly result: 'expired' }
  | Exclude<VerifyOutcome, { readonly result: 'accepted' | 'not-enrolled' }>;

export interface ConfirmRequest {
  readonly userId: string;
  readonly attemptId: string;
  readonly typed: string;
  /** The authenticator's name on "My security"; chosen by the service when empty ("Authenticator 2"). */
  readonly name: string;
  readonly context: RequestContext;
}

export type DeviceOutcome =
  /**
   * `cookie` is the next value to set. The value before, shown again within its minute (a second tab, a lost answer), gets the
   * same next value once more; null where that cannot be worked out any more, and the last one stays.
   */
  | {
      readonly result: 'recognised';
      readonly deviceId: string;
      readonly cookie: string | null;
      readonly expiresAt: number;
    }
  | { readonly result: 'unknown' }
  /** An old value was used again after its successor: the device is forgotten and the user told. */
  | { readonly result: 'stolen' };

export interface UserAct {
  readonly userId: string;
  readonly context: RequestContext;
}

/** The verifier's side. Every guessable factor goes through {@link Mfa.verify} or {@link Mfa.confirm}, which share one counter. */
export interface Mfa {
  /** The record, for showing; holds sealed seeds and hashes only. */
  read(userId: string): Promise<MfaRecord>;
  verify(request: VerifyRequest): Promise<VerifyOutcome>;

  begin(request: BeginRequest): Promise<BeginOutcome>;
  confirm(request: ConfirmRequest): Promise<ConfirmOutcome>;
  /** The client posted a secret of its own: nothing changes, one audit row. */
  reportPostedSecret(act: UserAct): Promise<void>;
  /** A secret from elsewhere, 128 bits at least, as a confirmed authenticator. */
  importAuthenticator(
    act: UserAct & { readonly secret: Secret; readonly profile: CodeProfile; readonly name: string },
  ): Promise<'imported' | 'too-short' | 'too-many-authenticators'>;
  rename(act: UserAct & { readonly authenticatorId: string; readonly name: string }): Promise<'renamed' | 'unknown'>;
  /** Also forgets every remembered device. With `keepLast` the last one stays, also where two are removed at the same moment. */
  remove(
    act: UserAct & { readonly authenticatorId: string; readonly keepLast?: boolean },
  ): Promise<'removed' | 'last' | 'unknown'>;

  /** A new set in place of the old one; shown once. */
  issueRecoveryCodes(act: UserAct): Promise<readonly string[]>;
  /**
   * The user has the codes. Where `typed` is given it has to be a code of the set there is now: of two that were shown in two windows only the
   * later is worth anything.
   */
  confirmRecoveryCodesKept(act: UserAct & { readonly typed?: string }): Promise<'kept' | 'other-set'>;

  /** After a real code only. The cookie's value, or null where policy remembers no device. */
  rememberDevice(
    act: UserAct & { readonly name: string; readonly days: number },
  ): Promise<{ readonly deviceId: string; readonly cookie: string; readonly expiresAt: number } | null>;
  useDevice(act: UserAct & { readonly cookie: string }): Promise<DeviceOutcome>;
  /** `deviceId` is a device's id, or `all`. Answers how many were forgotten. */
  forgetDevices(act: UserAct & { readonly deviceId: string }): Promise<number>;

  /** Removes authenticators, recovery codes, pending secrets and devices; the next enrolment needs a ticket or a link. */
  reset(act: UserAct & { readonly reason: string }): Promise<void>;
  /** After the cap, by a spent ticket of an administrator: guessing is possible again, from zero. */
  enableAgain(act: UserAct): Promise<void>;
  /** "This was not me": removes what was added since then, pending secrets and all devices. Answers the names removed. */
  undoSince(act: UserAct & { readonly since: number }): Promise<readonly string[]>;

  /**
   * After the server's clock went back and an administrator confirmed that it is right now: steps that are still to come count as
   * not used. Answers whether codes of such steps had been accepted, so that the caller ends what they opened.
   */
  clearFutureSteps(act: UserAct): Promise<boolean>;

  /**
   * Seals up to `batch` users' seeds with the ring's present key. Answers how many it did; 0 means that all are. May be
   * killed and called again at any time.
   */
  rotateKeys(batch: number): Promise<number>;
}
