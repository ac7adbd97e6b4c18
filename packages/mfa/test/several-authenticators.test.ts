import { Secret } from '@halfminute/otp';
import { describe, expect, it } from 'vitest';
import { Ada, enrolledAda } from './ada.ts';
import type { Shown } from './ada.ts';

const begin = { attemptId: 'attempt', startAgain: false, presented: 'nothing' } as const;

function hexOf({ secret }: Shown): string {
  return Buffer.from(secret.reveal()).toString('hex');
}

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
    const added = ada.store.events.filter(({ kind }) => kind === 'authenticator-added');
    expect(added.map(({ detail }) => detail['first'])).toEqual([true, false, false, false, false]);
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
    await ada.enrol({ attemptId: 'second' });
    const [only] = (await ada.record()).authenticators;
    const told = ada.notices();
    const renaming = { ...ada.act, authenticatorId: only?.id ?? '' };
    expect(await ada.mfa.rename({ ...renaming, name: 'Desk\r\nX-Evil: 1' })).toBe('renamed');
    expect((await ada.record()).authenticators.map(({ name }) => name)).toEqual(['Desk X-Evil: 1', 'Authenticator 2']);
    expect(ada.notices()).toEqual(told);
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

describe('T10 the last one', () => {
  it('stays where it is to be kept, also of two that are removed at the same moment', async () => {
    const ada = await enrolledAda();
    const [only] = (await ada.record()).authenticators;
    const removing = { ...ada.act, authenticatorId: only?.id ?? '', keepLast: true };
    const before = ada.store.events.length;
    expect(await ada.mfa.remove(removing)).toBe('last');
    expect(ada.events(before)).toEqual([]);
    const secret = Secret.fromBytes(new Uint8Array(20).fill(7));
    const profile = { algorithm: 'SHA1', digits: 6, periodSeconds: 30 } as const;
    await ada.mfa.importAuthenticator({ ...ada.act, secret, profile, name: 'Another' });
    const both = (await ada.record()).authenticators;
    const outcomes = await Promise.all(
      both.map(({ id: authenticatorId }) => ada.mfa.remove({ ...removing, authenticatorId })),
    );
    expect(outcomes).toEqual(['removed', 'last']);
    expect((await ada.record()).authenticators).toHaveLength(1);
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
