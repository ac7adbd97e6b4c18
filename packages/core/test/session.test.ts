import { describe, expect, it } from 'vitest';
import { createApp, PlatformError } from '../src/index.ts';
import type { AppState } from '../src/index.ts';
import { createMemoryPlatform, standInDeriveKey } from '../src/testing/index.ts';
import { accountOf, added, deskWith, openDesk, openState, PASSWORD, secondDesk, services } from './desk.ts';

describe('the first start', () => {
  it('says that there is nothing yet, and makes a vault with a password', async () => {
    const { app, platform } = await deskWith();
    expect(app.getState()).toEqual({
      session: { phase: 'absent' },
      open: null,
      holdsUnsaved: false,
      device: null,
      incomingLinks: 0,
      clockCorrectionMs: null,
    });
    expect(await app.session.create({ password: PASSWORD })).toEqual({ outcome: 'created' });
    expect(app.getState().session).toEqual({ phase: 'open', fileName: 'vault.halfminute' });
    expect(openState(app).accounts).toEqual([]);
    expect(platform.disk.content()?.length).toBeGreaterThan(100);
  });

  it.each([
    ['', 'too-short'],
    ['seven77', 'too-short'],
    // Seven characters to the eye, fourteen units to the machine.
    ['😀😀😀😀😀😀😀', 'too-short'],
    ['😀😀😀😀😀😀😀😀', 'created'],
    ['eight888', 'created'],
  ])('counts the characters of %j as people do: %s', async (password, outcome) => {
    const { app } = await deskWith();
    expect(await app.session.create({ password })).toEqual(
      outcome === 'created' ? { outcome } : { outcome, leastLength: 8 },
    );
    expect(app.getState().session.phase).toBe(outcome === 'created' ? 'open' : 'absent');
  });

  it('shows how far the making is', async () => {
    const { app } = await deskWith();
    const phases: unknown[] = [];
    app.subscribe(() => phases.push(app.getState().session));
    await app.session.create({ password: PASSWORD });
    expect(phases[0]).toEqual({ phase: 'opening', fileName: 'vault.halfminute', doing: 'creating' });
  });

  it('does not overwrite a vault that has appeared meanwhile', async () => {
    const first = await deskWith({ watches: false });
    const second = await deskWith({ disk: first.platform.disk, seed: 2, watches: false });
    await first.app.session.create({ password: PASSWORD });
    const before = first.platform.disk.content();
    expect(await second.app.session.create({ password: 'another password' })).toEqual({ outcome: 'conflict' });
    expect(second.app.getState().session.phase).toBe('locked');
    expect(first.platform.disk.content()).toEqual(before);
  });

  it('never shows the same-device sentence again where it stood beside the choice of a password', async () => {
    const { app } = await deskWith();
    const told: unknown[] = [];
    app.subscribe(() => told.push(app.getState().open?.sameDeviceTold));
    await app.session.create({ password: PASSWORD, sameDeviceTold: true });
    expect(told).not.toContain(false);
    app.session.lock();
    await app.session.unlock({ password: PASSWORD });
    expect(openState(app).sameDeviceTold).toBe(true);
  });

  it('makes no second vault where one is', async () => {
    const { app } = await openDesk();
    expect(await app.session.create({ password: PASSWORD })).toEqual({ outcome: 'conflict' });
    expect(app.getState().session.phase).toBe('open');
  });

  it.each([
    ['mid-write', 'io'],
    ['before-writing', 'io'],
    ['disk-full', 'disk-full'],
    ['not-permitted', 'not-permitted'],
  ] as const)('says so when the disk fails (%s), and can be tried again', async (failure, problem) => {
    const { app, platform } = await deskWith();
    platform.disk.failure = failure;
    expect(await app.session.create({ password: PASSWORD })).toEqual({ outcome: 'failed', problem });
    expect(app.getState().session).toEqual({ phase: 'absent' });
    platform.disk.failure = null;
    expect(await app.session.create({ password: PASSWORD })).toEqual({ outcome: 'created' });
  });
});

describe('unlocking', () => {
  it('opens with the password, and nothing else', async () => {
    const { app } = await openDesk();
    await added(app);
    app.session.lock();
    expect(app.getState().open).toBeNull();
    expect(await app.session.unlock({ password: `${PASSWORD}.` })).toEqual({
      outcome: 'failed',
      failure: 'wrong-password',
    });
    expect(app.getState().session).toMatchObject({ phase: 'locked', failure: 'wrong-password' });
    expect(await app.session.unlock({ password: PASSWORD })).toEqual({ outcome: 'opened' });
    expect(services(app)).toEqual(['Cases']);
  });

  it('tells from one start to the next what was saved and when', async () => {
    const first = await openDesk();
    await added(first.app);
    const savedUnixSeconds = Math.floor(first.platform.clock.unixMs() / 1000);
    first.app.dispose();
    const { app } = await deskWith({ disk: first.platform.disk, fileName: 'ada.halfminute' });
    expect(app.getState().session).toEqual({
      phase: 'locked',
      fileName: 'ada.halfminute',
      savedUnixSeconds,
      lockedBecause: null,
      failure: null,
      thisComputer: 'absent',
    });
  });

  it('shows that it derives, then that it decrypts', async () => {
    const { app } = await openDesk();
    app.session.lock();
    const doing: unknown[] = [];
    app.subscribe(() => {
      const { session } = app.getState();
      doing.push(session.phase === 'opening' ? session.doing : session.phase);
    });
    await app.session.unlock({ password: PASSWORD });
    expect(doing.slice(0, 3)).toEqual(['deriving', 'decrypting', 'open']);
  });

  it('answers a second attempt what the first one answers', async () => {
    const { app } = await openDesk();
    app.session.lock();
    const answers = await Promise.all([
      app.session.unlock({ password: PASSWORD }),
      app.session.unlock({ password: 'a second click' }),
    ]);
    expect(answers).toEqual([{ outcome: 'opened' }, { outcome: 'opened' }]);
  });

  it('refuses the recovery key of a vault that has none, and tells a slip from a wrong key', async () => {
    const { app } = await openDesk();
    app.session.lock();
    const recoveryKey = 'ABCD2345';
    expect(await app.session.unlockWithRecoveryKey({ recoveryKey })).toEqual({
      outcome: 'failed',
      failure: 'no-recovery-slot',
    });
    await app.session.unlock({ password: PASSWORD });
    await app.keys.makeRecoverySheet({});
    app.session.lock();
    expect(await app.session.unlockWithRecoveryKey({ recoveryKey })).toEqual({
      outcome: 'failed',
      failure: 'recovery-key-slip',
    });
  });

  it('reads the file as it is now, not as it was when it was last looked at', async () => {
    const desk = await openDesk({ watches: false });
    desk.app.session.lock();
    const other = await secondDesk(desk);
    await added(other.app, { service: 'Added meanwhile' });
    await desk.app.session.unlock({ password: PASSWORD });
    expect(services(desk.app)).toEqual(['Added meanwhile']);
  });

  it('says so when the file has gone, and offers to begin', async () => {
    const { app, platform } = await openDesk();
    app.session.lock();
    platform.disk.place(null);
    expect(await app.session.unlock({ password: PASSWORD })).toEqual({ outcome: 'unreadable', problem: 'io' });
    expect(app.getState().session).toEqual({ phase: 'absent' });
  });

  it('does not blame the file when the host cannot derive the key', async () => {
    const first = await openDesk();
    let fails = true;
    const { app } = await deskWith({
      disk: first.platform.disk,
      deriveKey: (request) =>
        fails ? Promise.reject(new PlatformError('io', 'No memory for Argon2.')) : standInDeriveKey(request),
    });
    expect(await app.session.unlock({ password: PASSWORD })).toEqual({ outcome: 'unreadable', problem: 'io' });
    expect(app.getState().session.phase).toBe('locked');
    fails = false;
    expect(await app.session.unlock({ password: PASSWORD })).toEqual({ outcome: 'opened' });
  });
});

describe('locking', () => {
  it.each(['by-user', 'idle', 'system'] as const)('says why: %s', async (reason) => {
    const { app } = await openDesk();
    app.session.lock(reason);
    expect(app.getState()).toMatchObject({ session: { phase: 'locked', lockedBecause: reason }, open: null });
  });

  it('holds also when it comes while the codes are being opened', async () => {
    const { app } = await openDesk();
    app.session.lock();
    const states: AppState[] = [];
    app.subscribe(() => states.push(app.getState()));
    const unlocking = app.session.unlock({ password: PASSWORD });
    await Promise.resolve();
    app.session.lock('system');
    await unlocking;
    expect(app.getState().session).toMatchObject({ phase: 'locked', lockedBecause: 'system' });
    expect(states.every(({ open }) => open === null)).toBe(true);
    // It was for that one time.
    expect(await app.session.unlock({ password: PASSWORD })).toEqual({ outcome: 'opened' });
    expect(app.getState().session.phase).toBe('open');
  });

  it('changes nothing where nothing is open', async () => {
    const { app } = await deskWith();
    app.session.lock();
    expect(app.getState().session).toEqual({ phase: 'absent' });
  });

  it('leaves no timer behind after the app is disposed of', async () => {
    const { app, platform } = await openDesk();
    const id = await added(app);
    app.codes.watch(id, () => undefined);
    await app.copyCode(id, 'current');
    expect(platform.clock.waiting).toBeGreaterThan(2);
    app.dispose();
    expect(platform.clock.waiting).toBe(0);
    expect(app.getState().open).toBeNull();
  });

  it('lets go of every act that was not begun', async () => {
    const { app, platform } = await openDesk();
    const id = await added(app);
    const account = accountOf(app, { service: 'Late', code: 'JBSWY3DPEHPK3PXP' });
    app.session.lock();
    const before = platform.disk.writeCount;
    expect(await app.accounts.add(account)).toEqual({ outcome: 'locked-out' });
    expect(await app.accounts.edit(id, { note: 'late' })).toEqual({ outcome: 'locked-out' });
    expect(await app.accounts.remove(id)).toEqual({ outcome: 'locked-out' });
    expect(await app.accounts.undo()).toEqual({ outcome: 'locked-out' });
    expect(await app.accounts.putBack(id)).toEqual({ outcome: 'locked-out' });
    expect(await app.accounts.emptyTrash()).toEqual({ outcome: 'locked-out' });
    expect(await app.accounts.reveal(id, { password: PASSWORD })).toEqual({ outcome: 'gone' });
    expect(await app.accounts.exportLinks({ password: PASSWORD })).toEqual({ outcome: 'wrong-password' });
    expect(await app.changeSettings({ theme: 'dark' })).toEqual({ outcome: 'locked-out' });
    expect(await app.codes.nextCounterCode(id)).toEqual({ outcome: 'locked-out' });
    expect(await app.copyCode(id, 'current')).toEqual({ outcome: 'no-code' });
    expect(await app.keys.changePassword({ current: PASSWORD, next: 'another one' })).toEqual({
      outcome: 'locked-out',
    });
    expect(await app.keys.makeRecoverySheet({})).toEqual({ outcome: 'locked-out' });
    expect(app.codes.view(id)).toBeNull();
    expect(platform.disk.writeCount).toBe(before);
  });
});

describe('a file that cannot be opened', () => {
  const text = (content: string): Uint8Array => new TextEncoder().encode(content);

  it.each([
    ['an empty file', new Uint8Array(0), 'empty'],
    ["somebody else's JSON", text('{"accounts": []}'), 'not-a-vault'],
    ['one line of text', text('hello'), 'not-a-vault'],
  ] as const)('is told by its kind and left alone: %s', async (_what, bytes, problem) => {
    const { app, platform } = await deskWith();
    platform.disk.place(bytes);
    await app.start();
    expect(app.getState().session).toEqual({ phase: 'unreadable', fileName: 'vault.halfminute', problem });
    expect(await app.session.create({ password: PASSWORD })).toEqual({ outcome: 'conflict' });
    expect(await app.session.unlock({ password: PASSWORD })).toEqual({ outcome: 'unreadable', problem });
    expect(platform.disk.content()).toEqual(Uint8Array.from(bytes));
    expect(await app.backups.rawCopy()).toEqual(Uint8Array.from(bytes));
  });

  it.each(['is-a-directory', 'not-permitted'] as const)('is told when the path is %s', async (failure) => {
    const platform = createMemoryPlatform();
    platform.disk.failure = failure;
    const app = createApp(platform);
    await app.start();
    expect(app.getState().session).toMatchObject({ phase: 'unreadable', problem: failure });
    platform.disk.failure = null;
    await app.start();
    expect(app.getState().session).toEqual({ phase: 'absent' });
  });

  it('tells half a file from a wrong password, and opens again once it is whole', async () => {
    const { app, platform } = await openDesk();
    await added(app);
    app.session.lock();
    const whole = platform.disk.content() ?? new Uint8Array(0);
    platform.disk.place(whole.slice(0, whole.length >> 1));
    expect(await app.session.unlock({ password: PASSWORD })).toEqual({ outcome: 'unreadable', problem: 'damaged' });
    expect(app.getState().session).toMatchObject({ phase: 'unreadable', problem: 'damaged' });
    platform.disk.place(whole);
    await app.start();
    expect(await app.session.unlock({ password: PASSWORD })).toEqual({ outcome: 'opened' });
    expect(services(app)).toEqual(['Cases']);
  });

  it('is never overwritten by a save either: the edit is held, and saved once the file is readable', async () => {
    const { app, platform } = await openDesk({ watches: false });
    const whole = platform.disk.content() ?? new Uint8Array(0);
    const half = whole.slice(0, 200);
    platform.disk.place(half);
    await added(app);
    expect(platform.disk.content()).toEqual(half);
    expect(openState(app).notices).toContainEqual({ kind: 'save-failed', problem: 'damaged' });
    platform.disk.place(whole);
    await added(app, { service: 'Second' });
    const other = await secondDesk({ app, platform });
    expect(services(other.app)).toEqual(['Cases', 'Second']);
  });
});
