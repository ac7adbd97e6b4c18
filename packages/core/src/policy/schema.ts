import type { Policy, PolicyName } from './policy.ts';

/** What a value of a policy has to be. */
export type PolicyKind =
  /** A whole number within bounds, both included. */
  | { readonly kind: 'number'; readonly least: number; readonly most: number; readonly unit: 'characters' | 'seconds' }
  /** Some of these words, each once; none at all is allowed. */
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** true or false; only false says anything. */
  | { readonly kind: 'switch' }
  | { readonly kind: 'absolute-path' };

export interface PolicyRule {
  readonly value: PolicyKind;
  /** The heading of the setting in a policy editor; of a switch, what false means. */
  readonly title: string;
  /** For whoever administers it: what it does. */
  readonly sentence: string;
  /** How it goes together with what the user chose. */
  readonly tightens: string;
  /** Stands in the example. */
  readonly example: NonNullable<Policy[PolicyName]>;
}

/** The one table of what a policy may say: it is read by this, and the templates for three systems are made from it. */
export const policySchema = {
  passwordMinLength: {
    value: { kind: 'number', least: 8, most: 64, unit: 'characters' },
    title: 'Least length of a password',
    sentence: 'A new password needs at least this many characters.',
    tightens: 'The greater of this number and 8 counts. A password that is in use already stays.',
    example: 12,
  },
  keySlots: {
    value: { kind: 'words', words: ['recovery-key', 'device-key'] },
    title: 'Ways in besides the password',
    sentence:
      'Which further ways to open the codes are allowed: "recovery-key" (the recovery sheet), "device-key" (a key in this computer\'s keyring). Those that are not named are not allowed.',
    tightens: 'No sheet is made and no key is put into the keyring, and a key that is there already is not used.',
    example: ['recovery-key'],
  },
  lockAfterIdleSecondsAtMost: {
    value: { kind: 'number', least: 30, most: 3600, unit: 'seconds' },
    title: 'Lock when idle, at the latest',
    sentence: 'The codes are locked when nobody has touched the program for this many seconds, or sooner.',
    tightens: 'The smaller of this number and what the user chose counts; "never" is not possible.',
    example: 300,
  },
  plainExport: {
    value: { kind: 'switch' },
    title: 'No export without encryption',
    sentence:
      'Where it is false, no file, picture or sheet is exported that opens without a password. Encrypted ones are always possible.',
    tightens: 'Only false says anything.',
    example: false,
  },
  screenCapture: {
    value: { kind: 'switch' },
    title: 'No pictures of the window',
    sentence:
      'Where it is false, pictures that other programs take of the screen show an empty window, if the system can do that.',
    tightens: 'Only false says anything.',
    example: false,
  },
  clipboardSecondsAtMost: {
    value: { kind: 'number', least: 5, most: 120, unit: 'seconds' },
    title: 'A copied code stays on the clipboard, at most',
    sentence: 'A copied code is cleared from the clipboard after this many seconds, or sooner.',
    tightens: 'The smaller of this number and what the user chose counts; "never" is not possible.',
    example: 20,
  },
  vaultFolder: {
    value: { kind: 'absolute-path' },
    title: 'Folder of the vault',
    sentence: 'The vault file lies in this folder, and nowhere else.',
    tightens: 'The user cannot choose another place.',
    example: '/srv/halfminute',
  },
} as const satisfies { readonly [Name in PolicyName]: PolicyRule };

/** In the order of the table. */
export const policyNames: readonly PolicyName[] = Object.keys(policySchema).filter(isPolicyName);

export function isPolicyName(name: string): name is PolicyName {
  return Object.hasOwn(policySchema, name);
}
