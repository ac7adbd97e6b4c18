import { describe, expect, it } from 'vitest';
import { createMfa } from '@halfminute/mfa';
import { Ada, enrolledAda } from './ada.ts';

describe('E7 a reset by an administrator', () => {
  it('removes authenticators, recovery codes, shown secrets and devices, with its reason, and tells the user', async () => {
    const ada = await enrolledAda();
    const [recoveryCode = ''] = await ada.mfa.issueRecoveryCodes(ada.act);
    await ada.mfa.rememberDevice({ ...ada.act, name: 'Firefox', days: 30 });
    const shown = await ada.begin('second');
    await ada.miss(6);
    const before = ada.store.events.length;
    await ada.mfa.reset({ ...ada.byAdmin, reason: 'New phone, seen in person' });
    expect(await ada.record()).toMatchObject({
      consecutiveFailures: 0,
      waitUntil: null,
      disabledAt: null,
      enrolmentNeeds: 'link',
      futureCode: null,
      authenticators: [],
      recovery: null,
      devices: [],
    });
    expect(ada.store.events.slice(before)).toMatchObject([
      {
        kind: 'mfa-reset',
        context: { actor: { kind: 'admin', name: 'r.moss' } },
        detail: { reason: 'New phone, seen in person', admin: 'r.moss', authenticators: 1 },
      },
      { kind: 'device-forgotten', detail: { reason: 'reset' } },
    ]);
    expect(ada.store.notices.at(-1)).toMatchObject({
      kind: 'mfa-reset',
      parameters: { reason: 'New phone, seen in person', admin: 'r.moss' },
    });
    expect(await ada.verify(ada.code())).toEqual({ result: 'not-enrolled' });
    expect(await ada.recover(recoveryCode)).toEqual({ result: 'not-enrolled' });
    const confirming = { ...ada.act, attemptId: 'second', typed: ada.code(0, shown), name: '' };
    expect(await ada.mfa.confirm(confirming)).toEqual({ result: 'expired' });
  });

  it('names nobody where it was not an administrator', async () => {
    const ada = await enrolledAda();
    await ada.mfa.reset({ ...ada.act, reason: 'undone' });
    expect(ada.store.events.at(-1)?.detail).toMatchObject({ admin: null });
  });

  it('answers nothing that could be shown: no seed, no password', async () => {
    const ada = await enrolledAda();
    expect(await ada.mfa.reset({ ...ada.byAdmin, reason: 'x' })).toBeUndefined();
    expect(await ada.mfa.enableAgain(ada.byAdmin)).toBeUndefined();
  });
});

describe('T6 "This was not me"', () => {
  it('removes what was added since, and keeps what was there before', async () => {
    const ada = await enrolledAda();
    const hers = ada.held;
    await ada.mfa.issueRecoveryCodes(ada.act);
    ada.later(3600);
    const since = ada.host.now;
    const thief = await ada.enrol({ attemptId: 'thief', name: 'Thief’s phone' });
    await ada.mfa.rememberDevice({ ...ada.act, name: 'Thief’s laptop', days: 30 });
    const shown = await ada.begin('more');
    const before = ada.store.events.length;
    expect(await ada.mfa.undoSince({ ...ada.act, since })).toEqual(['Thief’s phone']);
    expect(ada.events(before)).toEqual(['authenticator-removed', 'device-forgotten', 'enrolment-expired']);
    expect(ada.store.events[before]?.detail).toMatchObject({ name: 'Thief’s phone', reason: 'not-me' });
    expect(ada.store.events.at(-1)?.detail).toMatchObject({ reason: 'not-me' });
    expect(ada.store.notices.at(-1)).toMatchObject({ kind: 'authenticator-removed' });
    const { authenticators, recovery, enrolmentNeeds } = await ada.record();
    expect(authenticators.map(({ name }) => name)).toEqual(['Authenticator']);
    expect(recovery).not.toBeNull();
    expect(enrolmentNeeds).toBe('nothing');
    expect(await ada.verify(ada.code(0, thief))).toMatchObject({ result: 'wrong' });
    const confirming = { ...ada.act, attemptId: 'more', typed: ada.code(0, shown), name: '' };
    expect(await ada.mfa.confirm(confirming)).toEqual({ result: 'expired' });
    expect(await ada.verify(ada.code(0, hers))).toMatchObject({ result: 'accepted' });
  });

  it('removes recovery codes that were made since', async () => {
    const ada = await enrolledAda();
    ada.later(60);
    const since = ada.host.now;
    const [code = ''] = await ada.mfa.issueRecoveryCodes(ada.act);
    const before = ada.store.events.length;
    expect(await ada.mfa.undoSince({ ...ada.act, since })).toEqual([]);
    expect(ada.events(before)).toEqual(['recovery-codes-removed']);
    expect(ada.store.events.at(-1)?.detail).toEqual({ reason: 'not-me' });
    expect(await ada.recover(code)).toEqual({ result: 'not-enrolled' });
  });

  it('keeps the password from enrolling again where nothing is left', async () => {
    const ada = new Ada();
    const since = ada.host.now;
    await ada.enrol();
    expect(await ada.mfa.undoSince({ ...ada.act, since })).toEqual(['Authenticator']);
    expect((await ada.record()).enrolmentNeeds).toBe('link');
    expect(await ada.mfa.begin({ ...ada.act, attemptId: 'x', startAgain: false, presented: 'nothing' })).toMatchObject({
      result: 'needs-ticket',
    });
    const never = new Ada();
    await never.mfa.undoSince({ ...never.act, since });
    expect((await never.record()).enrolmentNeeds).toBe('link');
  });

  it('makes nothing easier that was harder before', async () => {
    const ada = await enrolledAda();
    await ada.miss(20);
    await ada.mfa.undoSince({ ...ada.act, since: 0 });
    expect(await ada.record()).toMatchObject({ enrolmentNeeds: 'ticket', authenticators: [] });
    expect((await ada.record()).disabledAt).not.toBeNull();
  });

  it('leaves no trace where there is nothing to undo', async () => {
    const ada = await enrolledAda();
    const { version } = await ada.record();
    expect(await ada.mfa.undoSince({ ...ada.act, since: ada.host.now })).toEqual([]);
    expect((await ada.record()).version).toBe(version);
    await ada.begin('shown');
    ada.later(3600);
    const before = ada.store.events.length;
    await ada.mfa.undoSince({ ...ada.act, since: ada.host.now });
    expect(ada.events(before)).toEqual([]);
  });
});

describe('T25 a clock that went back', () => {
  async function whoseClockWasAhead(): Promise<Ada> {
    const ada = await enrolledAda();
    ada.later(86_400);
    expect(await ada.verify(ada.code())).toMatchObject({ result: 'accepted' });
    await ada.miss(7);
    await ada.begin('shown');
    ada.later(-86_400);
    return ada;
  }

  it('keeps every used step closed, whatever the clock says', async () => {
    const ada = await enrolledAda();
    ada.later(3600);
    const used = ada.code();
    await ada.verify(used);
    ada.later(-3600);
    for (let steps = 0; steps < 10; steps++) {
      ada.later(30);
      expect((await ada.verify(ada.code())).result).toMatch(/replayed|waiting/);
    }
    ada.later(3300);
    expect(await ada.verify(used)).toEqual({ result: 'replayed' });
  });

  it('is confirmed by clearing what lies ahead, with a row in the log, and says that codes of it had been accepted', async () => {
    const ada = await whoseClockWasAhead();
    const before = ada.store.events.length;
    const told = ada.notices();
    expect(await ada.mfa.clearFutureSteps(ada.byAdmin)).toBe(true);
    expect(ada.store.events.slice(before)).toMatchObject([
      {
        kind: 'clock-confirmed',
        context: { actor: { name: 'r.moss' } },
        detail: { authenticators: 1, accepted: true },
      },
    ]);
    expect(ada.notices()).toEqual(told);
    const record = await ada.record();
    expect(record.waitUntil).toBe(ada.host.now + 3600);
    expect(record.pending).toEqual([]);
    expect(record.futureCode).toBeNull();
    expect(record.consecutiveFailures).toBe(7);
    ada.later(3600);
    expect(await ada.verify(ada.code())).toMatchObject({ result: 'accepted' });
    expect(await ada.mfa.clearFutureSteps(ada.byAdmin)).toBe(false);
  });

  it('opens nothing of the past by it', async () => {
    const ada = await enrolledAda();
    ada.later(7200);
    await ada.verify(ada.code());
    ada.later(-3600);
    await ada.mfa.clearFutureSteps(ada.byAdmin);
    const [authenticator] = (await ada.record()).authenticators;
    expect(authenticator?.lastStep).toBe(Math.floor(ada.host.now / 30) - 1);
    expect(await ada.verify(ada.code(-1))).toEqual({ result: 'replayed' });
    expect(await ada.verify(ada.code())).toMatchObject({ result: 'accepted' });
  });

  it('D3 forgets a device that the wrong clock remembered, whose end lies too far off, and no other', async () => {
    const ada = await enrolledAda();
    const remember = () => ada.mfa.rememberDevice({ ...ada.act, name: 'Firefox', days: 30 });
    const kept = await remember();
    ada.later(10 * 86_400);
    await ada.verify(ada.code());
    const other = await remember();
    ada.later(-9 * 86_400);
    const before = ada.store.events.length;
    expect(await ada.mfa.clearFutureSteps(ada.byAdmin)).toBe(true);
    expect(ada.events(before)).toEqual(['clock-confirmed', 'device-forgotten']);
    expect(ada.store.events.at(-1)?.detail).toMatchObject({ deviceId: other?.deviceId, reason: 'clock' });
    expect((await ada.record()).devices.map(({ id }) => id)).toEqual([kept?.deviceId]);
  });

  it('leaves an account alone on which nothing lies ahead', async () => {
    const ada = await enrolledAda({ policy: { window: 'one-either-way' } });
    await ada.verify(ada.code(1));
    await ada.miss(6);
    await ada.begin('shown');
    const { version } = await ada.record();
    expect(await ada.mfa.clearFutureSteps(ada.byAdmin)).toBe(false);
    expect((await ada.record()).version).toBe(version);
  });

  it('lets the step right ahead and the longest wait be', async () => {
    const ada = await enrolledAda({ policy: { window: 'one-either-way' } });
    await ada.verify(ada.code(1));
    expect(await ada.mfa.clearFutureSteps(ada.byAdmin)).toBe(false);
    expect((await ada.record()).authenticators[0]?.lastStep).toBe(Math.floor(ada.host.now / 30) + 1);
    const waiting = await enrolledAda();
    await waiting.miss(19);
    const { version, waitUntil } = await waiting.record();
    expect(waitUntil).toBe(waiting.host.now + 3600);
    await waiting.mfa.clearFutureSteps(waiting.byAdmin);
    expect((await waiting.record()).version).toBe(version);
  });

  it('shortens a wait alone, and drops a shown secret alone, without claiming that codes were accepted', async () => {
    const waiting = await enrolledAda();
    await waiting.miss(5);
    waiting.later(-7200);
    await waiting.mfa.clearFutureSteps(waiting.byAdmin);
    expect((await waiting.record()).waitUntil).toBe(waiting.host.now + 3600);
    const showing = new Ada();
    await showing.begin();
    showing.later(-1);
    expect(await showing.mfa.clearFutureSteps(showing.byAdmin)).toBe(false);
    expect((await showing.record()).pending).toEqual([]);
    expect(showing.store.events.at(-1)?.detail).toEqual({ authenticators: 0, accepted: false });
  });
});

describe('a store', () => {
  it('that loses every race is asked again as long as others win', async () => {
    const ada = await enrolledAda();
    let others = 0;
    const mfa = createMfa({
      ...ada.host,
      store: {
        ...ada.store,
        replace: async (change) => {
          if (others < 60) {
            others += 1;
            await ada.mfa.reportPostedSecret(ada.act);
          }
          return ada.store.replace(change);
        },
      },
    });
    expect(await mfa.verify({ ...ada.act, typed: ada.code(), factor: 'code', purpose: 'sign-in' })).toMatchObject({
      result: 'accepted',
    });
    expect(others).toBe(60);
  });

  it('that refuses for ever though nothing moves is called broken', async () => {
    const ada = await enrolledAda();
    let tries = 0;
    const store = {
      ...ada.store,
      replace: () => {
        tries += 1;
        return Promise.resolve('conflict' as const);
      },
    };
    const mfa = createMfa({ ...ada.host, store });
    const verifying = mfa.verify({ ...ada.act, typed: ada.code(), factor: 'code', purpose: 'sign-in' });
    await expect(verifying).rejects.toMatchObject({ code: 'store-stuck' });
    expect(tries).toBe(20);
  });

  it('that fails once fails one call, and not those that wait behind it', async () => {
    const ada = await enrolledAda();
    let isFirst = true;
    const store = {
      ...ada.store,
      read: (userId: string) => {
        const fails = isFirst;
        isFirst = false;
        return fails ? Promise.reject(new Error('down')) : ada.store.read(userId);
      },
    };
    const mfa = createMfa({ ...ada.host, store });
    const guess = { ...ada.act, typed: ada.code(), factor: 'code', purpose: 'sign-in' } as const;
    const [first, second] = await Promise.allSettled([mfa.verify(guess), mfa.verify(guess)]);
    expect(first.status).toBe('rejected');
    expect(second).toMatchObject({ status: 'fulfilled', value: { result: 'accepted' } });
  });

  it('is asked by one call at a time for a user, and for several users at once', async () => {
    const ada = await enrolledAda();
    let inside = 0;
    let most = 0;
    const store = {
      ...ada.store,
      read: async (userId: string) => {
        inside += 1;
        most = Math.max(most, inside);
        await Promise.resolve();
        return ada.store.read(userId);
      },
      replace: async (change: Parameters<typeof ada.store.replace>[0]) => {
        const answer = await ada.store.replace(change);
        inside -= 1;
        return answer;
      },
    };
    const mfa = createMfa({ ...ada.host, store });
    const report = (userId: string) => mfa.reportPostedSecret({ ...ada.act, userId });
    await Promise.all(Array.from({ length: 10 }, () => report('ada')));
    expect(most).toBe(1);
    await Promise.all(['bea', 'cleo', 'dora'].map(report));
    expect(most).toBe(3);
  });

  it('sees a wait that began while the call stood in line', async () => {
    const ada = await enrolledAda();
    const right = ada.code();
    const wrong = ada.wrongCode();
    const outcomes = await Promise.all([wrong, wrong, wrong, wrong, wrong, right].map((typed) => ada.verify(typed)));
    expect(outcomes.at(-1)).toMatchObject({ result: 'waiting' });
  });
});
