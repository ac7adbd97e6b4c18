import { describe, expect, it } from 'vitest';
import { createMemoryTimeSource } from '../src/testing/index.ts';
import { added, openDesk, openState } from './desk.ts';
import type { CodeView } from '../src/index.ts';

/** A measurement that is exact. */
function ahead(offsetMs: number): { readonly offsetMs: number; readonly roundTripMs: number } {
  return { offsetMs, roundTripMs: 20 };
}

function secondsLeft(view: CodeView | null): number | null {
  return view?.kind === 'timed' ? view.secondsLeft : null;
}

describe('comparing the clock', () => {
  it('asks a time server only when the user does', async () => {
    const timeSource = createMemoryTimeSource(ahead(0));
    const { app, platform } = await openDesk({ timeSource });
    platform.clock.advance(86_400_000);
    expect(timeSource.askedCount).toBe(0);
    await app.clock.measure();
    expect(timeSource.askedCount).toBe(1);
  });

  it('leaves a clock alone that is right to within a second', async () => {
    const { app } = await openDesk({ timeSource: createMemoryTimeSource(ahead(-900)) });
    expect(await app.clock.measure()).toEqual({
      outcome: 'measured',
      offsetMs: -900,
      roundTripMs: 20,
      corrected: false,
    });
    expect(app.getState().clockCorrectionMs).toBeNull();
    expect(openState(app).notices.map(({ kind }) => kind)).not.toContain('clock-measured');
  });

  it('computes codes with the corrected time from then on', async () => {
    const { app, platform } = await openDesk({ timeSource: createMemoryTimeSource(ahead(160_000)) });
    const id = await added(app);
    const views: CodeView[] = [];
    app.codes.watch(id, (view) => views.push(view));
    expect(await app.clock.measure()).toMatchObject({ outcome: 'measured', offsetMs: 160_000, corrected: true });
    expect(app.getState().clockCorrectionMs).toBe(160_000);
    const right = app.codes.view(id);
    expect(views.at(-1)).toEqual(right);
    expect(secondsLeft(right)).toBe(20);
    expect(openState(app).notices).toContainEqual({ kind: 'clock-measured', offsetSeconds: 160, corrected: true });
    // What a computer with the right clock shows.
    platform.clock.setWallForward(160_000);
    platform.clock.advance(5000);
    expect(app.getState().clockCorrectionMs).toBeNull();
    expect(secondsLeft(app.codes.view(id))).toBe(15);
  });

  it('corrects what is copied, too', async () => {
    const { app } = await openDesk({ timeSource: createMemoryTimeSource(ahead(-3_600_000)) });
    const id = await added(app);
    const before = await app.copyCode(id, 'current');
    await app.clock.measure();
    const view = app.codes.view(id);
    const after = await app.copyCode(id, 'current');
    expect(after).toMatchObject({ code: view?.code });
    expect(after).not.toEqual(before);
  });

  it('stays until the program ends, also over a lock', async () => {
    const { app, platform } = await openDesk({ timeSource: createMemoryTimeSource(ahead(5000)) });
    await app.clock.measure();
    app.session.lock();
    platform.clock.advance(3_600_000);
    expect(app.getState().clockCorrectionMs).toBe(5000);
  });

  it('ends when the clock is set, and its notice with it', async () => {
    const { app, platform } = await openDesk({ timeSource: createMemoryTimeSource(ahead(5000)) });
    await app.clock.measure();
    platform.clock.setWallForward(5000);
    platform.clock.advance(5000);
    expect(app.getState().clockCorrectionMs).toBeNull();
    expect(openState(app).notices.map(({ kind }) => kind)).not.toContain('clock-measured');
  });

  it('ends when it is found right at the next comparison', async () => {
    const timeSource = createMemoryTimeSource(ahead(5000));
    const { app } = await openDesk({ timeSource });
    await app.clock.measure();
    timeSource.answer = ahead(10);
    await app.clock.measure();
    expect(app.getState().clockCorrectionMs).toBeNull();
  });

  it('does not correct by less than the answer can be wrong by', async () => {
    const { app } = await openDesk({ timeSource: createMemoryTimeSource({ offsetMs: 2000, roundTripMs: 5000 }) });
    expect(await app.clock.measure()).toMatchObject({ corrected: false });
    expect(app.getState().clockCorrectionMs).toBeNull();
    expect(openState(app).notices).toContainEqual({ kind: 'clock-measured', offsetSeconds: 2, corrected: false });
  });

  it('takes no measurement during which the clock was set', async () => {
    const timeSource = createMemoryTimeSource(ahead(5000));
    const { app, platform } = await openDesk({ timeSource });
    const measuring = app.clock.measure();
    platform.clock.setWallForward(-7_200_000);
    expect(await measuring).toEqual({ outcome: 'not-answered' });
    expect(app.getState().clockCorrectionMs).toBeNull();
  });

  it('tells when nobody answers, and when nobody can be asked', async () => {
    const { app } = await openDesk({ timeSource: createMemoryTimeSource(null) });
    expect(await app.clock.measure()).toEqual({ outcome: 'not-answered' });
    const without = await openDesk();
    expect(without.app.offers.clock).toBe(false);
    expect(await without.app.clock.measure()).toEqual({ outcome: 'unsupported' });
  });
});
