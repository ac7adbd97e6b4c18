import { describe, expect, it } from 'vitest';
import { Secret } from '@halfminute/otp';
import { MfaError } from '@halfminute/mfa';
import type { BeginRequest, CodeProfile } from '@halfminute/mfa';
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

  it('T6 with the password alone comes too late once another window has confirmed', async () => {
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

describe('E10 several authenticators', () => {
  it('five at least, each with its own name, seed and steps', async () => {
    const ada = new Ada();
    const held = [];
    for (const name of ['One', 'Two', 'Three', 'Four', 'Five']) {
      held.push(await ada.enrol({ attemptId: name, name }));
    }
    const { authenticators } = await ada.record();
    expect(authenticators.map(({ name }) => name)).toEqual(['One', 'Two', 'Three', 'Four', 'Five']);
    expect(new Set(held.map(hexOf)).size).toBe(5);
    ada.later(300);
    for (const shown of held) {
      expect(await ada.verify(ada.code(0, shown))).toMatchObject({ result: 'accepted' });
      expect(await ada.verify(ada.code(0, shown))).toEqual({ result: 'replayed' });
    }
    expect(new Set((await ada.record()).authenticators.map(({ lastStep }) => lastStep)).size).toBe(1);
  });

  it('as many as the policy says, and no more', async () => {
    const ada = await enrolledAda({ policy: { mostAuthenticators: 2 } });
    const third = await ada.begin('third');
    await ada.enrol({ attemptId: 'second' });
    expect(await ada.mfa.begin({ ...ada.act, ...begin, attemptId: 'next' })).toEqual({
      result: 'too-many-authenticators',
    });
    const { secret, profile } = third;
    expect(await ada.mfa.importAuthenticator({ ...ada.act, secret, profile, name: '' })).toBe(
      'too-many-authenticators',
    );
  });

  it('the lost one can be removed with a code of another, and its codes are worth nothing then', async () => {
    const ada = await enrolledAda();
    const lost = ada.held;
    await ada.enrol({ attemptId: 'second', name: 'New' });
    const [first] = (await ada.record()).authenticators;
    const removing = { ...ada.act, authenticatorId: first?.id ?? '' };
    expect(await ada.mfa.remove(removing)).toBe('removed');
    expect((await ada.record()).authenticators.map(({ name }) => name)).toEqual(['New']);
    expect(ada.store.events.at(-1)).toMatchObject({
      kind: 'authenticator-removed',
      detail: { authenticatorId: first?.id, name: 'Authenticator', reason: 'factor-changed' },
    });
    expect(ada.store.notices.at(-1)).toMatchObject({
      kind: 'authenticator-removed',
      parameters: { authenticator: 'Authenticator' },
    });
    expect(await ada.verify(ada.code(0, lost))).toMatchObject({ result: 'wrong' });
    const before = ada.store.events.length;
    expect(await ada.mfa.remove(removing)).toBe('unknown');
    expect(ada.events(before)).toEqual([]);
  });

  it('one can be renamed', async () => {
    const ada = await enrolledAda();
    const [only] = (await ada.record()).authenticators;
    const renaming = { ...ada.act, authenticatorId: only?.id ?? '' };
    expect(await ada.mfa.rename({ ...renaming, name: 'Desk\r\nX-Evil: 1' })).toBe('renamed');
    expect((await ada.record()).authenticators[0]?.name).toBe('Desk X-Evil: 1');
    expect(ada.store.events.at(-1)?.detail).toEqual({
      authenticatorId: only?.id,
      name: 'Desk X-Evil: 1',
      before: 'Authenticator',
    });
    const before = ada.store.events.length;
    expect(await ada.mfa.rename({ ...renaming, authenticatorId: 'x', name: 'Desk' })).toBe('unknown');
    expect(ada.events(before)).toEqual([]);
  });
});

describe('E9 the audit log', () => {
  it('has a row, with date and source, for all that ever happened to an authenticator', async () => {
    const ada = await enrolledAda();
    const [only] = (await ada.record()).authenticators;
    await ada.verify(ada.code());
    await ada.mfa.rename({ ...ada.act, authenticatorId: only?.id ?? '', name: 'Desk' });
    await ada.mfa.remove({ ...ada.act, authenticatorId: only?.id ?? '' });
    expect(ada.events()).toEqual([
      'enrolment-begun',
      'authenticator-added',
      'code-accepted',
      'authenticator-renamed',
      'authenticator-removed',
    ]);
    for (const { at, context, detail } of ada.store.events) {
      expect(at).toBeGreaterThan(1_800_000_000);
      expect(context.source.address).toBe('192.0.2.7');
      expect(detail['authenticatorId']).toBe(only?.id);
    }
  });
});

describe('an imported authenticator', () => {
  const secret = Secret.fromBytes(new Uint8Array(20).fill(7));
  const profile: CodeProfile = { algorithm: 'SHA512', digits: 7, periodSeconds: 15 };

  it('is good at once, and told of', async () => {
    const ada = new Ada();
    expect(await ada.mfa.importAuthenticator({ ...ada.byAdmin, secret, profile, name: 'Old phone' })).toBe('imported');
    expect(ada.store.events).toMatchObject([
      {
        kind: 'authenticator-imported',
        context: { actor: { kind: 'admin' } },
        detail: { name: 'Old phone', first: true },
      },
    ]);
    expect(ada.store.notices).toMatchObject([{ kind: 'authenticator-added', parameters: { imported: true } }]);
    const shown = { secret, profile };
    expect(await ada.verify(ada.code(0, shown))).toMatchObject({ result: 'accepted' });
    expect((await ada.record()).authenticators).toMatchObject([{ name: 'Old phone', profile, addedAt: ada.host.now }]);
  });

  it('C5 has 128 bits at least', async () => {
    const ada = new Ada();
    const importing = { ...ada.act, profile, name: '' };
    const of = (length: number) => Secret.fromBytes(new Uint8Array(length).fill(9));
    expect(await ada.mfa.importAuthenticator({ ...importing, secret: of(15) })).toBe('too-short');
    expect(ada.store.records()).toEqual([]);
    expect(await ada.mfa.importAuthenticator({ ...importing, secret: of(16) })).toBe('imported');
  });

  it.each([
    ['algorithm', { ...profile, algorithm: 'MD5' }],
    ['digits', { ...profile, digits: 5 }],
    ['digits', { ...profile, digits: 9 }],
    ['periodSeconds', { ...profile, periodSeconds: 14 }],
    ['periodSeconds', { ...profile, periodSeconds: 121 }],
    ['periodSeconds', { ...profile, periodSeconds: 30.5 }],
  ])('C7 is refused by name for a %s that is not checked here', async (setting, odd) => {
    const ada = new Ada();
    const foreign = odd as CodeProfile; // what a file may hold
    const importing = ada.mfa.importAuthenticator({ ...ada.act, secret, profile: foreign, name: '' });
    await expect(importing).rejects.toBeInstanceOf(MfaError);
    await expect(importing).rejects.toMatchObject({ code: 'bad-profile', setting });
  });

  it('C7 may have any period from 15 seconds to two minutes', async () => {
    const ada = new Ada();
    for (const periodSeconds of [15, 120]) {
      const importing = { ...ada.act, secret, profile: { ...profile, periodSeconds }, name: '' };
      expect(await ada.mfa.importAuthenticator(importing)).toBe('imported');
    }
  });

  it('ends what was being set up', async () => {
    const ada = new Ada();
    const shown = await ada.begin();
    await ada.mfa.importAuthenticator({ ...ada.byAdmin, secret, profile, name: '' });
    const confirming = { ...ada.act, attemptId: 'attempt', typed: ada.code(0, shown), name: '' };
    expect(await ada.mfa.confirm(confirming)).toEqual({ result: 'expired' });
  });
});

async function onShow(ada: Ada): Promise<readonly string[]> {
  const { pending } = await ada.record();
  return pending.filter(({ expiresAt }) => expiresAt > ada.host.now).map(({ attemptId }) => attemptId);
}

describe('E7 what an enrolment needs besides the password', () => {
  const asking = (ada: Ada, presented: BeginRequest['presented'], attemptId = 'new') =>
    ada.mfa.begin({ ...ada.act, attemptId, startAgain: false, presented });

  it('is nothing at first', async () => {
    expect(await asking(new Ada(), 'nothing')).toMatchObject({ result: 'pending' });
  });

  it('is a mailed link or a ticket after a reset', async () => {
    const ada = await enrolledAda();
    await ada.mfa.reset({ ...ada.byAdmin, reason: 'new phone' });
    expect(await asking(ada, 'nothing')).toEqual({ result: 'needs-ticket', needs: 'link' });
    expect((await ada.record()).pending).toEqual([]);
    expect(await asking(ada, 'link', 'by link')).toMatchObject({ result: 'pending' });
    expect(await asking(ada, 'ticket', 'by ticket')).toMatchObject({ result: 'pending' });
    // The attempt that was shown a secret has presented what it needs; a reload asks for nothing more.
    expect(await asking(ada, 'nothing', 'by link')).toMatchObject({ result: 'pending' });
    expect(await asking(ada, 'nothing', 'another')).toEqual({ result: 'needs-ticket', needs: 'link' });
  });

  it('is nothing again once it was met', async () => {
    const ada = await enrolledAda();
    await ada.mfa.reset({ ...ada.byAdmin, reason: 'new phone' });
    const shown = await ada.begin('again', 'link');
    await ada.mfa.confirm({ ...ada.act, attemptId: 'again', typed: ada.code(0, shown), name: '' });
    expect((await ada.record()).enrolmentNeeds).toBe('nothing');
  });

  it('is a ticket after the cap, and a link is not enough, even after a reset', async () => {
    const ada = await enrolledAda();
    await ada.miss(20);
    expect(await asking(ada, 'nothing')).toEqual({ result: 'needs-ticket', needs: 'ticket' });
    expect(await asking(ada, 'link')).toEqual({ result: 'needs-ticket', needs: 'ticket' });
    await ada.mfa.reset({ ...ada.byAdmin, reason: 'locked out' });
    expect(await ada.record()).toMatchObject({ enrolmentNeeds: 'ticket', disabledAt: null, consecutiveFailures: 0 });
    expect(await asking(ada, 'link')).toEqual({ result: 'needs-ticket', needs: 'ticket' });
    await ada.mfa.reset({ ...ada.byAdmin, reason: 'twice' });
    expect(await asking(ada, 'link')).toEqual({ result: 'needs-ticket', needs: 'ticket' });
    expect(await asking(ada, 'ticket')).toMatchObject({ result: 'pending' });
  });

  it('is a ticket for who guessed at a secret of their own until the cap, and the secret is gone', async () => {
    const ada = new Ada();
    const shown = await ada.begin();
    const confirming = { ...ada.act, attemptId: 'attempt', typed: ada.wrongCode(shown), name: '' };
    for (let failures = 0; failures < 20; failures++) {
      ada.host.now = Math.max(ada.host.now, (await ada.record()).waitUntil ?? 0);
      await ada.mfa.begin({ ...ada.act, ...begin, attemptId: 'fresh', startAgain: true });
      const begun = await ada.mfa.begin({ ...ada.act, ...begin, startAgain: true });
      expect(begun.result).toBe('pending');
      expect(await ada.mfa.confirm(confirming)).toMatchObject({ result: 'wrong' });
    }
    expect(await ada.mfa.confirm(confirming)).toEqual({ result: 'disabled' });
    expect(await onShow(ada)).toEqual([]);
    await ada.mfa.enableAgain(ada.byAdmin);
    expect(await ada.mfa.confirm(confirming)).toEqual({ result: 'expired' });
    expect(await asking(ada, 'nothing')).toEqual({ result: 'needs-ticket', needs: 'ticket' });
  });

  it('a ticket also switches the factors on again, once, with the secret it leads to', async () => {
    const ada = await enrolledAda();
    await ada.miss(20);
    const before = ada.store.events.length;
    expect(await asking(ada, 'ticket')).toMatchObject({ result: 'pending' });
    expect(ada.events(before)).toEqual(['factors-enabled', 'enrolment-begun']);
    expect(ada.notices().at(-1)).toBe('factors-enabled');
    expect(await ada.record()).toMatchObject({ disabledAt: null, consecutiveFailures: 0 });
    await ada.miss(20);
    // Nobody guesses on by reloading the page that the ticket opened.
    expect(await onShow(ada)).toEqual([]);
    expect(await asking(ada, 'ticket')).toEqual({ result: 'needs-ticket', needs: 'ticket' });
    expect(await asking(ada, 'ticket', 'with another ticket')).toMatchObject({ result: 'pending' });
  });

  it('is a new link after each reset: one spent before it counts no more', async () => {
    const ada = await enrolledAda();
    await ada.mfa.reset({ ...ada.byAdmin, reason: 'first' });
    await ada.begin('thief', 'link');
    await ada.mfa.reset({ ...ada.byAdmin, reason: 'second' });
    const thief = { ...ada.act, attemptId: 'thief', presented: 'link' } as const;
    for (const startAgain of [false, true]) {
      expect(await ada.mfa.begin({ ...thief, startAgain })).toEqual({ result: 'needs-ticket', needs: 'link' });
    }
    expect(await asking(ada, 'link', 'hers')).toMatchObject({ result: 'pending' });
  });

  it('has to be presented again for a secret in place of one that ran out', async () => {
    const ada = await enrolledAda();
    await ada.mfa.reset({ ...ada.byAdmin, reason: 'new phone' });
    await ada.begin('by link', 'link');
    ada.later(3600);
    const again = { ...ada.act, attemptId: 'by link' } as const;
    expect(await ada.mfa.begin({ ...again, startAgain: false, presented: 'link' })).toEqual({ result: 'expired' });
    expect(await ada.mfa.begin({ ...again, startAgain: true, presented: 'nothing' })).toMatchObject({ needs: 'link' });
    expect(await ada.mfa.begin({ ...again, startAgain: true, presented: 'link' })).toMatchObject({ result: 'pending' });
  });

  it('is nothing for another authenticator: there the old one is asked for', async () => {
    const ada = await enrolledAda();
    await ada.mfa.reset({ ...ada.byAdmin, reason: 'new phone' });
    const secret = Secret.fromBytes(new Uint8Array(20).fill(1));
    await ada.mfa.importAuthenticator({
      ...ada.byAdmin,
      secret,
      profile: { algorithm: 'SHA1', digits: 6, periodSeconds: 30 },
      name: '',
    });
    expect(await asking(ada, 'nothing')).toMatchObject({ result: 'pending' });
  });
});
