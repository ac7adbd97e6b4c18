import { checkMfaPolicy, MfaError } from '@halfminute/mfa';
import type { MfaPolicy } from '@halfminute/mfa';
import type { Policy } from '../config/config.ts';

export type PolicyReading =
  | { readonly result: 'policy'; readonly policy: Policy }
  /** Sentences that name the setting, what came and what may stand there. */
  | { readonly result: 'refused'; readonly problems: readonly string[] };

interface Reader {
  /** A value like the one before, or what may stand there. */
  (value: unknown): { readonly value: unknown } | { readonly expected: string };
}

const DAY_SECONDS = 86_400;

const numbers: Readonly<Record<string, Reader>> = {
  sessionIdleSeconds: wholeNumber(60, 30 * DAY_SECONDS),
  sessionSeconds: wholeNumber(300, 90 * DAY_SECONDS),
  attemptSeconds: wholeNumber(60, 3_600),
  // SP 800-63B-4 section 3.1.1.2: eight where another factor is always asked, and never fewer.
  passwordLeastAlone: wholeNumber(8, 64),
  passwordLeastWithMfa: wholeNumber(8, 64),
  budgetFactor: (value) =>
    typeof value === 'number' && value > 0 && value <= 1_000_000
      ? { value }
      : { expected: 'a number above 0 and not above 1000000' },
  protectedEnrolment: trueOrFalse,
  rememberAdmins: trueOrFalse,
  twoAdminsForReset: trueOrFalse,
};

const mfaSettings: Readonly<Record<Exclude<keyof MfaPolicy, 'profile'>, Reader>> = {
  window: oneOf('present', 'one-back', 'one-either-way'),
  cap: wholeNumber(1, 100),
  failuresBeforeWait: wholeNumber(1, 100),
  firstWaitSeconds: wholeNumber(1, DAY_SECONDS),
  longestWaitSeconds: wholeNumber(1, DAY_SECONDS),
  enrolmentSeconds: wholeNumber(60, DAY_SECONDS),
  recoveryCodes: wholeNumber(1, 100),
  rememberDays: wholeNumber(0, 90),
  mostAuthenticators: wholeNumber(1, 100),
};

const profileSettings: Readonly<Record<keyof MfaPolicy['profile'], Reader>> = {
  algorithm: oneOf('SHA1', 'SHA256', 'SHA512'),
  digits: oneOf(6, 8),
  periodSeconds: wholeNumber(15, 120),
};

/**
 * Settings over a policy that is there: an object with the names of {@link Policy}, those of the mfa package under `mfa`. Only
 * what is named changes; a name that is unknown is refused, since a setting that does nothing is a setting believed in.
 */
export function readPolicy(value: unknown, base: Policy): PolicyReading {
  const problems: string[] = [];
  const { mfa, ...own } = entriesOf(value, { at: 'the policy', problems });
  const { profile, ...mfaOwn } = entriesOf(mfa ?? {}, { at: 'mfa', problems });
  const profileOwn = entriesOf(profile ?? {}, { at: 'mfa.profile', problems });
  const policy = {
    ...base,
    ...read(own, { readers: numbers, prefix: '', problems }),
    mfa: {
      ...base.mfa,
      ...read(mfaOwn, { readers: mfaSettings, prefix: 'mfa.', problems }),
      profile: {
        ...base.mfa.profile,
        ...read(profileOwn, { readers: profileSettings, prefix: 'mfa.profile.', problems }),
      },
    },
  };
  if (policy.sessionIdleSeconds > policy.sessionSeconds) {
    problems.push('sessionIdleSeconds is longer than sessionSeconds; a session cannot rest longer than it lives.');
  }
  if (policy.passwordLeastWithMfa > policy.passwordLeastAlone) {
    problems.push(
      'passwordLeastWithMfa is greater than passwordLeastAlone; a password that opens alone must not be the shorter one.',
    );
  }
  if (problems.length === 0) {
    problems.push(...mfaProblems(policy.mfa));
  }
  return problems.length === 0 ? { result: 'policy', policy } : { result: 'refused', problems };
}

function mfaProblems(policy: MfaPolicy): readonly string[] {
  try {
    checkMfaPolicy(policy);
    return [];
  } catch (error) {
    if (error instanceof MfaError) {
      return [error.message];
    }
    throw error;
  }
}

interface ReadRequest {
  readonly readers: Readonly<Record<string, Reader>>;
  readonly prefix: string;
  readonly problems: string[];
}

function read(
  values: Readonly<Record<string, unknown>>,
  { readers, prefix, problems }: ReadRequest,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
    if (reader === undefined) {
      problems.push(`${prefix}${JSON.stringify(name)} is no setting; there are: ${Object.keys(readers).join(', ')}.`);
      continue;
    }
    const reading = reader(value);
    if ('value' in reading) {
      result[name] = reading.value;
    } else {
      problems.push(`${prefix}${name} is ${JSON.stringify(value)}; set it to ${reading.expected}.`);
    }
  }
  return result;
}

function entriesOf(
  value: unknown,
  { at, problems }: { readonly at: string; readonly problems: string[] },
): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.fromEntries(Object.entries(value));
  }
  problems.push(`${at} has to be an object with the names of its settings.`);
  return {};
}

function wholeNumber(least: number, most: number): Reader {
  return (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
      ? { value }
      : { expected: `a whole number from ${least} to ${most}` };
}

function oneOf(...values: readonly (string | number)[]): Reader {
  return (value) =>
    values.some((each) => each === value)
      ? { value }
      : { expected: values.map((each) => JSON.stringify(each)).join(' or ') };
}

function trueOrFalse(value: unknown): ReturnType<Reader> {
  return typeof value === 'boolean' ? { value } : { expected: 'true or false' };
}
