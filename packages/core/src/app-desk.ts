import type { SaveOutcome } from './app.ts';
import type { DeviceAbilities, TimeMeasurement } from './platform-desk.ts';
import type { PolicyName } from './policy/policy.ts';

/** What a face may ask where the program is at home on a desktop. */

/** Whether this computer's keyring keeps a key that opens these codes. */
export type ThisComputer =
  /** The host has no keyring, these codes know no computer, or the policy allows none. */
  | 'absent'
  /** Offer "Unlock with this computer". */
  | 'present'
  /** These codes know a computer, and the keyring did not say whether it is this one. */
  | 'unavailable';

export type ThisComputerOutcome =
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'wrong-password' }
  /** The keyring did not answer, or did not keep what it was given. Neither it nor the codes were changed. */
  | { readonly outcome: 'keychain-unanswered' }
  /** The policy allows no device keys. */
  | { readonly outcome: 'not-allowed' }
  | SaveOutcome;

export type ClockOutcome =
  /** `corrected`: codes are computed with the server's time until the program ends, or the clock is set. */
  | ({ readonly outcome: 'measured'; readonly corrected: boolean } & TimeMeasurement)
  /** 'not-answered': no server, no network, or one that does not know the time. 'unsupported': this host cannot ask. */
  | { readonly outcome: 'not-answered' | 'unsupported' };

export interface ClockActs {
  /** Asks a time server once. Only ever in the user's act. */
  measure(): Promise<ClockOutcome>;
}

/** Fixed when the app is made: what a desktop and its organisation offer. */
export interface DeskOffers {
  /** Whether the system tells when its screen locks. */
  readonly lockWithScreen: boolean;
  /** Whether a keyring is there and may be used. */
  readonly thisComputer: boolean;
  /** Whether a time server can be asked. */
  readonly clock: boolean;
  /** null: nothing of this computer can be set. */
  readonly device: DeviceAbilities | null;
  /** More than so many seconds the clipboard never keeps a code; null: no limit. */
  readonly clipboardSecondsAtMost: number | null;
  /** After so many idle seconds it locks at the latest; null: no limit. */
  readonly lockAfterIdleSecondsAtMost: number | null;
  /** Characters that a new password needs at the least; 8, or more where the policy says so. */
  readonly passwordMinLength: number;
  /** Whether the policy allows a recovery sheet. */
  readonly recoverySheet: boolean;
  /** Whether the policy allows a list of links that is not encrypted. */
  readonly plainExport: boolean;
  /** What the policy decides: "Managed by your organisation". */
  readonly managed: ReadonlySet<PolicyName>;
}
