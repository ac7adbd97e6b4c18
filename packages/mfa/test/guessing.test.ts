import { describe, expect, it } from 'vitest';
import { createMfa } from '@halfminute/mfa';
import type { Purpose, VerifyOutcome } from '@halfminute/mfa';
import { createMemoryHost } from '@halfminute/mfa/testing';
import { Ada, enrolledAda } from './ada.ts';

const noSuchRecoveryCode = 'AAAA-BBBB-CCCC-DDDD';

function countOf(outcomes: readonly VerifyOutcome[], result: VerifyOutcome['result']): number {
  return outcomes.filter((outcome) => outcome.result === result).length;
}

describe('G1 wrong answers in a row', () => {
  it('are counted together for every authenticator, recovery codes and confirmations', async () => {
    const ada = await enrolledAda();
    const first = ada.held;
    const second = await ada.enrol({ attemptId: 'second' });
    await ada.mfa.issueRecoveryCodes(ada.act);
    const third = await ada.begin('third');
    const wrong = ada.wrongCode(...(first === null ? [] : [first]), second, third);
    expect(await ada.verify(wrong)).toMatchObject({ result: 'wrong' });
    expect(await ada.recover(noSuchRecoveryCode)).toMatchObject({ result: 'wrong' });
    const confirming = { ...ada.act, attemptId: 'third', typed: wrong, name: '' };
    expect(await ada.mfa.confirm(confirming)).toMatchObject({ result: 'wrong' });
    expect(ada.store.events.at(-1)?.detail).toEqual({ factor: 'code', purpose: 'enrol', failures: 3 });
    expect((await ada.record()).consecutiveFailures).toBe(3);
    expect(await ada.verify(wrong, 'step-up')).toMatchObject({ result: 'wrong' });
    expect(await ada.recover(noSuchRecoveryCode, 'remove')).toMatchObject({ result: 'wrong' });
    // Five together: each way in waits.
    expect(await ada.verify(wrong)).toMatchObject({ result: 'waiting' });
    expect(await ada.recover(noSuchRecoveryCode)).toMatchObject({ result: 'waiting' });
    expect(await ada.mfa.confirm(confirming)).toMatchObject({ result: 'waiting' });
    expect((await ada.record()).consecutiveFailures).toBe(5);
  });

  it('T2 switch off all guessable factors at the cap, of whatever kind the last was', async () => {
    for (const last of ['code', 'recovery'] as const) {
      const ada = await enrolledAda();
      const [recoveryCode = ''] = await ada.mfa.issueRecoveryCodes(ada.act);
      expect(await ada.miss(19)).toEqual(Array.from({ length: 19 }, () => 'wrong'));
      expect((await ada.record()).disabledAt).toBeNull();
      ada.later(3600);
      const typed = last === 'code' ? ada.wrongCode() : noSuchRecoveryCode;
      const twentieth = last === 'code' ? ada.verify(typed) : ada.recover(typed);
      expect(await twentieth).toEqual({ result: 'wrong', clock: null });
      expect(await ada.record()).toMatchObject({
        disabledAt: ada.host.now,
        consecutiveFailures: 20,
        waitUntil: null,
        enrolmentNeeds: 'ticket',
        pending: [],
        futureCode: null,
      });
      expect(ada.events().slice(-2)).toEqual(['code-wrong', 'factors-disabled']);
      expect(ada.store.events.at(-1)?.detail).toEqual({ failures: 20 });
      expect(ada.notices().at(-1)).toBe('factors-disabled');
      expect(ada.store.notices.at(-1)?.parameters).toEqual({ wrongCodes: 20 });

      // Not a pause: a year later nothing opens.
      ada.later(31_536_000);
      const before = ada.store.events.length;
      expect(await ada.verify(ada.code())).toEqual({ result: 'disabled' });
      expect(await ada.recover(recoveryCode)).toEqual({ result: 'disabled' });
      expect(await ada.verify('nonsense')).toEqual({ result: 'disabled' });
      const confirming = { ...ada.act, attemptId: 'x', typed: ada.code(), name: '' };
      expect(await ada.mfa.confirm(confirming)).toEqual({ result: 'disabled' });
      expect(ada.events(before)).toEqual(Array.from({ length: 4 }, () => 'attempt-while-disabled'));
      expect(ada.notices().filter((kind) => kind === 'factors-disabled')).toHaveLength(1);
    }
  });

  it('survive a restart, other sessions and another node, and are the account’s, not the world’s', async () => {
    const ada = await enrolledAda();
    await ada.miss(3);
    const restarted = createMfa(createMemoryHost({ store: ada.store, now: ada.host.now, seed: 3 }));
    const typed = ada.wrongCode();
    const guess = { ...ada.act, typed, factor: 'code', purpose: 'sign-in' } as const;
    await restarted.verify(guess);
    await restarted.verify({
      ...guess,
      context: { ...guess.context, source: { address: '198.51.100.1', agent: null, place: null } },
    });
    expect(await restarted.verify(guess)).toMatchObject({ result: 'waiting' });
    const bea = await enrolledAda({ store: ada.store, userId: 'bea', seed: 4 });
    expect(await bea.verify(bea.code())).toMatchObject({ result: 'accepted' });
    expect((await ada.record()).consecutiveFailures).toBe(5);
  });

  it('may be so many as the policy says', async () => {
    const ada = await enrolledAda({ policy: { cap: 3, failuresBeforeWait: 100 } });
    expect(await ada.miss(4)).toEqual(['wrong', 'wrong', 'wrong', 'disabled']);
    const patient = await enrolledAda({ policy: { cap: 100, failuresBeforeWait: 100 } });
    expect(await patient.miss(99)).not.toContain('disabled');
    expect(await patient.verify(patient.code())).toMatchObject({ result: 'accepted' });
    const last = await enrolledAda({ policy: { cap: 100, failuresBeforeWait: 100 } });
    await last.miss(100);
    expect(await last.verify(last.code())).toEqual({ result: 'disabled' });
  });

  it('end with the way back: a spent ticket of an administrator starts from zero', async () => {
    const ada = await enrolledAda();
    await ada.miss(20);
    ada.later(60);
    await ada.mfa.enableAgain(ada.byAdmin);
    expect(await ada.record()).toMatchObject({ disabledAt: null, consecutiveFailures: 0, waitUntil: null });
    expect(ada.events().at(-1)).toBe('factors-enabled');
    expect(ada.store.events.at(-1)?.context.actor).toEqual({ kind: 'admin', name: 'r.moss' });
    expect(ada.notices().at(-1)).toBe('factors-enabled');
    expect(await ada.miss(4)).toEqual(['wrong', 'wrong', 'wrong', 'wrong']);
    expect(await ada.verify(ada.code())).toMatchObject({ result: 'accepted' });
    expect(await ada.record()).toMatchObject({ enrolmentNeeds: 'nothing', consecutiveFailures: 0 });
    const before = ada.store.events.length;
    await ada.mfa.enableAgain(ada.byAdmin);
    expect(ada.events(before)).toEqual([]);
  });
});

describe('G2 the wait', () => {
  it('begins after the fifth wrong answer with 30 seconds, and doubles to an hour', async () => {
    const ada = await enrolledAda();
    const waits: number[] = [];
    for (let failures = 1; failures < 20; failures++) {
      await ada.miss(1);
      const { waitUntil } = await ada.record();
      waits.push(waitUntil === null ? 0 : waitUntil - ada.host.now);
    }
    expect(waits).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, ...Array.from({ length: 8 }, () => 3600)]);
  });

  it('is as long as the policy says', async () => {
    const policy = { failuresBeforeWait: 1, firstWaitSeconds: 7, longestWaitSeconds: 20 };
    const ada = await enrolledAda({ policy });
    const waits: number[] = [];
    for (let failures = 1; failures <= 4; failures++) {
      await ada.miss(1);
      waits.push(((await ada.record()).waitUntil ?? 0) - ada.host.now);
    }
    expect(waits).toEqual([7, 14, 20, 20]);
  });

  it('refuses a right code exactly as it refuses a wrong one, and uses neither up', async () => {
    const ada = await enrolledAda();
    const [recoveryCode = ''] = await ada.mfa.issueRecoveryCodes(ada.act);
    await ada.miss(5);
    const until = ada.host.now + 30;
    const hashes = ada.host.slowHashes;
    const before = ada.store.events.length;
    for (const typed of [ada.code(), ada.wrongCode(), ada.code(-3), ada.code(5), 'nonsense']) {
      expect(await ada.verify(typed)).toEqual({ result: 'waiting', until });
    }
    expect(await ada.recover(recoveryCode)).toEqual({ result: 'waiting', until });
    expect(ada.host.slowHashes).toBe(hashes);
    expect(ada.events(before)).toEqual(Array.from({ length: 6 }, () => 'attempt-in-wait'));
    const details = ada.store.events.slice(before).map(({ detail }) => detail);
    expect(new Set(details.map((detail) => JSON.stringify(detail))).size).toBe(2);
    expect(details[0]).toEqual({ factor: 'code', purpose: 'sign-in', until });
    expect((await ada.record()).consecutiveFailures).toBe(5);
    ada.host.now = until - 1;
    expect(await ada.verify(ada.code())).toEqual({ result: 'waiting', until });
    ada.host.now = until;
    expect(await ada.verify(ada.code())).toMatchObject({ result: 'accepted' });
    expect(await ada.record()).toMatchObject({ consecutiveFailures: 0, waitUntil: null });
  });
});

describe('G3 counting', () => {
  it('T4 is one with looking: of a hundred parallel wrong codes five are looked at', async () => {
    const ada = await enrolledAda();
    const typed = ada.wrongCode();
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => ada.verify(typed)));
    expect(countOf(outcomes, 'wrong')).toBe(5);
    expect(countOf(outcomes, 'waiting')).toBe(95);
  });

  it('T4 is one with looking for recovery codes, too, though hashing takes its time', async () => {
    const ada = await enrolledAda();
    await ada.mfa.issueRecoveryCodes(ada.act);
    const hashes = ada.host.slowHashes;
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => ada.recover(noSuchRecoveryCode)));
    expect(countOf(outcomes, 'wrong')).toBe(5);
    expect(ada.host.slowHashes - hashes).toBe(5);
    expect((await ada.record()).consecutiveFailures).toBe(5);
  });

  it('is done before a recovery code is hashed, and stays done if the service dies meanwhile', async () => {
    const ada = await enrolledAda();
    const [recoveryCode = ''] = await ada.mfa.issueRecoveryCodes(ada.act);
    const dying = createMfa({ ...ada.host, slowHash: () => Promise.reject(new Error('killed')) });
    const guess = { ...ada.act, typed: recoveryCode, factor: 'recovery', purpose: 'sign-in' } as const;
    for (const failures of [1, 2, 3, 4, 5]) {
      await expect(dying.verify(guess)).rejects.toThrow('killed');
      expect((await ada.record()).consecutiveFailures).toBe(failures);
    }
    expect(await ada.recover(recoveryCode)).toMatchObject({ result: 'waiting' });
  });

  it('ends at the cap even if the last try was never settled', async () => {
    const ada = await enrolledAda();
    await ada.mfa.issueRecoveryCodes(ada.act);
    await ada.miss(19);
    ada.later(3600);
    const dying = createMfa({ ...ada.host, slowHash: () => Promise.reject(new Error('killed')) });
    const guess = { ...ada.act, typed: noSuchRecoveryCode, factor: 'recovery', purpose: 'sign-in' } as const;
    await expect(dying.verify(guess)).rejects.toThrow('killed');
    expect(await ada.record()).toMatchObject({ consecutiveFailures: 20, disabledAt: null });
    expect(await ada.verify(ada.code())).toMatchObject({ result: 'waiting' });
    ada.later(3600);
    expect(await ada.verify(ada.code())).toEqual({ result: 'disabled' });
    expect(ada.events().at(-1)).toBe('factors-disabled');
    expect(ada.notices().at(-1)).toBe('factors-disabled');
    expect((await ada.record()).disabledAt).toBe(ada.host.now);
  });

  it('takes the count of a right recovery code back, at the last try before the cap as well', async () => {
    const ada = await enrolledAda();
    const [recoveryCode = ''] = await ada.mfa.issueRecoveryCodes(ada.act);
    await ada.miss(19);
    ada.later(3600);
    expect(await ada.recover(recoveryCode)).toMatchObject({ result: 'accepted' });
    expect(await ada.record()).toMatchObject({ consecutiveFailures: 0, waitUntil: null, disabledAt: null });
    expect(ada.notices()).not.toContain('factors-disabled');
  });

  it('lets a recovery code that was being hashed count for nothing once all factors are switched off', async () => {
    const ada = await enrolledAda();
    const [recoveryCode = ''] = await ada.mfa.issueRecoveryCodes(ada.act);
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const slow = createMfa({
      ...ada.host,
      slowHash: async (code, salt) => {
        await held;
        return ada.host.slowHash(code, salt);
      },
    });
    const waiting = slow.verify({ ...ada.act, typed: recoveryCode, factor: 'recovery', purpose: 'sign-in' });
    while ((await ada.record()).consecutiveFailures === 0) {
      // Until the first half of it is written.
      await Promise.resolve();
    }
    await ada.miss(19);
    expect((await ada.record()).disabledAt).not.toBeNull();
    letGo();
    expect(await waiting).toEqual({ result: 'disabled' });
    expect((await ada.record()).recovery?.codes.every(({ usedAt }) => usedAt === null)).toBe(true);
  });
});

describe('G4 the row of wrong answers', () => {
  it('is ended by an accepted factor alone, not by a remembered device or a new secret', async () => {
    const ada = await enrolledAda();
    await ada.verify(ada.code());
    ada.later(30);
    const device = await ada.mfa.rememberDevice({ ...ada.act, name: 'Firefox', days: 30 });
    await ada.miss(3);
    expect(await ada.mfa.useDevice({ ...ada.act, cookie: device?.cookie ?? '' })).toMatchObject({
      result: 'recognised',
    });
    const shown = await ada.begin('second');
    expect((await ada.record()).consecutiveFailures).toBe(3);
    // A code of a secret that was shown a moment ago proves nothing: or whoever holds the password could start from zero at will.
    const confirming = { ...ada.act, attemptId: 'second', typed: ada.code(0, shown), name: '' };
    expect(await ada.mfa.confirm(confirming)).toMatchObject({ result: 'confirmed', first: false });
    expect((await ada.record()).consecutiveFailures).toBe(3);
    expect(await ada.verify(ada.code())).toMatchObject({ result: 'accepted' });
    expect((await ada.record()).consecutiveFailures).toBe(0);
  });

  it('T5 is not ended by whatever happens with the password: nothing here is told of it', async () => {
    const ada = await enrolledAda();
    await ada.miss(4);
    await ada.mfa.confirmRecoveryCodesKept(ada.act);
    await ada.mfa.issueRecoveryCodes(ada.act);
    await ada.mfa.forgetDevices({ ...ada.act, deviceId: 'all' });
    await ada.mfa.enableAgain(ada.byAdmin);
    expect((await ada.record()).consecutiveFailures).toBe(4);
  });

  it('is ended by the first confirmation, where there was nothing to guess before', async () => {
    const ada = new Ada();
    const shown = await ada.begin();
    const confirming = { ...ada.act, attemptId: 'attempt', name: '' };
    await ada.mfa.confirm({ ...confirming, typed: ada.wrongCode(shown) });
    expect((await ada.record()).consecutiveFailures).toBe(1);
    expect(await ada.mfa.confirm({ ...confirming, typed: ada.code(0, shown) })).toMatchObject({ first: true });
    expect((await ada.record()).consecutiveFailures).toBe(0);
  });
});

describe('G5 every purpose', () => {
  const purposes: readonly Purpose[] = [
    'sign-in',
    'step-up',
    'enrol',
    'add',
    'remove',
    'renew-recovery-codes',
    'change-password',
    'api',
  ];

  it.each(purposes)('shares the counter: %s', async (purpose) => {
    const ada = await enrolledAda();
    await ada.mfa.issueRecoveryCodes(ada.act);
    await ada.verify(ada.wrongCode(), purpose);
    await ada.recover(noSuchRecoveryCode, purpose);
    expect((await ada.record()).consecutiveFailures).toBe(2);
    expect(ada.store.events.slice(-2).map(({ detail }) => detail)).toEqual([
      { factor: 'code', purpose, failures: 1 },
      { factor: 'recovery', purpose, failures: 2 },
    ]);
  });
});

describe('G8 of a right password with a wrong code the user is told', () => {
  it('at the first one, then once an hour at most, with how many there were', async () => {
    const ada = await enrolledAda({ policy: { failuresBeforeWait: 100 } });
    const told = () =>
      ada.store.notices
        .filter(({ kind }) => kind === 'password-known')
        .map(({ parameters }) => parameters['wrongCodes']);
    await ada.verify(ada.wrongCode(), 'step-up');
    expect(ada.store.notices.at(-1)).toMatchObject({
      kind: 'password-known',
      userId: 'ada',
      at: ada.host.now,
      parameters: { wrongCodes: 1, purpose: 'step-up' },
      context: { source: { agent: 'Firefox' } },
    });
    await ada.miss(3);
    const first = ada.host.now;
    expect(told()).toEqual([1]);
    ada.host.now = first + 3599;
    await ada.miss(1);
    expect(told()).toEqual([1]);
    ada.host.now = first + 3600;
    await ada.miss(1);
    expect(told()).toEqual([1, 6]);
    expect((await ada.record()).failureNoticeAt).toBe(ada.host.now);
  });

  it('also if the last time lies in the future, because a clock went back', async () => {
    const ada = await enrolledAda();
    await ada.miss(1);
    ada.host.now -= 7200;
    await ada.miss(1);
    expect(ada.notices().filter((kind) => kind === 'password-known')).toHaveLength(2);
  });

  it('not for a slip while setting up one’s own authenticator', async () => {
    const ada = new Ada();
    const shown = await ada.begin();
    await ada.mfa.confirm({ ...ada.act, attemptId: 'attempt', typed: ada.wrongCode(shown), name: '' });
    expect(ada.notices()).toEqual([]);
  });

  it('a wrong recovery code, too', async () => {
    const ada = await enrolledAda();
    await ada.mfa.issueRecoveryCodes(ada.act);
    await ada.recover(noSuchRecoveryCode);
    expect(ada.notices().at(-1)).toBe('password-known');
  });
});

describe('T1 many sessions at a time', () => {
  it('have five guesses together, and twenty in all for whoever waits', async () => {
    const ada = await enrolledAda();
    const nodes = [ada.mfa, createMfa({ ...ada.host, clock: () => ada.host.now })];
    const results: VerifyOutcome['result'][] = [];
    const round = async () => {
      const typed = ada.wrongCode();
      const guess = { ...ada.act, typed, factor: 'code', purpose: 'sign-in' } as const;
      const tries = Array.from({ length: 200 }, (_, session) => nodes[session % 2]?.verify(guess));
      results.push(...(await Promise.all(tries)).flatMap((outcome) => (outcome === undefined ? [] : [outcome.result])));
    };
    await round();
    expect(results.filter((result) => result === 'wrong')).toHaveLength(5);
    expect(ada.notices()).toContain('password-known');
    for (let times = 0; times < 20; times++) {
      ada.host.now = (await ada.record()).waitUntil ?? ada.host.now;
      await round();
    }
    expect(results.filter((result) => result === 'wrong')).toHaveLength(20);
    expect(results.at(-1)).toBe('disabled');
    expect(ada.notices().at(-1)).toBe('factors-disabled');
  });
});
