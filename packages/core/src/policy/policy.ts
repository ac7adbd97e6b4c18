/** What an organisation may decide. A policy only tightens: nothing in it makes a program more permissive than it is. */
export interface Policy {
  readonly passwordMinLength?: number;
  /** Ways in besides the password. Those that are not named are not allowed. */
  readonly keySlots?: readonly PolicyKeySlot[];
  readonly lockAfterIdleSecondsAtMost?: number;
  /** Only false says anything. */
  readonly plainExport?: boolean;
  /** Only false says anything. */
  readonly screenCapture?: boolean;
  readonly clipboardSecondsAtMost?: number;
  /** An absolute path. */
  readonly vaultFolder?: string;
}

export type PolicyName = keyof Policy;

export type PolicyKeySlot = 'recovery-key' | 'device-key';

export type PolicyReading =
  /** No policy file. */
  | { readonly state: 'none' }
  | { readonly state: 'in-force'; readonly policy: Policy }
  /** It is there and says something that is not understood: nothing is opened. `line`: 1-based; null: the file itself. */
  | { readonly state: 'broken'; readonly path: string; readonly line: number | null; readonly message: string };
