import { describe, expect, it } from 'vitest';
import { createMemoryDeviceSettings, createMemoryDisk } from '../src/testing/index.ts';
import { added, deskWith, noticeKinds, openDesk, openState, PASSWORD } from './desk.ts';

describe('a policy in force', () => {
  it('wants longer passwords, and says how long', async () => {
    const policy = '{"passwordMinLength": 20}';
    const { app } = await deskWith({ policy });
    expect(app.offers.passwordMinLength).toBe(20);
    const long = 'long enough for them, too';
    expect(await app.session.create({ password: PASSWORD })).toEqual({ outcome: 'too-short', leastLength: 20 });
    expect(await app.session.create({ password: long })).toEqual({ outcome: 'created' });
    const tooShort = { outcome: 'too-short', leastLength: 20 };
    expect(await app.keys.changePassword({ current: long, next: PASSWORD })).toEqual(tooShort);
    expect(await app.keys.replaceKeys({ current: long, next: PASSWORD })).toEqual(tooShort);
  });

  it('lets a password that was chosen before open the codes', async () => {
    const { platform } = await openDesk();
    const { app } = await deskWith({ disk: platform.disk, seed: 2, policy: '{"passwordMinLength": 64}' });
    expect(await app.session.unlock({ password: PASSWORD })).toEqual({ outcome: 'opened' });
  });

  it('caps the seconds of clipboard and lock where the codes are read, and changes nothing in them', async () => {
    const free = await openDesk();
    await free.app.changeSettings({ clipboardSeconds: null, lockAfterIdleSeconds: 3600 });
    const { app, platform } = await deskWith({
      disk: free.platform.disk,
      seed: 2,
      policy: '{"clipboardSecondsAtMost": 10, "lockAfterIdleSecondsAtMost": 60}',
    });
    await app.session.unlock({ password: PASSWORD });
    expect(openState(app).settings).toMatchObject({ clipboardSeconds: 10, lockAfterIdleSeconds: 60 });
    await app.changeSettings({ theme: 'dark' });
    const id = await added(app);
    expect(await app.copyCode(id, 'current')).toMatchObject({ clearsAfterSeconds: 10 });
    platform.clock.advance(10_000);
    expect(platform.clipboardRecord.text).toBe('');
    platform.clock.advance(50_000);
    expect(app.getState().session).toMatchObject({ phase: 'locked', lockedBecause: 'idle' });
    const later = await deskWith({ disk: platform.disk, seed: 3 });
    await later.app.session.unlock({ password: PASSWORD });
    expect(openState(later.app).settings).toMatchObject({ clipboardSeconds: null, lockAfterIdleSeconds: 3600 });
  });

  it('leaves what the user set tighter', async () => {
    const { app } = await openDesk({ policy: '{"clipboardSecondsAtMost": 60, "lockAfterIdleSecondsAtMost": 600}' });
    await app.changeSettings({ clipboardSeconds: 5, lockAfterIdleSeconds: 30 });
    expect(openState(app).settings).toMatchObject({ clipboardSeconds: 5, lockAfterIdleSeconds: 30 });
  });

  it('forbids a list that is not encrypted', async () => {
    const { app } = await openDesk({ policy: '{"plainExport": false}' });
    await added(app);
    expect(app.offers.plainExport).toBe(false);
    expect(await app.accounts.exportLinks({ password: PASSWORD })).toEqual({ outcome: 'not-allowed' });
  });

  it('forbids a recovery sheet, and then nobody is reminded of one', async () => {
    const { app } = await openDesk({ policy: '{"keySlots": []}' });
    await app.copyCode(await added(app), 'current');
    expect(app.offers.recoverySheet).toBe(false);
    expect(noticeKinds(app)).not.toContain('recovery-sheet-due');
    expect(openState(app).recoverySheet).toEqual({ status: 'not-due' });
    expect(await app.keys.makeRecoverySheet({})).toEqual({ outcome: 'not-allowed' });
  });

  it('uses no recovery key that is there already, for the codes or for a backup', async () => {
    const free = await openDesk();
    await added(free.app);
    const made = await free.app.keys.makeRecoverySheet({});
    const recoveryKey = made.outcome === 'made' ? made.groups.join('') : '';
    const bytes = free.platform.disk.content() ?? new Uint8Array();
    const failed = { outcome: 'failed', failure: 'recovery-key-not-allowed' };
    const { app, platform } = await deskWith({
      disk: free.platform.disk,
      seed: 2,
      policy: '{"keySlots": ["device-key"]}',
    });
    expect(await app.session.unlockWithRecoveryKey({ recoveryKey })).toEqual(failed);
    expect(app.getState()).toMatchObject({
      session: { phase: 'locked', failure: 'recovery-key-not-allowed' },
      open: null,
    });
    expect(await app.session.openBackup({ bytes, credential: { recoveryKey } })).toEqual(failed);
    expect(app.getState()).toMatchObject({ session: { phase: 'locked' }, open: null });
    expect(platform.disk.content()).toEqual(bytes);
    expect(await app.session.openBackup({ bytes, credential: { password: PASSWORD } })).toEqual({ outcome: 'opened' });
    expect(await app.session.openBackup({ bytes, credential: { recoveryKey } })).toEqual(failed);
    expect(app.getState().session.phase).toBe('open');
  });

  it('uses a recovery key where the policy names it', async () => {
    const { app } = await openDesk({ policy: '{"keySlots": ["recovery-key"]}' });
    const made = await app.keys.makeRecoverySheet({});
    app.session.lock();
    const recoveryKey = made.outcome === 'made' ? made.groups.join('') : '';
    expect(await app.session.unlockWithRecoveryKey({ recoveryKey })).toEqual({ outcome: 'opened' });
  });

  it('shows the protection of the window as on, and leaves what the user chose', async () => {
    const deviceSettings = createMemoryDeviceSettings();
    const { app } = await deskWith({ policy: '{"screenCapture": false}', deviceSettings });
    expect(app.getState().device).toMatchObject({ captureProtection: true });
    const changed = await app.changeDeviceSettings({ captureProtection: false, zoomPercent: 120 });
    expect(changed).toMatchObject({ outcome: 'changed', settings: { captureProtection: true, zoomPercent: 120 } });
    expect(deviceSettings.get()).toMatchObject({ captureProtection: false, zoomPercent: 120 });
  });

  it('tells what it manages, and a switch that is true manages nothing', async () => {
    const { app } = await deskWith({ policy: '{"plainExport": true, "screenCapture": false, "passwordMinLength": 8}' });
    expect([...app.offers.managed]).toEqual(['passwordMinLength', 'screenCapture']);
    expect(app.offers.plainExport).toBe(true);
    expect([...(await deskWith()).app.offers.managed]).toEqual([]);
  });
});

describe('a policy that cannot be read', () => {
  const policy = '{\n  "plainExport": no\n}';

  it('opens nothing and makes nothing, and says which line it is', async () => {
    const { app, platform } = await deskWith({ policy });
    expect(app.getState().session).toMatchObject({
      phase: 'policy-broken',
      path: '/etc/halfminute/policy.json',
      line: 2,
    });
    expect(await app.session.create({ password: PASSWORD })).toEqual({ outcome: 'failed', problem: 'not-permitted' });
    expect(platform.disk.content()).toBeNull();
    await app.start();
    expect(app.getState().session.phase).toBe('policy-broken');
    expect(app.report()).toContain('Session: the policy cannot be read (line 2)');
  });

  it('opens no vault that is there, by no way, and leaves it as it is', async () => {
    const { app: free, platform } = await openDesk();
    await added(free);
    const bytes = platform.disk.content() ?? new Uint8Array();
    const { app } = await deskWith({ disk: platform.disk, seed: 2, policy });
    const refused = { outcome: 'unreadable', problem: 'not-permitted' };
    expect(await app.session.unlock({ password: PASSWORD })).toEqual(refused);
    expect(await app.session.unlockWithThisComputer()).toEqual(refused);
    expect(await app.session.openBackup({ bytes, credential: { password: PASSWORD } })).toEqual({
      outcome: 'failed',
      problem: 'not-permitted',
    });
    const [generation] = await app.backups.generations();
    expect(await app.backups.restoreGeneration(generation?.id ?? '')).toMatchObject({ outcome: 'failed' });
    expect(app.getState()).toMatchObject({ session: { phase: 'policy-broken' }, open: null });
    expect(platform.disk.content()).toEqual(bytes);
  });

  it('opens nothing before it was started, either', async () => {
    const { platform } = await openDesk();
    const disk = createMemoryDisk();
    disk.place(platform.disk.content());
    const { app } = await deskWith({ disk, seed: 2, policy: { path: '/x', text: null, problem: 'It is a folder.' } });
    expect(app.getState().session).toEqual({
      phase: 'policy-broken',
      path: '/x',
      line: null,
      message: 'It is a folder.',
    });
  });
});
