import { describe, expect, it } from 'vitest';
import { Secret } from '@halfminute/otp';
import { createMfa, MfaError } from '@halfminute/mfa';
import type { Purpose } from '@halfminute/mfa';
import { createMemoryHost } from '@halfminute/mfa/testing';
import { candidateCodes, matchesOf } from '../src/candidates.ts';
import { judgeCode } from '../src/rules/code.ts';
import { emptyRecord } from '../src/record.ts';
import { defaultMfaPolicy } from '../src/policy.ts';
import { Ada, codeOfStep, enrolledAda } from './ada.ts';

const accepted = { result: 'accepted', factor: 'code' };

describe('a right code', () => {
  it('is accepted, and says by which authenticator and how far off its clock is', async () => {
    const ada = await enrolledAda();
    const [authenticator] = (await ada.record()).authenticators;
    expect(await ada.verify(ada.code())).toEqual({
      result: 'accepted',
      factor: 'code',
      authenticatorId: authenticator?.id,
      drift: 0,
      replacementCode: null,
      recoveryCodesLeft: 0,
      recoveryCodesKept: false,
    });
    expect((await ada.record()).authenticators[0]?.lastUsedAt).toBe(ada.host.now);
    expect(ada.notices()).toEqual(['authenticator-added']);
    expect(ada.store.events.at(-1)).toMatchObject({
      kind: 'code-accepted',
      userId: 'ada',
      at: ada.host.now,
      context: { source: { address: '192.0.2.7' } },
      detail: {
        factor: 'code',
        purpose: 'sign-in',
        authenticatorId: authenticator?.id,
        name: 'Authenticator',
        drift: 0,
      },
    });
  });

  it('C1 T3 is refused the second time, from another session, on another node and for every other purpose', async () => {
    const ada = await enrolledAda();
    const code = ada.code();
    expect(await ada.verify(code)).toMatchObject(accepted);
    const otherNode = createMfa(createMemoryHost({ store: ada.store, now: ada.host.now, seed: 9 }));
    const purposes: readonly Purpose[] = ['sign-in', 'step-up', 'remove', 'add'];
    for (const purpose of purposes) {
      const again = { ...ada.act, typed: code, factor: 'code', purpose } as const;
      expect(await otherNode.verify(again)).toEqual({ result: 'replayed' });
    }
    expect(ada.countOf('code-accepted')).toBe(1);
    expect(ada.countOf('code-replayed')).toBe(4);
  });

  it('C1 that was accepted for one authenticator is refused though another has the same code', async () => {
    const ada = await enrolledAda();
    const secret = ada.held?.secret ?? Secret.fromBytes(new Uint8Array(20));
    const profile = defaultMfaPolicy.profile;
    expect(await ada.mfa.importAuthenticator({ ...ada.act, secret, profile, name: 'Twin' })).toBe('imported');
    expect(await ada.verify(ada.code())).toMatchObject(accepted);
    expect(await ada.verify(ada.code())).toEqual({ result: 'replayed' });
    const steps = (await ada.record()).authenticators.map(({ lastStep }) => lastStep);
    expect(new Set(steps).size).toBe(1);
  });

  it('C2 T4 of fifty parallel submissions by two services is accepted once', async () => {
    const ada = await enrolledAda();
    const other = createMfa(createMemoryHost({ store: ada.store, now: ada.host.now, seed: 9 }));
    const typed = ada.code();
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        (index % 2 === 0 ? ada.mfa : other).verify({ ...ada.act, typed, factor: 'code', purpose: 'sign-in' }),
      ),
    );
    expect(outcomes.filter(({ result }) => result === 'accepted')).toHaveLength(1);
    expect(outcomes.filter(({ result }) => result === 'wrong')).toHaveLength(0);
    expect(ada.countOf('code-accepted')).toBe(1);
  });

  it('C3 T3 after the code of a step no code of an earlier one is accepted', async () => {
    const ada = await enrolledAda({ policy: { window: 'one-either-way' } });
    ada.later(300);
    expect(await ada.verify(ada.code(1))).toMatchObject({ ...accepted, drift: 1 });
    expect(await ada.verify(ada.code(0))).toEqual({ result: 'replayed' });
    expect(await ada.verify(ada.code(-1))).toEqual({ result: 'replayed' });
    ada.later(30);
    expect(await ada.verify(ada.code(0))).toEqual({ result: 'replayed' });
    expect(await ada.verify(ada.code(1))).toMatchObject(accepted);
  });

  it('C4 T3 that confirmed the enrolment is not the first one to sign in with', async () => {
    const ada = new Ada();
    const shown = await ada.begin();
    const code = ada.code(0, shown);
    expect(await ada.mfa.confirm({ ...ada.act, attemptId: 'attempt', typed: code, name: '' })).toMatchObject({
      result: 'confirmed',
    });
    expect(await ada.verify(code)).toEqual({ result: 'replayed' });
    expect(await ada.verify(ada.code(-1, shown))).toEqual({ result: 'replayed' });
    ada.later(30);
    expect(await ada.verify(code)).toEqual({ result: 'replayed' });
    expect(await ada.verify(ada.code(0, shown))).toMatchObject(accepted);
  });

  it('C7 is right by the server’s clock alone, to the second', async () => {
    const ada = await enrolledAda();
    ada.host.now = 1_800_000_300 - 0.001;
    const last = ada.code();
    ada.host.now = 1_800_000_300;
    expect(ada.code(-1)).toBe(last);
    expect(await ada.verify(last)).toMatchObject({ ...accepted, drift: -1 });
    ada.host.now = 1_800_000_330 + 29.9;
    expect(await ada.verify(ada.code(-1))).toMatchObject({ ...accepted, drift: -1 });
  });

  it('C7 is never right for a clock that tells no time', async () => {
    const ada = await enrolledAda();
    const code = ada.code();
    ada.host.now = Number.NaN;
    await expect(ada.verify(code)).rejects.toMatchObject({ code: 'bad-clock' });
    await expect(ada.verify(code)).rejects.toBeInstanceOf(MfaError);
  });
});

describe('the window', () => {
  async function results(ada: Ada, steps: readonly number[]): Promise<readonly string[]> {
    const answers: string[] = [];
    for (const step of steps) {
      // Each on an account of its own time, far from the one before.
      ada.later(3600);
      answers.push((await ada.verify(ada.code(step))).result);
    }
    return answers;
  }

  it('C8 is the present step and the one before', async () => {
    const ada = await enrolledAda();
    expect(await results(ada, [0, -1, 0, -1])).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
    expect(await results(ada, [1, -2])).toEqual(['wrong', 'wrong']);
  });

  it('C8 is the present step alone where the policy is as strict as ASVS 6.5.5, and learns nothing', async () => {
    const ada = await enrolledAda({ policy: { window: 'present' } });
    expect(await results(ada, [0, -1, 1])).toEqual(['accepted', 'wrong', 'wrong']);
    const late = await enrolledAda();
    expect(await results(late, [-1, -1])).toEqual(['accepted', 'accepted']);
    const strict = createMfa(
      createMemoryHost({ store: late.store, now: late.host.now + 60, policy: { window: 'present' } }),
    );
    const typed = late.code(1);
    expect(await strict.verify({ ...late.act, typed, factor: 'code', purpose: 'sign-in' })).toMatchObject({
      result: 'wrong',
    });
  });

  it('C8 is one step either way only where the policy says so', async () => {
    const ada = await enrolledAda({ policy: { window: 'one-either-way' } });
    expect(await results(ada, [1, 0, -1])).toEqual(['accepted', 'accepted', 'accepted']);
    expect(await results(ada, [2, -2])).toEqual(['wrong', 'wrong']);
  });

  it('C8 widens by one step after two late codes in a row, and loses nothing by it', async () => {
    for (const step of [0, -1, -2]) {
      const ada = await enrolledAda();
      expect(await results(ada, [-1, -1, step])).toEqual(['accepted', 'accepted', 'accepted']);
    }
    const ada = await enrolledAda();
    expect(await results(ada, [-1, -1, -3])).toEqual(['accepted', 'accepted', 'wrong']);
    expect(await results(ada, [-2, -2, -1, -2])).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
  });

  it('C8 is as narrow as before once a code of the present step came', async () => {
    const ada = await enrolledAda();
    expect(await results(ada, [-1, -1, 0, -2])).toEqual(['accepted', 'accepted', 'accepted', 'wrong']);
    expect(await results(ada, [-1, -2])).toEqual(['accepted', 'wrong']);
    const wide = await enrolledAda({ policy: { window: 'one-either-way' } });
    expect(await results(wide, [-1, -1, 1, -2])).toEqual(['accepted', 'accepted', 'accepted', 'wrong']);
    expect(await results(wide, [-1, -1, -2])).toEqual(['accepted', 'accepted', 'accepted']);
  });

  it('C8 says by how many steps a late code was late', async () => {
    const ada = await enrolledAda();
    await results(ada, [-1, -1]);
    ada.later(3600);
    expect(await ada.verify(ada.code(-2))).toMatchObject({ ...accepted, drift: -2 });
  });
});

describe('C9 every candidate is computed and compared', () => {
  it('the same sixty-one codes for every attempt, whatever was typed and whatever matches', async () => {
    const ada = await enrolledAda();
    const [source] = (await ada.record()).authenticators;
    if (source === undefined || ada.held === null) {
      throw new Error('Ada is not enrolled.');
    }
    const { held } = ada;
    const about = { userId: 'ada', now: ada.host.now, keyRing: ada.host.keyRing };
    const candidates = await candidateCodes(source, about);
    const present = Math.floor(ada.host.now / 30);
    expect(candidates.codes).toEqual(Array.from({ length: 61 }, (_, index) => codeOfStep(held, present - 20 + index)));
    expect(candidates).toMatchObject({ authenticatorId: source.id, presentStep: present, firstStep: present - 20 });
    const early = await candidateCodes(source, { ...about, now: 59 });
    expect(early).toMatchObject({ presentStep: 1, firstStep: 0 });
    expect(early.codes).toHaveLength(42);
  });

  it('and what matches is found wherever it stands, also twice', () => {
    const codes = ['111111', '222222', '111111', '3333333'];
    const set = { authenticatorId: 'a', presentStep: 12, firstStep: 10, codes };
    const other = { authenticatorId: 'b', presentStep: 6, firstStep: 5, codes: ['111111'] };
    expect(matchesOf('111111', [set, other])).toEqual([
      { authenticatorId: 'a', presentStep: 12, step: 10 },
      { authenticatorId: 'a', presentStep: 12, step: 12 },
      { authenticatorId: 'b', presentStep: 6, step: 5 },
    ]);
    for (const wrong of ['111112', '211111', '11111', '1111111', '333333', '']) {
      expect(matchesOf(wrong, [set])).toEqual([]);
    }
    expect(matchesOf('3333333', [set])).toHaveLength(1);
  });
});

describe('a code that stands for two steps', () => {
  const authenticator = { id: 'a', profile: defaultMfaPolicy.profile, lateInARow: 0, lastStep: null } as const;
  const at = (step: number) => ({ authenticatorId: 'a', step, presentStep: 100 });
  const judge = (lastStep: number | null, steps: readonly number[]) =>
    judgeCode(emptyRecord('ada'), {
      matches: steps.map(at),
      judged: [{ ...authenticator, lastStep }],
      now: 3015,
      policy: defaultMfaPolicy,
    });

  it('C1 is refused where one of them is spent', () => {
    expect(judge(99, [99, 100])).toEqual({ verdict: 'replayed', authenticatorId: 'a' });
    expect(judge(98, [98, 100])).toEqual({ verdict: 'replayed', authenticatorId: 'a' });
  });

  it('C1 spends the later where both are in the window, so that it is good for neither again', async () => {
    expect(judge(98, [99, 100])).toEqual({ verdict: 'right', uses: [at(100)] });
  });

  it('is right for the step in the window, whatever it was or will be besides', () => {
    expect(judge(null, [90, 100, 110])).toEqual({ verdict: 'right', uses: [at(100)] });
  });

  it('tells of a slow clock where it is past and to come', () => {
    expect(judge(null, [110, 90])).toMatchObject({ verdict: 'wrong', clock: { direction: 'slow' }, futureCode: null });
  });

  it('is the accepted one for as long as it is known, not only in the window', () => {
    expect(judge(90, [90])).toEqual({ verdict: 'replayed', authenticatorId: 'a' });
    expect(judge(95, [90])).toMatchObject({ verdict: 'wrong', clock: { direction: 'slow' } });
    expect(judge(110, [110])).toMatchObject({ verdict: 'wrong', clock: null });
  });

  it('counts for nobody whose authenticator is gone', () => {
    const matches = [{ authenticatorId: 'gone', step: 100, presentStep: 100 }];
    expect(
      judgeCode(emptyRecord('ada'), { matches, judged: [authenticator], now: 3015, policy: defaultMfaPolicy }),
    ).toEqual({
      verdict: 'wrong',
      clock: null,
      futureCode: null,
    });
  });
});

describe('a refused duplicate', () => {
  it('C12 warns the account, and is one row of the audit log', async () => {
    const ada = await enrolledAda();
    await ada.verify(ada.code());
    const before = ada.store.events.length;
    const noticesBefore = ada.store.notices.length;
    expect(await ada.verify(ada.code(), 'step-up')).toEqual({ result: 'replayed' });
    expect(ada.events(before)).toEqual(['code-replayed']);
    expect(ada.store.events.at(-1)?.detail).toMatchObject({ factor: 'code', purpose: 'step-up', failures: 1 });
    expect(ada.notices().slice(noticesBefore)).toEqual(['code-replayed']);
    expect(ada.store.notices.at(-1)?.parameters).toEqual({ factor: 'code', purpose: 'step-up' });
  });

  it('C12 warns once for a code, and again for the next one', async () => {
    const ada = await enrolledAda();
    for (const times of [1, 2]) {
      await ada.verify(ada.code());
      await ada.verify(ada.code());
      await ada.verify(ada.code());
      expect(ada.notices().filter((kind) => kind === 'code-replayed')).toHaveLength(times);
      ada.later(30);
    }
  });

  it('counts as a failure like any wrong code', async () => {
    const ada = await enrolledAda();
    await ada.verify(ada.code());
    for (const failures of [1, 2, 3, 4, 5]) {
      expect(await ada.verify(ada.code())).toEqual({ result: 'replayed' });
      expect((await ada.record()).consecutiveFailures).toBe(failures);
    }
    expect(await ada.verify(ada.code())).toMatchObject({ result: 'waiting' });
  });
});

describe('who has no authenticator', () => {
  it('is not enrolled, whatever is typed, and nothing is counted', async () => {
    const ada = new Ada();
    expect(await ada.verify('123456')).toEqual({ result: 'not-enrolled' });
    expect(await ada.verify('nonsense')).toEqual({ result: 'not-enrolled' });
    expect(await ada.recover('AAAA-AAAA-AAAA-AAAA')).toEqual({ result: 'not-enrolled' });
    expect(ada.store.records()).toEqual([]);
    expect(ada.store.events).toEqual([]);
  });
});
