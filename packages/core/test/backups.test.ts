import { describe, expect, it } from 'vitest';
import { createMemoryClock } from '../src/testing/index.ts';
import { added, deskWith, noticeKinds, openDesk, openState, PASSWORD, services } from './desk.ts';
import type { Desk } from './desk.ts';

/** The bytes of a backup of a vault with one account of this name. */
async function backupOf(service: string, seed = 50): Promise<{ bytes: Uint8Array; desk: Desk }> {
  const desk = await openDesk({ seed });
  await added(desk.app, { service });
  await desk.app.backups.saveBackup();
  return { bytes: desk.platform.savedFiles[0]?.bytes ?? new Uint8Array(0), desk };
}

describe('saving a backup', () => {
  it('offers the encrypted vault under the name of the day', async () => {
    // Half past eleven at night in UTC is the next day where this computer is.
    const clock = createMemoryClock({ unixMs: Date.UTC(2027, 11, 31, 23, 30), utcOffsetMinutes: 60 });
    const { app, platform } = await openDesk({ clock });
    await added(app);
    expect(await app.backups.saveBackup()).toEqual({ outcome: 'saved' });
    expect(platform.savedFiles).toMatchObject([
      { name: 'halfminute-2028-01-01.halfminute', mimeType: 'application/vnd.halfminute.vault' },
    ]);
  });

  it('opens on another computer with the password of the day', async () => {
    const { bytes } = await backupOf('Cases');
    const { app } = await deskWith({ seed: 2 });
    expect(await app.session.openBackup({ bytes, credential: { password: PASSWORD } })).toEqual({ outcome: 'opened' });
    expect(services(app)).toEqual(['Cases']);
    app.session.lock();
    expect(await app.session.unlock({ password: PASSWORD })).toEqual({ outcome: 'opened' });
  });

  it('ends the notice that there is none, unless the user cancelled', async () => {
    const { app, platform } = await openDesk();
    expect(noticeKinds(app)).not.toContain('no-backup-yet');
    await added(app);
    expect(noticeKinds(app)).toContain('no-backup-yet');
    platform.answerToSave = 'cancelled';
    expect(await app.backups.saveBackup()).toEqual({ outcome: 'cancelled' });
    expect(noticeKinds(app)).toContain('no-backup-yet');
    platform.answerToSave = 'saved';
    await app.backups.saveBackup();
    expect(noticeKinds(app)).not.toContain('no-backup-yet');
    app.session.lock();
    await app.session.unlock({ password: PASSWORD });
    expect(noticeKinds(app)).not.toContain('no-backup-yet');
  });

  it('holds also an edit that the disk could not take', async () => {
    const { app, platform } = await openDesk();
    platform.disk.failure = 'disk-full';
    await added(app, { service: 'Only in memory' });
    await app.backups.saveBackup();
    const other = await deskWith({ seed: 2 });
    const bytes = platform.savedFiles[0]?.bytes ?? new Uint8Array(0);
    await other.app.session.openBackup({ bytes, credential: { password: PASSWORD } });
    expect(services(other.app)).toEqual(['Only in memory']);
  });

  it('is the stored file while it is locked, and nothing where there is none', async () => {
    const { app, platform } = await openDesk();
    app.session.lock();
    expect(await app.backups.saveBackup()).toEqual({ outcome: 'saved' });
    expect(platform.savedFiles[0]?.bytes).toEqual(platform.disk.content());
    const empty = await deskWith();
    expect(await empty.app.backups.saveBackup()).toEqual({ outcome: 'cancelled' });
    expect(await empty.app.backups.rawCopy()).toBeNull();
  });

  it('hands on any other file as it is', async () => {
    const { app, platform } = await openDesk();
    const file = { name: 'sheet.txt', mimeType: 'text/plain', bytes: Uint8Array.of(1, 2, 3) };
    expect(await app.backups.offerFile(file)).toBe('saved');
    expect(platform.savedFiles).toEqual([file]);
  });
});

describe('opening a backup', () => {
  it('keeps what was there as a generation', async () => {
    const { bytes } = await backupOf('From the backup');
    const { app, platform } = await openDesk();
    await added(app, { service: 'There before' });
    app.session.lock();
    const before = platform.disk.content();
    expect(await app.session.openBackup({ bytes, credential: { password: PASSWORD } })).toEqual({ outcome: 'opened' });
    expect(services(app)).toEqual(['From the backup']);
    const kept = platform.disk.kept.map((generation) => generation.bytes);
    expect(kept).toContainEqual(before);
  });

  it('works also while other codes are open, which are then locked away', async () => {
    const { bytes } = await backupOf('From the backup');
    const { app } = await openDesk();
    await added(app, { service: 'There before' });
    expect(await app.session.openBackup({ bytes, credential: { password: 'not this one' } })).toMatchObject({
      outcome: 'failed',
    });
    expect(services(app)).toEqual(['There before']);
    expect(await app.session.openBackup({ bytes, credential: { password: PASSWORD } })).toEqual({ outcome: 'opened' });
    expect(services(app)).toEqual(['From the backup']);
  });

  it('leaves it locked where it was locked meanwhile', async () => {
    const { bytes } = await backupOf('From the backup');
    const { app } = await openDesk();
    const opening = app.session.openBackup({ bytes, credential: { password: PASSWORD } });
    app.session.lock('system');
    expect(await opening).toEqual({ outcome: 'opened' });
    expect(app.getState().session).toMatchObject({ phase: 'locked', lockedBecause: 'system' });
    await app.session.unlock({ password: PASSWORD });
    expect(services(app)).toEqual(['From the backup']);
  });

  it('mends a vault that cannot be read, and keeps its bytes', async () => {
    const { bytes } = await backupOf('From the backup');
    const { app, platform } = await deskWith();
    const damaged = bytes.slice(0, 100);
    platform.disk.place(damaged);
    await app.start();
    expect(app.getState().session.phase).toBe('unreadable');
    expect(await app.session.openBackup({ bytes, credential: { password: PASSWORD } })).toEqual({ outcome: 'opened' });
    expect(platform.disk.kept.map((generation) => generation.bytes)).toContainEqual(damaged);
  });

  it('asks for a new password when it was opened with the recovery key', async () => {
    const { desk } = await backupOf('Cases');
    const made = await desk.app.keys.makeRecoverySheet({});
    await desk.app.backups.saveBackup();
    const bytes = desk.platform.savedFiles[1]?.bytes ?? new Uint8Array(0);
    const recoveryKey = made.outcome === 'made' ? made.groups.join('') : '';
    const { app } = await deskWith({ seed: 2 });
    expect(await app.session.openBackup({ bytes, credential: { recoveryKey } })).toEqual({ outcome: 'opened' });
    expect(openState(app).newPasswordDue).toBe(true);
  });

  it.each([
    ['nothing', new Uint8Array(0), 'empty'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), 'not-a-vault'],
  ] as const)('refuses %s and leaves everything as it was', async (_what, bytes, problem) => {
    const { app, platform } = await openDesk();
    app.session.lock();
    const before = [app.getState().session, platform.disk.content()];
    expect(await app.session.openBackup({ bytes, credential: { password: PASSWORD } })).toEqual({
      outcome: 'refused',
      problem,
    });
    expect([app.getState().session, platform.disk.content()]).toEqual(before);
  });

  it('refuses half a backup, and says that it is damaged', async () => {
    const { bytes } = await backupOf('Cases');
    const { app, platform } = await deskWith();
    const half = bytes.slice(0, bytes.length >> 1);
    expect(await app.session.openBackup({ bytes: half, credential: { password: PASSWORD } })).toEqual({
      outcome: 'refused',
      problem: 'damaged',
    });
    expect(app.getState().session).toEqual({ phase: 'absent' });
    expect(platform.disk.content()).toBeNull();
  });

  it('writes nothing before the password has opened it, and says so when the disk fails', async () => {
    const { bytes } = await backupOf('Cases');
    const { app, platform } = await deskWith();
    expect(await app.session.openBackup({ bytes, credential: { password: 'not this one' } })).toEqual({
      outcome: 'failed',
      failure: 'wrong-password',
    });
    expect(platform.disk.content()).toBeNull();
    platform.disk.failure = 'disk-full';
    expect(await app.session.openBackup({ bytes, credential: { password: PASSWORD } })).toEqual({
      outcome: 'failed',
      problem: 'disk-full',
    });
    expect(app.getState().session).toEqual({ phase: 'absent' });
  });
});

describe('generations', () => {
  it('are counted, listed and deleted, but never the codes themselves', async () => {
    const { app } = await openDesk();
    for (const note of ['a', 'b', 'c']) {
      await added(app, { service: note });
    }
    const { generationCount } = openState(app);
    expect(generationCount).toBeGreaterThan(2);
    expect(await app.backups.generations()).toHaveLength(generationCount);
    expect(await app.backups.deleteGenerations()).toBe(generationCount);
    expect(openState(app).generationCount).toBe(0);
    expect(services(app)).toEqual(['a', 'b', 'c']);
  });

  it('can be put back, which locks, and what was there becomes one itself', async () => {
    const { app, platform } = await openDesk();
    await added(app, { service: 'Early' });
    const early = platform.disk.content();
    await added(app, { service: 'Late' });
    const late = platform.disk.content();
    const [newest] = await app.backups.generations();
    expect(await app.backups.restoreGeneration(newest?.id ?? '')).toEqual({ outcome: 'restored' });
    expect(app.getState().session).toMatchObject({ phase: 'locked', lockedBecause: 'by-user' });
    expect(platform.disk.content()).toEqual(early);
    expect(platform.disk.kept[0]?.bytes).toEqual(late);
    await app.session.unlock({ password: PASSWORD });
    expect(services(app)).toEqual(['Early']);
  });

  it('can be put back also where the vault cannot be read', async () => {
    const { app, platform } = await openDesk();
    await added(app);
    await added(app, { service: 'Second' });
    app.session.lock();
    platform.disk.place(Uint8Array.of(1, 2, 3));
    await app.start();
    expect(app.getState().session.phase).toBe('unreadable');
    const [newest] = await app.backups.generations();
    expect(await app.backups.restoreGeneration(newest?.id ?? '')).toEqual({ outcome: 'restored' });
    expect(app.getState().session.phase).toBe('locked');
    await app.session.unlock({ password: PASSWORD });
    expect(services(app)).toEqual(['Cases']);
  });

  it('are not put back when they are damaged themselves, nor when they are gone', async () => {
    const { app, platform } = await openDesk();
    await added(app);
    const good = platform.disk.content();
    platform.disk.place(Uint8Array.of(1, 2, 3));
    const { revision } = (await platform.vaultFile.read()) ?? { revision: null };
    await platform.vaultFile.write(good ?? new Uint8Array(0), revision);
    const [damaged] = await app.backups.generations();
    expect(await app.backups.restoreGeneration(damaged?.id ?? '')).toEqual({
      outcome: 'failed',
      problem: 'not-a-vault',
    });
    expect(await app.backups.restoreGeneration('none of this name')).toEqual({ outcome: 'gone' });
    expect(platform.disk.content()).toEqual(good);
    expect(app.getState().session.phase).toBe('open');
  });

  it('are not put back by a disk that fails', async () => {
    const { app, platform } = await openDesk();
    await added(app);
    const [newest] = await app.backups.generations();
    platform.disk.failure = 'disk-full';
    expect(await app.backups.restoreGeneration(newest?.id ?? '')).toEqual({ outcome: 'failed', problem: 'disk-full' });
    expect(app.getState().session.phase).toBe('open');
  });
});

describe('a host that may erase', () => {
  it('is asked to keep the codes when there are some, and the user is told where it does not', async () => {
    const { app } = await openDesk({ storage: { persistent: false, agrees: false } });
    expect(noticeKinds(app)).not.toContain('storage-not-persistent');
    await added(app);
    expect(openState(app).storagePersistent).toBe(false);
    expect(noticeKinds(app)).toContain('storage-not-persistent');
    app.dismissNotice('storage-not-persistent');
    expect(noticeKinds(app)).not.toContain('storage-not-persistent');
    app.session.lock();
    await app.session.unlock({ password: PASSWORD });
    expect(noticeKinds(app)).toContain('storage-not-persistent');
  });

  it('is believed when it agrees', async () => {
    const { app } = await openDesk({ storage: { persistent: false, agrees: true } });
    await added(app);
    expect(openState(app).storagePersistent).toBe(true);
    expect(noticeKinds(app)).not.toContain('storage-not-persistent');
  });

  it('is no matter where the host does not erase', async () => {
    const { app } = await openDesk();
    expect(openState(app).storagePersistent).toBeNull();
    expect(noticeKinds(app)).not.toContain('storage-not-persistent');
  });
});
