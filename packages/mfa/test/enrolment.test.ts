import { describe, expect, it } from 'vitest';
import { Ada, enrolledAda } from './ada.ts';
import type { Shown } from './ada.ts';

const begin = { attemptId: 'attempt', startAgain: false, presented: 'nothing' } as const;

function hexOf({ secret }: Shown): string {
  return Buffer.from(secret.reveal()).toString('hex');
}

describe('C5 a new secret', () => {
  it('has 160 bits, is another one each time, and prints as nothing', async () => {
    const secrets = new Set<string>();
    for (const userId of ['ada', 'bea', 'cleo']) {
      const shown = await new Ada({ userId, seed: userId.length * 7 + userId.charCodeAt(0) }).begin();
      expect(shown.secret.byteLength).toBe(20);
      expect(String(shown.secret)).toBe('<secret>');
      secrets.add(hexOf(shown));
    }
    expect(secrets.size).toBe(3);
  });

  it('comes from the host’s randomness, and from nothing shorter', async () => {
    const short = new Ada();
    Object.assign(short.host, { randomBytes: (length: number) => new Uint8Array(length - 1) });
    await expect(short.begin()).rejects.toMatchObject({ code: 'bad-randomness' });
  });

  it('makes codes as the policy says', async () => {
    const profile = { algorithm: 'SHA256', digits: 8, periodSeconds: 60 } as const;
    const ada = new Ada({ policy: { profile } });
    const shown = await ada.begin();
    expect(shown.profile).toEqual(profile);
    const confirming = { ...ada.act, attemptId: 'attempt', typed: ada.code(0, shown), name: '' };
    expect(await ada.mfa.confirm(confirming)).toMatchObject({ result: 'confirmed' });
    ada.later(60);
    expect(await ada.verify(ada.code(0, shown))).toMatchObject({ result: 'accepted' });
    expect(await ada.verify('123456')).toEqual({ result: 'malformed', expected: [8], got: 6 });
  });
});

describe('E2 a shown secret', () => {
  it('is the same at each reload for an hour from its first display, and then gone', async () => {
    const ada = new Ada();
    const first = await ada.mfa.begin({ ...ada.act, ...begin });
    expect(first).toMatchObject({ result: 'pending', shownAt: ada.host.now, expiresAt: ada.host.now + 3600 });
    const began = ada.host.now;
    for (const after of [0, 60, 3000, 3599]) {
      ada.host.now = began + after;
      const again = await ada.mfa.begin({ ...ada.act, ...begin });
      expect(again).toMatchObject({ result: 'pending', shownAt: began, expiresAt: began + 3600 });
      expect(again.result === 'pending' && first.result === 'pending' && again.secret.equals(first.secret)).toBe(true);
    }
    expect(ada.events()).toEqual(['enrolment-begun']);
    ada.host.now = began + 3600;
    expect(await ada.mfa.begin({ ...ada.act, ...begin })).toEqual({ result: 'expired' });
    expect(await ada.mfa.begin({ ...ada.act, ...begin })).toEqual({ result: 'expired' });
    expect(ada.events()).toEqual(['enrolment-begun']);
  });

  it('lives as long as the policy says', async () => {
    const ada = new Ada({ policy: { enrolmentSeconds: 600 } });
    expect(await ada.mfa.begin({ ...ada.act, ...begin })).toMatchObject({ expiresAt: ada.host.now + 600 });
  });

  it('confirms nothing once it is gone, and no attempt is counted', async () => {
    const ada = new Ada();
    const shown = await ada.begin();
    ada.later(3599);
    const confirming = { ...ada.act, attemptId: 'attempt', name: '' };
    ada.later(1);
    expect(await ada.mfa.confirm({ ...confirming, typed: ada.code(0, shown) })).toEqual({ result: 'expired' });
    expect(await ada.record()).toMatchObject({ consecutiveFailures: 0, authenticators: [] });
  });

  it('is another one when the user was told and starts again', async () => {
    const ada = new Ada();
    const first = await ada.begin();
    ada.later(3600);
    const second = await ada.mfa.begin({ ...ada.act, ...begin, startAgain: true });
    expect(second).toMatchObject({ result: 'pending', expiresAt: ada.host.now + 3600 });
    expect(second.result === 'pending' && second.secret.equals(first.secret)).toBe(false);
    expect(ada.events()).toEqual(['enrolment-begun', 'enrolment-expired', 'enrolment-begun']);
    expect((await ada.record()).pending).toHaveLength(1);
    const third = await ada.mfa.begin({ ...ada.act, ...begin, startAgain: true });
    expect(third).toMatchObject({ result: 'pending' });
    expect(ada.events().slice(3)).toEqual(['enrolment-begun']);
  });

  it('is bound to its account and its attempt', async () => {
    const ada = new Ada();
    const mine = await ada.begin('mine');
    const other = await ada.begin('other');
    expect(hexOf(mine)).not.toBe(hexOf(other));
    const confirming = { ...ada.act, typed: ada.code(0, mine), name: '' };
    expect(await ada.mfa.confirm({ ...confirming, attemptId: 'other' })).toMatchObject({ result: 'wrong' });
    expect(await ada.mfa.confirm({ ...confirming, attemptId: 'nobody' })).toEqual({ result: 'expired' });
    expect(await ada.mfa.confirm({ ...confirming, userId: 'bea', attemptId: 'mine' })).toEqual({ result: 'expired' });
    expect(await ada.mfa.confirm({ ...confirming, attemptId: 'mine' })).toMatchObject({ result: 'confirmed' });
  });

  it('is never good for signing in before it is confirmed', async () => {
    const ada = new Ada();
    const shown = await ada.begin();
    expect(await ada.verify(ada.code(0, shown))).toEqual({ result: 'not-enrolled' });
    const enrolled = await enrolledAda();
    const second = await enrolled.begin('second');
    expect(await enrolled.verify(enrolled.code(0, second))).toMatchObject({ result: 'wrong' });
  });

  it('makes room when more than ten are on show, the eldest first, and is forgotten a day after it ran out', async () => {
    const ada = new Ada();
    for (let attempt = 0; attempt < 12; attempt++) {
      await ada.begin(`attempt-${attempt}`);
      ada.later(1);
    }
    const attempts = (await ada.record()).pending.map(({ attemptId }) => attemptId);
    expect(attempts).toHaveLength(10);
    expect(attempts).not.toContain('attempt-0');
    expect(attempts).not.toContain('attempt-1');
    expect(attempts).toContain('attempt-11');
    ada.later(3600 + 86_400);
    await ada.begin('later');
    expect((await ada.record()).pending.map(({ attemptId }) => attemptId)).toEqual(['later']);
  });

  it('that ran out is still known the same day', async () => {
    const ada = new Ada();
    await ada.begin('old');
    ada.later(3600 + 86_399);
    await ada.begin('new');
    expect(await ada.mfa.begin({ ...ada.act, ...begin, attemptId: 'old' })).toEqual({ result: 'expired' });
  });
});

describe('a confirmation', () => {
  it('adds the authenticator, and tells so', async () => {
    const ada = new Ada();
    const shown = await ada.begin();
    const began = ada.store.events.at(-1);
    const typed = ada.code(0, shown);
    const confirmed = await ada.mfa.confirm({ ...ada.act, attemptId: 'attempt', typed, name: '  My desk\n' });
    const { authenticators, pending } = await ada.record();
    expect(confirmed).toEqual({ result: 'confirmed', authenticatorId: authenticators[0]?.id, first: true });
    expect(authenticators).toMatchObject([
      {
        name: 'My desk',
        addedAt: ada.host.now,
        lastUsedAt: null,
        lastStep: Math.floor(ada.host.now / 30),
        lateInARow: 0,
      },
    ]);
    expect(pending).toEqual([]);
    expect(began).toMatchObject({ kind: 'enrolment-begun', detail: { authenticatorId: authenticators[0]?.id } });
    expect(ada.store.events.at(-1)).toMatchObject({
      kind: 'authenticator-added',
      detail: { authenticatorId: authenticators[0]?.id, name: 'My desk', first: true },
    });
    expect(ada.store.notices).toMatchObject([
      { kind: 'authenticator-added', parameters: { authenticator: 'My desk', first: true, imported: false } },
    ]);
  });

  it('takes the codes that a sign-in takes, and no others', async () => {
    for (const [step, result] of [
      [0, 'confirmed'],
      [-1, 'confirmed'],
      [-2, 'wrong'],
      [1, 'wrong'],
    ] as const) {
      const ada = new Ada();
      const shown = await ada.begin();
      const confirming = { ...ada.act, attemptId: 'attempt', typed: ada.code(step, shown), name: '' };
      expect(await ada.mfa.confirm(confirming)).toMatchObject({ result });
    }
  });

  it('spends the step of its code, late or not', async () => {
    const ada = new Ada();
    const shown = await ada.begin();
    await ada.mfa.confirm({ ...ada.act, attemptId: 'attempt', typed: ada.code(-1, shown), name: '' });
    expect(await ada.verify(ada.code(-1, shown))).toEqual({ result: 'replayed' });
    expect(await ada.verify(ada.code(0, shown))).toMatchObject({ result: 'accepted' });
  });

  it('refuses what can be no code without counting it', async () => {
    const ada = new Ada();
    await ada.begin();
    const confirming = { ...ada.act, attemptId: 'attempt', typed: '1234567', name: '' };
    expect(await ada.mfa.confirm(confirming)).toEqual({ result: 'malformed', expected: [6], got: 7 });
    expect((await ada.record()).consecutiveFailures).toBe(0);
  });

  it('names the authenticator itself where the user does not', async () => {
    const ada = await enrolledAda();
    await ada.enrol({ attemptId: '2' });
    await ada.enrol({ attemptId: '3', name: '\u202e \u200b' });
    await ada.enrol({ attemptId: '4', name: `Ünï${'x'.repeat(200)}` });
    const names = (await ada.record()).authenticators.map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual(['Authenticator', 'Authenticator 2', 'Authenticator 3']);
    expect(names[3]).toBe(`Ünï${'x'.repeat(61)}`);
  });

  it('T27 drops every other secret on show: of two, one is bound, even in parallel', async () => {
    for (const inParallel of [true, false]) {
      const ada = new Ada();
      const [one, other] = [await ada.begin('one'), await ada.begin('other')];
      const tries = [
        () => ada.mfa.confirm({ ...ada.act, attemptId: 'one', typed: ada.code(0, one), name: '' }),
        () => ada.mfa.confirm({ ...ada.act, attemptId: 'other', typed: ada.code(0, other), name: '' }),
      ] as const;
      const outcomes = inParallel
        ? await Promise.all(tries.map((confirm) => confirm()))
        : [await tries[0](), await tries[1]()];
      expect(outcomes).toMatchObject([{ result: 'confirmed' }, { result: 'expired' }]);
      expect((await ada.record()).authenticators).toHaveLength(1);
    }
  });

  it('E4 T6 with the password alone comes too late once another window has confirmed', async () => {
    const ada = await enrolledAda();
    expect(await ada.mfa.begin({ ...ada.act, ...begin, attemptId: 'thief', adds: 'first' })).toEqual({
      result: 'already-enrolled',
    });
    expect(await ada.mfa.begin({ ...ada.act, ...begin, attemptId: 'hers', adds: 'another' })).toMatchObject({
      result: 'pending',
    });
    const bea = new Ada({ userId: 'bea' });
    expect(await bea.mfa.begin({ ...bea.act, ...begin, adds: 'first' })).toMatchObject({ result: 'pending' });
  });
});

describe('E5 a confirmed secret', () => {
  it('is shown no more, by whatever is asked', async () => {
    const ada = await enrolledAda();
    const { held } = ada;
    const shown = await ada.begin();
    expect(held !== null && shown.secret.equals(held.secret)).toBe(false);
    const seen = JSON.stringify([await ada.record(), ada.store.events, ada.store.notices]);
    const secret = held === null ? '' : hexOf(held);
    expect(secret).toHaveLength(40);
    expect(seen).not.toContain(secret);
    expect(seen).not.toContain(JSON.stringify(Array.from(held?.secret.reveal() ?? [])).slice(1, -1));
  });
});

describe('E12 a secret that the client posts', () => {
  it('T30 changes nothing, and is one row of the audit log', async () => {
    const ada = new Ada();
    const shown = await ada.begin();
    const before = ada.store.records();
    const posted = { ...ada.act, ...begin, secret: 'AAAAAAAAAAAAAAAA', totpSecret: 'AAAAAAAAAAAAAAAA' };
    const again = await ada.mfa.begin(posted);
    expect(again.result === 'pending' && again.secret.equals(shown.secret)).toBe(true);
    await ada.mfa.reportPostedSecret(ada.act);
    expect(ada.events()).toEqual(['enrolment-begun', 'posted-secret-ignored']);
    expect(ada.store.records()).toEqual(before.map((record) => ({ ...record, version: record.version + 1 })));
  });
});
