import { describe, expect, it } from 'vitest';
import { createMemorySystemLock } from '../src/testing/index.ts';
import { added, openDesk, openState, PASSWORD } from './desk.ts';

describe('the lock of the system', () => {
  it.each(['screen-locked', 'suspending', 'session-left'] as const)(
    'locks the codes at %s, and says why',
    async (what) => {
      const systemLock = createMemorySystemLock();
      const { app } = await openDesk({ systemLock });
      systemLock.happen(what);
      expect(app.getState()).toMatchObject({ session: { phase: 'locked', lockedBecause: what }, open: null });
    },
  );

  it('leaves them open at a locked screen where the user wants that, but at nothing else', async () => {
    const systemLock = createMemorySystemLock();
    const { app } = await openDesk({ systemLock });
    await app.changeSettings({ lockWithScreen: false });
    systemLock.happen('screen-locked');
    expect(app.getState().session.phase).toBe('open');
    systemLock.happen('suspending');
    expect(app.getState().session).toMatchObject({ phase: 'locked', lockedBecause: 'suspending' });
    await app.session.unlock({ password: PASSWORD });
    expect(openState(app).settings.lockWithScreen).toBe(false);
    systemLock.happen('session-left');
    expect(app.getState().session).toMatchObject({ phase: 'locked', lockedBecause: 'session-left' });
  });

  it('clears what was copied', async () => {
    const systemLock = createMemorySystemLock();
    const { app, platform } = await openDesk({ systemLock });
    await app.copyCode(await added(app), 'current');
    systemLock.happen('screen-locked');
    expect(platform.clipboardRecord.text).toBe('');
  });

  it('locks what is just being opened', async () => {
    const systemLock = createMemorySystemLock();
    const { app } = await openDesk({ systemLock });
    app.session.lock();
    const unlocking = app.session.unlock({ password: PASSWORD });
    await Promise.resolve();
    systemLock.happen('suspending');
    await unlocking;
    expect(app.getState().session).toMatchObject({ phase: 'locked', lockedBecause: 'suspending' });
  });

  it('is offered as a setting only where the system tells of it', async () => {
    const systemLock = createMemorySystemLock();
    expect((await openDesk({ systemLock })).app.offers.lockWithScreen).toBe(true);
    expect((await openDesk()).app.offers.lockWithScreen).toBe(false);
  });

  it('is not listened to any more when the app has ended', async () => {
    const systemLock = createMemorySystemLock();
    const { app } = await openDesk({ systemLock });
    await app.start();
    expect(systemLock.watchers).toBe(1);
    app.dispose();
    expect(systemLock.watchers).toBe(0);
  });
});
