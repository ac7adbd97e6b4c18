import { describe, expect, it } from 'vitest';
import { createMemoryClock } from '../src/testing/index.ts';
import { added, noticeKinds, openDesk, openState, PASSWORD } from './desk.ts';

const HOUR_MS = 3_600_000;

function jumpNotice(app: Parameters<typeof openState>[0]) {
  return openState(app).notices.find(({ kind }) => kind === 'clock-jumped');
}

describe('a system clock that jumps', () => {
  it.each([
    ['back three hours', -3 * HOUR_MS],
    ['forward three hours', 3 * HOUR_MS],
    ['forward five seconds', 5000],
  ])('is told: %s', async (_what, byMs) => {
    const { app, platform } = await openDesk();
    platform.clock.setWallForward(byMs);
    platform.clock.advance(5000);
    const atUnixSeconds = Math.floor(platform.clock.unixMs() / 1000);
    expect(jumpNotice(app)).toEqual({ kind: 'clock-jumped', seconds: byMs / 1000, atUnixSeconds });
    app.dismissNotice('clock-jumped');
    expect(jumpNotice(app)).toBeUndefined();
    platform.clock.advance(60_000);
    expect(jumpNotice(app)).toBeUndefined();
  });

  it('is told again when it jumps again after the notice was dismissed', async () => {
    const { app, platform } = await openDesk();
    platform.clock.setWallForward(-HOUR_MS);
    platform.clock.advance(5000);
    app.dismissNotice('clock-jumped');
    platform.clock.setWallForward(-HOUR_MS);
    platform.clock.advance(5000);
    expect(jumpNotice(app)).toMatchObject({ seconds: -7200 });
  });

  it('is not told for the second or two by which clocks are set', async () => {
    const { app, platform } = await openDesk();
    platform.clock.setWallForward(-2000);
    platform.clock.advance(10_000);
    expect(jumpNotice(app)).toBeUndefined();
    // But little by little is a jump all the same.
    platform.clock.setWallForward(-2000);
    platform.clock.advance(10_000);
    expect(jumpNotice(app)).toMatchObject({ seconds: -4 });
  });

  it('is told as one, and no longer once it was set right', async () => {
    const { app, platform } = await openDesk();
    platform.clock.setWallForward(-HOUR_MS);
    platform.clock.advance(5000);
    platform.clock.setWallForward(-HOUR_MS);
    platform.clock.advance(5000);
    expect(jumpNotice(app)).toMatchObject({ seconds: -7200 });
    platform.clock.setWallForward(2 * HOUR_MS);
    platform.clock.advance(5000);
    expect(jumpNotice(app)).toBeUndefined();
  });

  it('is still told after a lock, since the codes depend on it', async () => {
    const { app, platform } = await openDesk();
    platform.clock.setWallForward(-HOUR_MS);
    platform.clock.advance(5000);
    app.session.lock();
    await app.session.unlock({ password: PASSWORD });
    expect(jumpNotice(app)).toMatchObject({ seconds: -3600 });
  });

  it('is noticed also while the codes are locked', async () => {
    const { app, platform } = await openDesk();
    app.session.lock();
    platform.clock.setWallForward(-HOUR_MS);
    platform.clock.advance(5000);
    await app.session.unlock({ password: PASSWORD });
    expect(jumpNotice(app)).toMatchObject({ seconds: -3600 });
  });
});

describe('a computer that sleeps', () => {
  it('is no alarm where its monotonic clock counts the sleep', async () => {
    const { app, platform } = await openDesk();
    platform.clock.sleep(60_000);
    platform.clock.advance(5000);
    expect(noticeKinds(app)).not.toContain('clock-jumped');
  });

  it('is no alarm where the clock stands still in sleep, and a jump back still is one', async () => {
    const { app, platform } = await openDesk({ clock: createMemoryClock({ monotonicCountsSleep: false }) });
    platform.clock.sleep(2 * 60_000);
    platform.clock.advance(5000);
    expect(noticeKinds(app)).not.toContain('clock-jumped');
    platform.clock.setWallForward(-HOUR_MS);
    platform.clock.advance(5000);
    expect(jumpNotice(app)).toMatchObject({ seconds: -3600 });
  });

  it('is told of a leap forward that is too short for a sleep', async () => {
    const { app, platform } = await openDesk({ clock: createMemoryClock({ monotonicCountsSleep: false }) });
    platform.clock.setWallForward(40_000);
    platform.clock.advance(5000);
    expect(jumpNotice(app)).toMatchObject({ seconds: 40 });
  });

  it.each([true, false])('locks after its sleep, if the monotonic clock counts it (%s) or not', async (counts) => {
    const { app, platform } = await openDesk({ clock: createMemoryClock({ monotonicCountsSleep: counts }) });
    platform.clock.sleep(6 * 60_000);
    platform.clock.advance(5000);
    expect(app.getState().session).toMatchObject({ phase: 'locked', lockedBecause: 'idle' });
  });

  it('locks at the first touch after a long sleep, which is no activity', async () => {
    const { app, platform } = await openDesk();
    platform.clock.sleep(6 * 60_000);
    app.noteActivity();
    expect(app.getState().session).toMatchObject({ phase: 'locked', lockedBecause: 'idle' });
  });
});

describe('the idle lock', () => {
  it('locks after five minutes without a touch, to the second', async () => {
    const { app, platform } = await openDesk();
    platform.clock.advance(299_999);
    expect(app.getState().session.phase).toBe('open');
    platform.clock.advance(1);
    expect(app.getState().session).toMatchObject({ phase: 'locked', lockedBecause: 'idle' });
  });

  it('wakes nobody while it is locked, nor before anything was opened', async () => {
    const { app, platform } = await openDesk();
    expect(platform.clock.waiting).toBeGreaterThan(0);
    app.session.lock();
    expect(platform.clock.waiting).toBe(0);
    await app.changeSettings({ lockAfterIdleSeconds: 30 });
    expect(platform.clock.waiting).toBe(0);
    await app.session.unlock({ password: PASSWORD });
    platform.clock.advance(300_000);
    expect(app.getState().session).toMatchObject({ phase: 'locked', lockedBecause: 'idle' });
    expect(platform.clock.waiting).toBe(0);
  });

  it('begins anew at each touch', async () => {
    const { app, platform } = await openDesk();
    for (let minute = 0; minute < 20; minute += 1) {
      platform.clock.advance(60_000);
      app.noteActivity();
    }
    expect(app.getState().session.phase).toBe('open');
    platform.clock.advance(300_000);
    expect(app.getState().session.phase).toBe('locked');
  });

  it('goes by the setting, from the moment it is changed', async () => {
    const { app, platform } = await openDesk();
    await app.changeSettings({ lockAfterIdleSeconds: 30 });
    platform.clock.advance(29_999);
    expect(app.getState().session.phase).toBe('open');
    platform.clock.advance(1);
    expect(app.getState().session.phase).toBe('locked');
  });

  it('comes on time also where little is left of a new setting', async () => {
    const { app, platform } = await openDesk();
    platform.clock.advance(3000);
    app.noteActivity();
    platform.clock.advance(28_000);
    await app.changeSettings({ lockAfterIdleSeconds: 30 });
    platform.clock.advance(2000);
    expect(app.getState().session.phase).toBe('locked');
  });

  it('never comes where the user wants that', async () => {
    const { app, platform } = await openDesk();
    await app.changeSettings({ lockAfterIdleSeconds: null });
    platform.clock.advance(24 * HOUR_MS);
    expect(app.getState().session.phase).toBe('open');
  });

  it('begins anew at each unlock', async () => {
    const { app, platform } = await openDesk();
    platform.clock.advance(200_000);
    app.session.lock();
    platform.clock.advance(200_000);
    await app.session.unlock({ password: PASSWORD });
    platform.clock.advance(299_000);
    expect(app.getState().session.phase).toBe('open');
  });

  it('keeps what was saved', async () => {
    const { app, platform } = await openDesk();
    await added(app);
    platform.clock.advance(300_000);
    await app.session.unlock({ password: PASSWORD });
    expect(openState(app).accounts).toHaveLength(1);
  });
});
