import { describe, expect, it } from 'vitest';
import { Secret } from '@halfminute/otp';
import type { BeginRequest } from '@halfminute/mfa';
import { Ada, enrolledAda } from './ada.ts';

const begin = { attemptId: 'attempt', startAgain: false, presented: 'nothing' } as const;

async function onShow(ada: Ada): Promise<readonly string[]> {
  const { pending } = await ada.record();
  return pending.filter(({ expiresAt }) => expiresAt > ada.host.now).map(({ attemptId }) => attemptId);
}

describe('E7 what an enrolment needs besides the password', () => {
  const asking = (ada: Ada, presented: BeginRequest['presented'], attemptId = 'new') =>
    ada.mfa.begin({ ...ada.act, attemptId, startAgain: false, presented });

  it('is nothing at first', async () => {
    for (const presented of ['nothing', 'link', 'ticket'] as const) {
      expect(await asking(new Ada(), presented)).toMatchObject({ result: 'pending' });
    }
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
    expect(ada.store.events.at(-1)?.detail).toMatchObject({ presented: 'link' });
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
