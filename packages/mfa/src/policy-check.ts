import { MfaError } from './errors.ts';
import { defaultMfaPolicy } from './policy.ts';
import type { MfaPolicy } from './policy.ts';

interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** What no setting may leave, whatever an administrator wishes. */
const boundsBySetting = {
  // SP 800-63B-4 section 3.2.2: no more than 100 failed attempts in a row.
  cap: { least: 1, most: 100 },
  failuresBeforeWait: { least: 1, most: 100 },
  firstWaitSeconds: { least: 1, most: 86_400 },
  longestWaitSeconds: { least: 1, most: 86_400 },
  enrolmentSeconds: { least: 60, most: 86_400 },
  recoveryCodes: { least: 1, most: 20 },
  rememberDays: { least: 0, most: 90 },
  mostAuthenticators: { least: 1, most: 20 },
} satisfies Partial<Record<keyof MfaPolicy, Bounds>>;

/** Less than 15 s nobody types; a code must change at least every two minutes (SP 800-63B-4 section 3.1.4.1). */
export const periodBounds: Bounds = { least: 15, most: 120 };

const windows: readonly unknown[] = ['present', 'one-back', 'one-either-way'] satisfies readonly MfaPolicy['window'][];
const algorithms: readonly unknown[] = [
  'SHA1',
  'SHA256',
  'SHA512',
] satisfies readonly MfaPolicy['profile']['algorithm'][];

/** Throws {@link MfaError} 'bad-policy', naming the setting, for numbers that no rule can live with. Looser ones within bounds are {@link policyDeviations}. */
export function checkMfaPolicy(policy: MfaPolicy): void {
  if (!windows.includes(policy.window)) {
    refuse('window', 'The window is "present", "one-back" or "one-either-way": never more than one step (RFC 6238).');
  }
  for (const [setting, bounds] of Object.entries(boundsBySetting)) {
    checkNumber(setting, policy[setting as keyof typeof boundsBySetting], bounds); // entries() forgets the names of the keys
  }
  if (policy.longestWaitSeconds < policy.firstWaitSeconds) {
    refuse('longestWaitSeconds', 'The longest wait is not shorter than the first.');
  }
  const { algorithm, digits, periodSeconds } = policy.profile;
  if (!algorithms.includes(algorithm)) {
    refuse('profile.algorithm', 'Codes are made with SHA1, SHA256 or SHA512.');
  }
  if (digits !== 6 && digits !== 8) {
    refuse('profile.digits', 'A code has 6 or 8 digits.');
  }
  checkNumber('profile.periodSeconds', periodSeconds, periodBounds);
}

/** One line for each setting that is looser than the default, in plain words, for the log and the screen. */
export function policyDeviations(policy: MfaPolicy): string[] {
  const standard = defaultMfaPolicy;
  const { periodSeconds } = policy.profile;
  const lines: (string | false)[] = [
    policy.window === 'one-either-way' &&
      `Deviation: the default is now and one before. A code is good for ${3 * periodSeconds} seconds.`,
    policy.cap > standard.cap &&
      `Deviation: codes are switched off after ${policy.cap} wrong ones in a row. The default is ${standard.cap}; the standard allows 100 at most.`,
    policy.failuresBeforeWait > standard.failuresBeforeWait &&
      `Deviation: the first wait comes after ${policy.failuresBeforeWait} wrong codes. The default is ${standard.failuresBeforeWait}.`,
    policy.firstWaitSeconds < standard.firstWaitSeconds &&
      `Deviation: the first wait is ${policy.firstWaitSeconds} seconds. The default is ${standard.firstWaitSeconds}.`,
    policy.longestWaitSeconds < standard.longestWaitSeconds &&
      `Deviation: waits end at ${policy.longestWaitSeconds} seconds. The default is ${standard.longestWaitSeconds}.`,
    policy.enrolmentSeconds > standard.enrolmentSeconds &&
      `Deviation: a long code may be confirmed for ${policy.enrolmentSeconds} seconds. The default is ${standard.enrolmentSeconds}.`,
    periodSeconds > standard.profile.periodSeconds &&
      `Deviation: codes change every ${periodSeconds} seconds. The default is ${standard.profile.periodSeconds}.`,
    policy.rememberDays > standard.rememberDays &&
      `Deviation: a device is remembered for ${policy.rememberDays} days. The default is ${standard.rememberDays}.`,
  ];
  return lines.filter((line) => line !== false);
}

function checkNumber(setting: string, value: number, { least, most }: Bounds): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    refuse(setting, `${setting} is a whole number from ${least} to ${most}; ${String(value).slice(0, 20)} is not.`);
  }
}

function refuse(setting: string, message: string): never {
  throw new MfaError('bad-policy', message, { setting });
}
