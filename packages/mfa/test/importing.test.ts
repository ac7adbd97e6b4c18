import { describe, expect, it } from 'vitest';
import { Secret } from '@halfminute/otp';
import { MfaError } from '@halfminute/mfa';
import type { CodeProfile } from '@halfminute/mfa';
import { Ada } from './ada.ts';

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

  it('may use any of the three hashes', async () => {
    const ada = new Ada();
    for (const algorithm of ['SHA1', 'SHA256', 'SHA512'] as const) {
      const importing = { ...ada.act, secret, profile: { ...profile, algorithm }, name: '' };
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
