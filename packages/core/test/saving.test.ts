import { describe, expect, it } from 'vitest';
import { createApp, emptyForm, PlatformError } from '../src/index.ts';
import { createMemoryPlatform } from '../src/testing/index.ts';
import {
  accountOf,
  added,
  deskWith,
  noticeKinds,
  openDesk,
  openState,
  PASSWORD,
  secondDesk,
  services,
  arrived,
} from './desk.ts';
import type { Desk } from './desk.ts';

describe('two programs on one file', () => {
  it('add 200 accounts each and end with 400', { timeout: 120_000 }, async () => {
    const one = await openDesk({ watches: false });
    const other = await secondDesk(one, { watches: false });
    const addMany = async ({ app }: Desk, who: string): Promise<void> => {
      for (let count = 0; count < 200; count += 1) {
        await added(app, { service: `${who} ${count}` });
      }
    };
    await Promise.all([addMany(one, 'one'), addMany(other, 'other')]);
    const reader = await secondDesk(one, { seed: 3 });
    expect(new Set(services(reader.app)).size).toBe(400);
    expect(openState(reader.app).accounts).toHaveLength(400);
  });

  it('told of each other at once where the host watches the file', async () => {
    const one = await openDesk();
    const other = await secondDesk(one);
    await added(one.app, { service: 'From one' });
    await arrived(() => expect(services(other.app)).toEqual(['From one']));
    await added(other.app, { service: 'From the other' });
    await arrived(() => expect(services(one.app)).toEqual(['From one', 'From the other']));
    // Nobody lost or had to join anything.
    expect(noticeKinds(one.app)).not.toContain('merged');
    expect(noticeKinds(other.app)).not.toContain('merged');
  });

  it('say that both edits are in, where they met', async () => {
    const one = await openDesk({ watches: false });
    const other = await secondDesk(one, { watches: false });
    await added(one.app, { service: 'From one' });
    await added(other.app, { service: 'From the other' });
    expect(services(other.app)).toContain('From one');
    expect(noticeKinds(other.app)).toContain('merged');
    other.app.dismissNotice('merged');
    expect(noticeKinds(other.app)).not.toContain('merged');
  });

  it('do not undo each other: the one deletes, the other renames', async () => {
    const one = await openDesk({ watches: false });
    const first = await added(one.app, { service: 'First' });
    const second = await added(one.app, { service: 'Second' });
    const other = await secondDesk(one, { watches: false });
    await one.app.accounts.remove(first);
    await other.app.accounts.edit(second, { issuer: 'Renamed' });
    expect(services(other.app)).toEqual(['Renamed']);
    expect(openState(other.app).trash.map(({ issuer }) => issuer)).toEqual(['First']);
  });

  it('make the file anew when it was deleted under an open app', async () => {
    const { app, platform } = await openDesk({ watches: false });
    await added(app, { service: 'Before' });
    platform.disk.place(null);
    await added(app, { service: 'After' });
    expect(services((await secondDesk({ app, platform })).app)).toEqual(['Before', 'After']);
  });
});

describe('a disk that fails', () => {
  it.each(['before-writing', 'mid-write', 'disk-full', 'not-permitted'] as const)(
    'keeps the edit in memory and the old vault on the disk (%s), and saves both with the next edit',
    async (failure) => {
      const { app, platform } = await openDesk();
      await added(app, { service: 'Before' });
      const before = platform.disk.content();
      platform.disk.failure = failure;
      const problem = failure === 'disk-full' || failure === 'not-permitted' ? failure : 'io';
      const id = await added(app, { service: 'Held' });
      expect(services(app)).toEqual(['Before', 'Held']);
      expect(app.codes.view(id)).toMatchObject({ kind: 'timed' });
      expect(openState(app).notices[0]).toEqual({ kind: 'save-failed', problem });
      expect(await app.accounts.edit(id, { note: 'still' })).toEqual({ outcome: 'failed', problem });
      expect(platform.disk.content()).toEqual(before);
      platform.disk.failure = null;
      expect(await app.changeSettings({ theme: 'dark' })).toEqual({ outcome: 'saved' });
      expect(noticeKinds(app)).not.toContain('save-failed');
      const other = await secondDesk({ app, platform });
      expect(services(other.app)).toEqual(['Before', 'Held']);
      expect(openState(other.app).accounts[1]?.note).toBe('still');
    },
  );

  it('is tried again even by an edit that changes nothing', async () => {
    const { app, platform } = await openDesk();
    platform.disk.failure = 'disk-full';
    const id = await added(app);
    platform.disk.failure = null;
    expect(await app.accounts.edit(id, { issuer: 'Cases' })).toEqual({ outcome: 'saved' });
    expect(services((await secondDesk({ app, platform })).app)).toEqual(['Cases']);
  });

  it('gives what it could not take to the next unlock', async () => {
    const { app, platform } = await openDesk();
    platform.disk.failure = 'disk-full';
    await added(app, { service: 'Held' });
    app.session.lock();
    platform.disk.failure = null;
    await app.session.unlock({ password: PASSWORD });
    expect(services(app)).toEqual(['Held']);
    expect(services((await secondDesk({ app, platform })).app)).toEqual(['Held']);
  });

  it('keeps an edit that was made while the last good save was written', async () => {
    const { app, platform } = await openDesk();
    const stopFailing = platform.disk.onChange(() => {
      platform.disk.failure = 'disk-full';
    });
    const first = app.accounts.add(accountOf(app, { service: 'First' }));
    await new Promise((resolve) => setImmediate(resolve));
    const second = app.accounts.add(accountOf(app, { service: 'Second' }), { allowDuplicate: true });
    await Promise.all([first, second]);
    app.session.lock();
    stopFailing();
    platform.disk.failure = null;
    await app.session.unlock({ password: PASSWORD });
    expect(services(app)).toEqual(['First', 'Second']);
  });

  it('gives it also to an unlock that comes before the save has failed', async () => {
    const desk = await openDesk();
    const platform = createMemoryPlatform({ disk: desk.platform.disk, seed: 2 });
    const { vaultFile } = platform;
    const { promise: slow, reject: fail } = Promise.withResolvers<never>();
    let writes = 0;
    const write: typeof vaultFile.write = (bytes, replacing) => {
      writes += 1;
      return writes === 1 ? slow : vaultFile.write(bytes, replacing);
    };
    const app = createApp({ ...platform, vaultFile: { ...vaultFile, write } });
    await app.session.unlock({ password: PASSWORD });
    const adding = app.accounts.add(accountOf(app, { service: 'Held' }));
    await arrived(() => expect(writes).toBe(1));
    app.session.lock();
    const unlocking = app.session.unlock({ password: PASSWORD });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(app.getState().session.phase).toBe('locked');
    fail(new PlatformError('disk-full', 'There is no room.'));
    expect(await unlocking).toEqual({ outcome: 'opened' });
    expect(services(app)).toEqual(['Held']);
    await adding;
  });

  it('needs nothing of the caller for that, who may wipe the long code at once', async () => {
    const { app, platform } = await openDesk();
    const account = accountOf(app, { service: 'Held' });
    platform.disk.failure = 'disk-full';
    await app.accounts.add(account);
    account.secret.wipe();
    app.session.lock();
    expect(await app.session.unlock({ password: PASSWORD })).toEqual({ outcome: 'opened' });
    expect(services(app)).toEqual(['Held']);
  });

  it('needs nothing of the caller for that, who may wipe a PIN at once either', async () => {
    const { app, platform } = await openDesk();
    const account = accountOf(app, { service: 'Held', kind: 'motp', code: '42d363efd0ffbdfc', pin: '0042' });
    platform.disk.failure = 'disk-full';
    await app.accounts.add(account);
    account.secret.wipe();
    if (account.kind === 'motp') {
      account.pin.wipe();
    }
    app.session.lock();
    expect(await app.session.unlock({ password: PASSWORD })).toEqual({ outcome: 'opened' });
    expect(services(app)).toEqual(['Held']);
  });

  it('gives an edit of the digits too, whose long code was wiped with everything else', async () => {
    const { app, platform } = await openDesk();
    const id = await added(app);
    const reading = app.accounts.readForm(
      { ...(app.accounts.formOf(id) ?? emptyForm()), digits: '8' },
      { editing: id },
    );
    platform.disk.failure = 'disk-full';
    if (reading.outcome === 'ready') {
      await app.accounts.edit(id, { otp: reading.account });
    }
    app.session.lock();
    expect(await app.session.unlock({ password: PASSWORD })).toEqual({ outcome: 'opened' });
    expect(openState(app).accounts).toMatchObject([{ digits: 8 }]);
    expect(app.codes.view(id)?.code).toHaveLength(8);
  });

  it('takes an account once, though its save only seemed to fail', async () => {
    const { app, platform } = await openDesk();
    // What reaches the disk is told as a failure: the folder could not be made durable, say.
    const stopFailing = platform.disk.onChange(() => {
      throw new PlatformError('io', 'The folder did not answer.');
    });
    await added(app, { service: 'Once' });
    expect(noticeKinds(app)).toContain('save-failed');
    app.session.lock();
    stopFailing();
    await app.session.unlock({ password: PASSWORD });
    await added(app, { service: 'After' });
    expect(services((await secondDesk({ app, platform })).app)).toEqual(['Once', 'After']);
  });

  it('is not written to when nothing has changed', async () => {
    const { app, platform } = await openDesk();
    const id = await added(app);
    const before = platform.disk.writeCount;
    expect(await app.accounts.edit(id, { issuer: 'Cases' })).toEqual({ outcome: 'saved' });
    expect(await app.changeSettings({ theme: 'system' })).toEqual({ outcome: 'saved' });
    expect(platform.disk.writeCount).toBe(before);
  });
});

describe('a burst of edits', () => {
  it('is one save, and each edit hears how it went', async () => {
    const { app, platform } = await openDesk();
    const id = await added(app);
    const before = platform.disk.writeCount;
    const outcomes = await Promise.all(['a', 'b', 'c', 'd'].map((note) => app.accounts.edit(id, { note })));
    expect(outcomes).toEqual(Array.from({ length: 4 }, () => ({ outcome: 'saved' })));
    expect(openState(app).accounts[0]?.note).toBe('d');
    expect(platform.disk.writeCount - before).toBeLessThanOrEqual(2);
  });

  it('is saved to its end when it is locked in the middle', async () => {
    const { app, platform } = await openDesk();
    const adding = app.accounts.add(accountOf(app, { service: 'Just in time' }));
    app.session.lock();
    expect(await adding).toMatchObject({ outcome: 'added' });
    await app.session.unlock({ password: PASSWORD });
    expect(services(app)).toEqual(['Just in time']);
    expect(services((await secondDesk({ app, platform })).app)).toEqual(['Just in time']);
  });
});

describe('keys that were changed elsewhere', () => {
  async function lockedOut(): Promise<{ readonly one: Desk; readonly other: Desk }> {
    const one = await openDesk({ watches: false });
    const other = await secondDesk(one, { watches: false });
    await other.app.keys.replaceKeys({ current: PASSWORD, next: 'nobody knows this' });
    return { one, other };
  }

  it('lock the codes, hold the edit, and join it at the next unlock', async () => {
    const { one, other } = await lockedOut();
    await added(other.app, { service: 'From the other' });
    const before = one.platform.disk.content();
    const adding = await one.app.accounts.add(accountOf(one.app, { service: 'Held' }));
    expect(adding).toEqual({ outcome: 'locked-out' });
    expect(one.app.getState().session).toMatchObject({ phase: 'locked', lockedBecause: 'changed-elsewhere' });
    expect(one.platform.disk.content()).toEqual(before);
    expect(await one.app.session.unlock({ password: PASSWORD })).toMatchObject({ outcome: 'failed' });
    await one.app.session.unlock({ password: 'nobody knows this' });
    expect(services(one.app)).toEqual(['From the other', 'Held']);
    expect(services((await reader(one)).app)).toEqual(['From the other', 'Held']);
  });

  it('lock at once where the host watches the file', async () => {
    const one = await openDesk();
    const other = await secondDesk(one);
    await other.app.keys.replaceKeys({ current: PASSWORD, next: 'nobody knows this' });
    const lockedOutNow = { phase: 'locked', lockedBecause: 'changed-elsewhere' };
    await arrived(() => expect(one.app.getState().session).toMatchObject(lockedOutNow));
  });

  it('do not lock where only the password was changed: the master key is the same', async () => {
    const one = await openDesk({ watches: false });
    const other = await secondDesk(one, { watches: false });
    await other.app.keys.changePassword({ current: PASSWORD, next: 'another password' });
    await added(one.app, { service: 'Still in' });
    expect(one.app.getState().session.phase).toBe('open');
    one.app.session.lock();
    // The save has kept the new password's slot.
    expect(await one.app.session.unlock({ password: PASSWORD })).toMatchObject({ outcome: 'failed' });
    expect(await one.app.session.unlock({ password: 'another password' })).toEqual({ outcome: 'opened' });
  });

  async function reader({ platform }: Desk): Promise<Desk> {
    const desk = await deskWith({ disk: platform.disk, seed: 77 });
    await desk.app.session.unlock({ password: 'nobody knows this' });
    return desk;
  }
});

describe('the state', () => {
  it('is the same object until something changes, and so is every part that did not change', async () => {
    const { app } = await openDesk();
    const first = await added(app, { service: 'First' });
    await added(app, { service: 'Second' });
    const before = openState(app);
    expect(openState(app)).toBe(before);
    await app.accounts.edit(first, { note: 'changed' });
    const after = openState(app);
    expect(after).not.toBe(before);
    expect(after.accounts[0]).not.toBe(before.accounts[0]);
    expect(after.accounts[1]).toBe(before.accounts[1]);
    expect(after.settings).toBe(before.settings);
    expect(after.trash).toBe(before.trash);
    expect(before.accounts[0]?.note).toBe('');
  });

  it('never holds a secret', async () => {
    const { app } = await openDesk();
    await added(app);
    expect(JSON.stringify(app.getState())).not.toMatch(/GEZDGNBV|secret/iu);
  });

  it('tells a listener until it unsubscribes', async () => {
    const { app } = await openDesk();
    let told = 0;
    const unsubscribe = app.subscribe(() => {
      told += 1;
    });
    await app.changeSettings({ theme: 'dark' });
    const soFar = told;
    expect(soFar).toBeGreaterThan(0);
    unsubscribe();
    await app.changeSettings({ theme: 'light' });
    expect(told).toBe(soFar);
  });
});

describe('what could not be saved', () => {
  it('is said to be in memory alone, open and locked, until it is saved', async () => {
    const { app, platform } = await openDesk();
    await added(app);
    expect(app.getState().holdsUnsaved).toBe(false);
    platform.disk.failure = 'disk-full';
    await added(app, { service: 'Late' });
    expect(app.getState().holdsUnsaved).toBe(true);
    app.session.lock();
    expect(app.getState()).toMatchObject({ session: { phase: 'locked' }, open: null, holdsUnsaved: true });
    await app.session.unlock({ password: PASSWORD });
    expect(app.getState().holdsUnsaved).toBe(true);
    platform.disk.failure = null;
    await app.changeSettings({ hideCodes: true });
    expect(app.getState().holdsUnsaved).toBe(false);
  });

  it('is added to the backup that is opened instead of a file that somebody wrote over', async () => {
    const { app, platform } = await openDesk();
    const good = Uint8Array.from(platform.disk.content() ?? []);
    platform.disk.place(new TextEncoder().encode('somebody else'));
    const kept = await added(app);
    expect(app.getState().holdsUnsaved).toBe(true);
    app.session.lock();
    await app.session.unlock({ password: PASSWORD });
    expect(app.getState()).toMatchObject({ session: { phase: 'unreadable' }, holdsUnsaved: true });
    expect(await app.session.openBackup({ bytes: good, credential: { password: PASSWORD } })).toEqual({
      outcome: 'opened',
    });
    expect(openState(app).accounts.map(({ id }) => id)).toEqual([kept]);
    await arrived(() => expect(app.getState().holdsUnsaved).toBe(false));
  });

  it('is said so too where the lock came in the middle of the save, and not where the save succeeded', async () => {
    const { app, platform } = await openDesk();
    const saved = added(app, { service: 'In time' });
    app.session.lock();
    await saved;
    await arrived(() => expect(app.getState()).toMatchObject({ session: { phase: 'locked' }, holdsUnsaved: false }));
    await app.session.unlock({ password: PASSWORD });
    platform.disk.failure = 'disk-full';
    const failed = added(app, { service: 'Too late' });
    app.session.lock();
    await failed;
    await arrived(() => expect(app.getState()).toMatchObject({ session: { phase: 'locked' }, holdsUnsaved: true }));
  });
});
