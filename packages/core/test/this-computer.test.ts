import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inspectVault } from '@halfminute/vault';
import { createMemoryKeychain } from '../src/testing/index.ts';
import type { KeychainFailure, MemoryKeychain, MemoryPlatform } from '../src/testing/index.ts';
import { added, arrived, deskWith, openDesk, openState, PASSWORD, services } from './desk.ts';
import type { Desk } from './desk.ts';

interface KeyringDesk extends Desk {
  readonly keychain: MemoryKeychain;
}

/** Open, with one account, and with a key in the keyring. */
async function deskThatKnowsItsComputer(): Promise<KeyringDesk> {
  const keychain = createMemoryKeychain();
  const desk = await openDesk({ keychain });
  await added(desk.app);
  expect(await desk.app.keys.addThisComputer({})).toEqual({ outcome: 'changed' });
  await arrived(() => expect(openState(desk.app).thisComputer).toBe('present'));
  return { ...desk, keychain };
}

/** The same computer, another day. */
async function anotherDay({ platform, keychain }: KeyringDesk, options: { policy?: string } = {}): Promise<Desk> {
  return deskWith({ disk: platform.disk, clock: platform.clock, keychain, seed: 77, ...options });
}

function sha256({ disk }: MemoryPlatform): string {
  return createHash('sha256')
    .update(disk.content() ?? new Uint8Array())
    .digest('hex');
}

async function slotKinds({ disk }: MemoryPlatform): Promise<readonly string[]> {
  return (await inspectVault(disk.content() ?? new Uint8Array())).slots.map(({ kind }) => kind);
}

function offer({ app }: Desk): string | null {
  const { session } = app.getState();
  return session.phase === 'locked' ? session.thisComputer : null;
}

describe('unlocking with this computer', () => {
  it('opens the codes with the key that the keyring keeps', async () => {
    const first = await deskThatKnowsItsComputer();
    first.app.dispose();
    const { app } = await anotherDay(first);
    expect(await app.session.unlockWithThisComputer()).toEqual({ outcome: 'opened' });
    expect(services(app)).toEqual(['Cases']);
    expect(openState(app).newPasswordDue).toBe(false);
  });

  it('is a further way in: the password opens as before, and its slot stays', async () => {
    const desk = await deskThatKnowsItsComputer();
    expect(await slotKinds(desk.platform)).toEqual(['password', 'device-key']);
    desk.app.session.lock();
    expect(await desk.app.session.unlock({ password: PASSWORD })).toEqual({ outcome: 'opened' });
  });

  it('is offered while locked where the keyring has a key, without opening anything', async () => {
    const desk = await anotherDay(await deskThatKnowsItsComputer());
    await arrived(() => expect(offer(desk)).toBe('present'));
    expect(desk.app.getState().open).toBeNull();
  });

  it('is still offered after a wrong password, and after locking again', async () => {
    const desk = await deskThatKnowsItsComputer();
    desk.app.session.lock();
    expect(offer(desk)).toBe('present');
    await desk.app.session.unlock({ password: 'not this one' });
    expect(offer(desk)).toBe('present');
  });

  it('is not offered on another computer, whose keyring has no key', async () => {
    const first = await deskThatKnowsItsComputer();
    const desk = await anotherDay({ ...first, keychain: createMemoryKeychain() });
    await arrived(() => expect(offer(desk)).toBe('absent'));
  });

  it('says that it cannot tell where the keyring does not answer, and does not ask again at each save', async () => {
    const first = await deskThatKnowsItsComputer();
    first.keychain.failure = 'no-answer';
    const desk = await anotherDay(first);
    await arrived(() => expect(offer(desk)).toBe('unavailable'));
    await desk.app.session.unlock({ password: PASSWORD });
    const asked = first.keychain.asked.length;
    await added(desk.app);
    expect(first.keychain.asked).toHaveLength(asked);
    expect(openState(desk.app).thisComputer).toBe('unavailable');
  });

  it('asks no keyring about codes that know no computer', async () => {
    const keychain = createMemoryKeychain();
    const desk = await openDesk({ keychain });
    await added(desk.app);
    desk.app.session.lock();
    expect(keychain.asked).toEqual([]);
    expect(offer(desk)).toBe('absent');
  });

  it.each([
    ['no-answer', 'keychain-unanswered'],
    ['wrong-key', 'keychain-without-key'],
    ['wrong-length', 'keychain-without-key'],
    ['emptied', 'keychain-without-key'],
  ] as const)('fails on a keyring with %s as %s, and the vault stays byte for byte', async (failure, answer) => {
    const first = await deskThatKnowsItsComputer();
    first.app.dispose();
    const before = sha256(first.platform);
    const keysBefore = [...first.keychain.keys.keys()];
    const keychain = failure === 'emptied' ? createMemoryKeychain() : first.keychain;
    keychain.failure = failure === 'emptied' ? null : failure;
    const asked = keychain.asked.length;
    const { app, platform } = await anotherDay({ ...first, keychain });
    expect(await app.session.unlockWithThisComputer()).toEqual({ outcome: 'failed', failure: answer });
    expect(app.getState().session).toMatchObject({ phase: 'locked', failure: answer });
    expect(sha256(platform)).toBe(before);
    expect([...first.keychain.keys.keys()]).toEqual(keysBefore);
    expect(keychain.asked.slice(asked).every((what) => what === 'read')).toBe(true);
    // And the password still opens it.
    expect(await app.session.unlock({ password: PASSWORD })).toEqual({ outcome: 'opened' });
  });

  it('gives up on a keyring that never says anything, and the vault stays byte for byte', async () => {
    const first = await deskThatKnowsItsComputer();
    first.app.session.lock();
    const before = sha256(first.platform);
    first.keychain.failure = 'silent';
    const attempt = first.app.session.unlockWithThisComputer();
    const asked = first.keychain.asked.length;
    await arrived(() => expect(first.keychain.asked.length).toBeGreaterThan(asked));
    first.platform.clock.advance(60_000);
    expect(await attempt).toEqual({ outcome: 'failed', failure: 'keychain-unanswered' });
    expect(sha256(first.platform)).toBe(before);
  });

  it('is refused where there is no keyring at all', async () => {
    const { app } = await openDesk();
    expect(app.offers.thisComputer).toBe(false);
    app.session.lock();
    expect(await app.session.unlockWithThisComputer()).toEqual({ outcome: 'failed', failure: 'keychain-without-key' });
  });
});

describe('keeping a key in the keyring', () => {
  it.each(['no-answer', 'read-only', 'forgets'] as const)(
    'leaves neither key nor slot where the keyring is %s',
    async (failure: KeychainFailure) => {
      const keychain = createMemoryKeychain();
      const { app, platform } = await openDesk({ keychain });
      const before = sha256(platform);
      keychain.failure = failure;
      expect(await app.keys.addThisComputer({})).toEqual({ outcome: 'keychain-unanswered' });
      expect(sha256(platform)).toBe(before);
      expect(keychain.keys.size).toBe(0);
      expect(openState(app).notices.map(({ kind }) => kind)).not.toContain('save-failed');
    },
  );

  it('adds no slot to a keyring that gives back another key than it was given', async () => {
    const keychain = createMemoryKeychain();
    const { app, platform } = await openDesk({ keychain });
    const before = sha256(platform);
    keychain.failure = 'wrong-key';
    expect(await app.keys.addThisComputer({})).toEqual({ outcome: 'keychain-unanswered' });
    expect(sha256(platform)).toBe(before);
    expect(keychain.keys.size).toBe(0);
  });

  it('puts the key there before the slot is saved, and takes it away again where that fails', async () => {
    const keychain = createMemoryKeychain();
    const { app, platform } = await openDesk({ keychain });
    platform.disk.failure = 'disk-full';
    expect(await app.keys.addThisComputer({})).toEqual({ outcome: 'failed', problem: 'disk-full' });
    expect(keychain.asked.filter((what) => what !== 'read')).toEqual(['write', 'remove']);
    expect(keychain.keys.size).toBe(0);
    expect(await slotKinds(platform)).toEqual(['password']);
  });

  it('leaves one slot and one key where another program saves at the same time', async () => {
    const keychain = createMemoryKeychain();
    const first = await openDesk({ keychain, watches: false });
    const second = await deskWith({ disk: first.platform.disk, clock: first.platform.clock, seed: 9, watches: false });
    await second.app.session.unlock({ password: PASSWORD });
    await added(second.app);
    expect(await first.app.keys.addThisComputer({})).toEqual({ outcome: 'changed' });
    expect(await slotKinds(first.platform)).toEqual(['password', 'device-key']);
    expect(keychain.keys.size).toBe(1);
    expect(services(first.app)).toEqual(['Cases']);
  });

  it('is done once: asked again, nothing changes', async () => {
    const { app, platform, keychain } = await deskThatKnowsItsComputer();
    const before = sha256(platform);
    expect(await app.keys.addThisComputer({})).toEqual({ outcome: 'changed' });
    expect(sha256(platform)).toBe(before);
    expect(keychain.keys.size).toBe(1);
  });

  it('wants the right password where one is given', async () => {
    const keychain = createMemoryKeychain();
    const { app } = await openDesk({ keychain });
    expect(await app.keys.addThisComputer({ password: 'not this one' })).toEqual({ outcome: 'wrong-password' });
    expect(keychain.keys.size).toBe(0);
    expect(await app.keys.addThisComputer({ password: PASSWORD })).toEqual({ outcome: 'changed' });
  });
});

describe('taking the key away', () => {
  it('removes slot and key, and leaves those of other computers', async () => {
    const one = await deskThatKnowsItsComputer();
    const other = createMemoryKeychain();
    const there = await anotherDay({ ...one, keychain: other });
    await there.app.session.unlock({ password: PASSWORD });
    await there.app.keys.addThisComputer({});
    expect(await slotKinds(one.platform)).toEqual(['password', 'device-key', 'device-key']);
    expect(await one.app.keys.removeThisComputer()).toEqual({ outcome: 'changed' });
    expect(await slotKinds(one.platform)).toEqual(['password', 'device-key']);
    expect(one.keychain.keys.size).toBe(0);
    expect(other.keys.size).toBe(1);
    await arrived(() => expect(openState(one.app).thisComputer).toBe('absent'));
  });

  it('changes nothing where the keyring does not answer', async () => {
    const { app, platform, keychain } = await deskThatKnowsItsComputer();
    const before = sha256(platform);
    keychain.failure = 'no-answer';
    expect(await app.keys.removeThisComputer()).toEqual({ outcome: 'keychain-unanswered' });
    expect(sha256(platform)).toBe(before);
    expect(keychain.keys.size).toBe(1);
  });

  it('happens to both when somebody may know the password: the master key is a fresh one', async () => {
    const { app, platform, keychain } = await deskThatKnowsItsComputer();
    expect(await app.keys.replaceKeys({ current: PASSWORD, next: 'another password' })).toEqual({ outcome: 'changed' });
    expect(await slotKinds(platform)).toEqual(['password']);
    await arrived(() => expect(keychain.keys.size).toBe(0));
    expect(openState(app).thisComputer).toBe('absent');
  });

  it('happens to both when a confirmed sheet is replaced, which makes a fresh master key as well', async () => {
    const { app, platform, keychain } = await deskThatKnowsItsComputer();
    const made = await app.keys.makeRecoverySheet({});
    await app.keys.confirmRecoverySheet({ lastGroup: made.outcome === 'made' ? (made.groups.at(-1) ?? '') : '' });
    expect(await app.keys.makeRecoverySheet({ password: PASSWORD })).toMatchObject({ outcome: 'made' });
    expect(await slotKinds(platform)).toEqual(['password', 'recovery-key']);
    await arrived(() => expect(keychain.keys.size).toBe(0));
  });

  it('does not happen when the password alone is changed, nor when a first sheet is made', async () => {
    const { app, platform, keychain } = await deskThatKnowsItsComputer();
    await app.keys.changePassword({ current: PASSWORD, next: 'another password' });
    await app.keys.makeRecoverySheet({});
    expect(await slotKinds(platform)).toEqual(['password', 'device-key', 'recovery-key']);
    expect(keychain.keys.size).toBe(1);
  });
});

describe('a policy without device keys', () => {
  const policy = '{"keySlots": ["recovery-key"]}';

  it('lets no key be added, and uses none that is there', async () => {
    const first = await deskThatKnowsItsComputer();
    const desk = await anotherDay(first, { policy });
    expect(offer(desk)).toBe('absent');
    expect(desk.app.offers.thisComputer).toBe(false);
    expect(await desk.app.session.unlockWithThisComputer()).toMatchObject({ failure: 'keychain-without-key' });
    await desk.app.session.unlock({ password: PASSWORD });
    expect(await desk.app.keys.addThisComputer({})).toEqual({ outcome: 'not-allowed' });
  });

  it('lets one be taken away', async () => {
    const first = await deskThatKnowsItsComputer();
    const { app, platform } = await anotherDay(first, { policy });
    await app.session.unlock({ password: PASSWORD });
    expect(await app.keys.removeThisComputer()).toEqual({ outcome: 'changed' });
    expect(await slotKinds(platform)).toEqual(['password']);
  });
});
