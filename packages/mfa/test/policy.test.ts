import { describe, expect, it } from 'vitest';
import { checkMfaPolicy, createMfa, defaultMfaPolicy, MfaError, policyDeviations } from '@halfminute/mfa';
import type { MfaPolicy } from '@halfminute/mfa';
import { createMemoryHost } from '@halfminute/mfa/testing';

/** A policy as a file may hold it. */
function policyWith(change: Readonly<Record<string, unknown>>): MfaPolicy {
  return { ...defaultMfaPolicy, ...change };
}

function withProfile(change: Readonly<Record<string, unknown>>): MfaPolicy {
  return policyWith({ profile: { ...defaultMfaPolicy.profile, ...change } });
}

function refusalOf(policy: MfaPolicy): MfaError {
  try {
    checkMfaPolicy(policy);
  } catch (error) {
    if (error instanceof MfaError) {
      return error;
    }
    throw error;
  }
  throw new Error('The policy was not refused.');
}

describe('the default policy', () => {
  it('is what the standards ask for, and loosens nothing', () => {
    expect(() => checkMfaPolicy(defaultMfaPolicy)).not.toThrow();
    expect(policyDeviations(defaultMfaPolicy)).toEqual([]);
    expect(defaultMfaPolicy).toEqual({
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
    });
  });
});

describe('a policy', () => {
  it.each([
    ['C8', 'window', 'two-back'],
    ['C8', 'window', 'one-ahead'],
    ['C8', 'window', 1],
    ['C8', 'window', undefined],
    ['G1', 'cap', 101],
    ['G1', 'cap', 0],
    ['G1', 'cap', Number.POSITIVE_INFINITY],
    ['G1', 'cap', Number.NaN],
    ['G1', 'cap', 5.5],
    ['G1', 'cap', '20'],
    ['G2', 'failuresBeforeWait', 0],
    ['G2', 'failuresBeforeWait', 101],
    ['G2', 'firstWaitSeconds', 0],
    ['G2', 'firstWaitSeconds', 86_401],
    ['G2', 'longestWaitSeconds', 29],
    ['G2', 'longestWaitSeconds', 86_401],
    ['E2', 'enrolmentSeconds', 59],
    ['E2', 'enrolmentSeconds', 86_401],
    ['R1', 'recoveryCodes', 0],
    ['R1', 'recoveryCodes', 21],
    ['D6', 'rememberDays', 91],
    ['D6', 'rememberDays', -1],
    ['E10', 'mostAuthenticators', 0],
    ['E10', 'mostAuthenticators', 21],
  ])('%s is refused with %s = %j, by name', (_rule, setting, value) => {
    const error = refusalOf(policyWith({ [setting]: value }));
    expect(error).toMatchObject({ code: 'bad-policy', setting, name: 'MfaError' });
    expect(error.message.toLowerCase()).toContain(
      setting === 'window'
        ? 'window'
        : setting === 'longestWaitSeconds' && value === 29
          ? 'longest wait'
          : setting.toLowerCase(),
    );
    expect(() => createMfa({ ...createMemoryHost(), policy: policyWith({ [setting]: value }) })).toThrow(MfaError);
  });

  it.each([
    ['C6', 'algorithm', 'MD5'],
    ['C6', 'digits', 7],
    ['C6', 'digits', 10],
    ['C7', 'periodSeconds', 14],
    ['C7', 'periodSeconds', 121],
    ['C7', 'periodSeconds', 30.5],
  ])('%s is refused with the profile’s %s = %j, by name', (_rule, setting, value) => {
    expect(refusalOf(withProfile({ [setting]: value }))).toMatchObject({
      code: 'bad-policy',
      setting: `profile.${setting}`,
    });
  });

  it.each([
    { window: 'present' },
    { window: 'one-either-way' },
    { cap: 1 },
    { cap: 100 },
    { failuresBeforeWait: 1 },
    { failuresBeforeWait: 100 },
    { firstWaitSeconds: 1 },
    { firstWaitSeconds: 86_400, longestWaitSeconds: 86_400 },
    { longestWaitSeconds: 30 },
    { enrolmentSeconds: 60 },
    { enrolmentSeconds: 86_400 },
    { recoveryCodes: 1 },
    { recoveryCodes: 20 },
    { rememberDays: 0 },
    { rememberDays: 90 },
    { mostAuthenticators: 1 },
    { mostAuthenticators: 20 },
    { profile: { algorithm: 'SHA512', digits: 8, periodSeconds: 120 } },
    { profile: { algorithm: 'SHA256', digits: 6, periodSeconds: 15 } },
  ])('is taken with %j', (change) => {
    expect(() => checkMfaPolicy(policyWith(change))).not.toThrow();
  });

  it('says in the message what came, cut', () => {
    expect(refusalOf(policyWith({ cap: '9'.repeat(500) })).message).toBe(
      `cap is a whole number from 1 to 100; ${'9'.repeat(20)} is not.`,
    );
  });
});

describe('a loosened setting', () => {
  it.each([
    [
      policyWith({ window: 'one-either-way' }),
      'Deviation: the default is now and one before. A code is good for 90 seconds.',
    ],
    [
      policyWith({ cap: 21 }),
      'codes are switched off after 21 wrong ones in a row. The default is 20; the standard allows 100 at most.',
    ],
    [policyWith({ failuresBeforeWait: 6 }), 'the first wait comes after 6 wrong codes. The default is 5.'],
    [policyWith({ firstWaitSeconds: 29 }), 'the first wait is 29 seconds. The default is 30.'],
    [policyWith({ longestWaitSeconds: 3599 }), 'waits end at 3599 seconds. The default is 3600.'],
    [policyWith({ enrolmentSeconds: 3601 }), 'a long code may be confirmed for 3601 seconds. The default is 3600.'],
    [withProfile({ periodSeconds: 31 }), 'codes change every 31 seconds. The default is 30.'],
    [policyWith({ rememberDays: 31 }), 'a device is remembered for 31 days. The default is 30.'],
  ])('is one line: %#', (policy, line) => {
    const lines = policyDeviations(policy);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^Deviation: /);
    expect(lines[0]).toContain(line);
  });

  it('is told beside every other', () => {
    const loose = policyWith({
      window: 'one-either-way',
      cap: 100,
      failuresBeforeWait: 50,
      firstWaitSeconds: 1,
      longestWaitSeconds: 60,
      enrolmentSeconds: 86_400,
      profile: { algorithm: 'SHA1', digits: 6, periodSeconds: 60 },
      rememberDays: 90,
    });
    expect(policyDeviations(loose)).toHaveLength(8);
    expect(policyDeviations(loose)[0]).toContain('180 seconds');
  });

  it('is none where the setting is stricter', () => {
    const strict = policyWith({
      window: 'present',
      cap: 5,
      failuresBeforeWait: 2,
      firstWaitSeconds: 60,
      longestWaitSeconds: 86_400,
      enrolmentSeconds: 600,
      profile: { algorithm: 'SHA256', digits: 8, periodSeconds: 15 },
      rememberDays: 0,
    });
    expect(policyDeviations(strict)).toEqual([]);
  });
});
