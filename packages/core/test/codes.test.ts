import { describe, expect, it } from 'vitest';
import type { CodeView } from '../src/index.ts';
import { createMemoryClock } from '../src/testing/index.ts';
import { accountOf, added, arrived, openDesk, openState, PASSWORD, secondDesk } from './desk.ts';
import type { Desk } from './desk.ts';

/** A desk whose wall clock shows this second, and so many milliseconds more. */
async function deskAt(unixSeconds: number, moreMs = 0): Promise<Desk> {
  return openDesk({ clock: createMemoryClock({ unixMs: unixSeconds * 1000 + moreMs }) });
}

function watched({ app }: Desk, id: Parameters<typeof app.codes.watch>[0]): { views: CodeView[]; stop: () => void } {
  const views: CodeView[] = [];
  return { views, stop: app.codes.watch(id, (view) => views.push(view)) };
}

describe('a timed code', () => {
  it.each([
    // RFC 6238, appendix B, in eight digits.
    [59, '94287082', 1],
    [1111111109, '07081804', 1],
    [1111111111, '14050471', 29],
    [1234567890, '89005924', 30],
    [2000000000, '69279037', 10],
    [20000000000, '65353130', 10],
  ])('is that of RFC 6238 at %i', async (unixSeconds, code, secondsLeft) => {
    const desk = await deskAt(unixSeconds);
    const id = await added(desk.app, { digits: '8' });
    expect(desk.app.codes.view(id)).toMatchObject({ kind: 'timed', code, secondsLeft, periodSeconds: 30 });
  });

  it('ticks at the boundary of each second, whenever it was begun', async () => {
    const desk = await deskAt(100, 250);
    const { views } = watched(desk, await added(desk.app));
    expect(views.map((view) => view.kind === 'timed' && view.secondsLeft)).toEqual([20]);
    desk.platform.clock.advance(749);
    expect(views).toHaveLength(1);
    desk.platform.clock.advance(1);
    expect(views).toHaveLength(2);
    desk.platform.clock.advance(3000);
    expect(views.map((view) => view.kind === 'timed' && view.secondsLeft)).toEqual([20, 19, 18, 17, 16]);
  });

  it('becomes at the boundary what was shown as the next one', async () => {
    const desk = await deskAt(58);
    const { views } = watched(desk, await added(desk.app, { digits: '8' }));
    desk.platform.clock.advance(65_000);
    const timed = views.filter((view) => view.kind === 'timed');
    expect(timed[0]).toMatchObject({ code: '94287082', secondsLeft: 2 });
    for (const [place, view] of timed.entries()) {
      const before = timed[place - 1];
      if (before !== undefined && before.secondsLeft === 1) {
        expect(view).toMatchObject({ code: before.nextCode, secondsLeft: 30 });
      }
    }
    expect(new Set(timed.map(({ code }) => code)).size).toBe(4);
  });

  it('is right at once after sleep and after the clock was set', async () => {
    const desk = await deskAt(59);
    const id = await added(desk.app, { digits: '8' });
    const { views } = watched(desk, id);
    desk.platform.clock.setWallForward((1111111109 - 59) * 1000);
    desk.platform.clock.advance(1000);
    expect(views.at(-1)).toMatchObject({ secondsLeft: 30 });
    desk.platform.clock.setWallForward((1111111111 - 1111111110) * 1000);
    expect(desk.app.codes.view(id)).toMatchObject({ code: '14050471' });
    desk.platform.clock.setWallForward(-(1111111111 - 59) * 1000);
    expect(desk.app.codes.view(id)).toMatchObject({ code: '94287082' });
  });

  it('has a period of one second, or of a day', async () => {
    const desk = await deskAt(86_399);
    const second = watched(desk, await added(desk.app, { periodSeconds: '1' }));
    const day = watched(desk, await added(desk.app, { periodSeconds: '86400' }));
    desk.platform.clock.advance(2000);
    expect(second.views).toHaveLength(3);
    expect(second.views).toMatchObject([{ secondsLeft: 1 }, { secondsLeft: 1 }, { secondsLeft: 1 }]);
    expect(day.views).toMatchObject([{ secondsLeft: 1 }, { secondsLeft: 86_400 }, { secondsLeft: 86_399 }]);
  });

  it("shows Steam's five letters", async () => {
    const desk = await deskAt(59);
    const id = await added(desk.app, { kind: 'steam' });
    expect(desk.app.codes.view(id)).toMatchObject({
      kind: 'timed',
      code: expect.stringMatching(/^[2-9B-Y]{5}$/u),
    });
  });

  it('is made even where the clock says that it is before 1970', async () => {
    const desk = await deskAt(-5);
    expect(desk.app.codes.view(await added(desk.app))).toMatchObject({ code: '755224', secondsLeft: 30 });
  });
});

describe('only what is watched ticks', () => {
  it('and no timer is left when nobody watches', async () => {
    const desk = await deskAt(100);
    const ids = [await added(desk.app), await added(desk.app, { service: 'Second' })];
    const { clock } = desk.platform;
    const before = clock.waiting;
    const watches = ids.map((id) => watched(desk, id));
    expect(clock.waiting).toBe(before + 1);
    watches[0]?.stop();
    clock.advance(1000);
    expect(watches[0]?.views).toHaveLength(1);
    expect(watches[1]?.views).toHaveLength(2);
    watches[1]?.stop();
    watches[1]?.stop();
    expect(clock.waiting).toBe(before);
    clock.advance(5000);
    expect(watches[1]?.views).toHaveLength(2);
  });

  it('and a listener that throws does not stop the others', async () => {
    const desk = await deskAt(100);
    const id = await added(desk.app);
    let calls = 0;
    desk.app.codes.watch(id, () => {
      calls += 1;
      if (calls > 1) {
        throw new Error('a screen broke');
      }
    });
    const { views } = watched(desk, id);
    expect(() => desk.platform.clock.advance(1000)).toThrow('a screen broke');
    try {
      desk.platform.clock.advance(1000);
    } catch {
      // It throws at each second; the clock goes on.
    }
    expect(calls).toBeGreaterThan(2);
    expect(views.length).toBeGreaterThanOrEqual(1);
  });

  it('and it hears at once when the account was edited', async () => {
    const desk = await deskAt(59);
    const id = await added(desk.app);
    const { views } = watched(desk, id);
    await desk.app.accounts.edit(id, { otp: accountOf(desk.app, { digits: '8' }) });
    expect(views.at(-1)).toMatchObject({ code: '94287082' });
    await desk.app.accounts.edit(id, { note: 'nothing about the code' });
    expect(views).toHaveLength(2);
  });

  it('and an edit may make a counter account of it, and back', async () => {
    const desk = await deskAt(59);
    const id = await added(desk.app);
    const { clock } = desk.platform;
    const { views } = watched(desk, id);
    const ticking = clock.waiting;
    await desk.app.accounts.edit(id, { otp: accountOf(desk.app, { kind: 'hotp' }) });
    expect(views.at(-1)).toEqual({ kind: 'counter', code: null, counter: 0 });
    expect(clock.waiting).toBe(ticking - 1);
    await desk.app.accounts.undo();
    expect(views.at(-1)).toMatchObject({ kind: 'timed' });
    expect(clock.waiting).toBe(ticking);
  });

  it('and nothing is told of an account that was deleted', async () => {
    const desk = await deskAt(59);
    const id = await added(desk.app);
    const { views } = watched(desk, id);
    await desk.app.accounts.remove(id);
    desk.platform.clock.advance(3000);
    expect(views).toHaveLength(1);
    expect(desk.app.codes.view(id)).toBeNull();
    await desk.app.accounts.undo();
    expect(views.length).toBeGreaterThan(1);
  });
});

describe('the code under the Add form', () => {
  it('ticks without being saved', async () => {
    const desk = await deskAt(59);
    const views: CodeView[] = [];
    const stop = desk.app.codes.watchPreview(accountOf(desk.app, { digits: '8' }), (view) => views.push(view));
    desk.platform.clock.advance(1000);
    expect(views).toMatchObject([
      { code: '94287082', secondsLeft: 1 },
      { code: '37359152', secondsLeft: 30 },
    ]);
    stop();
    stop();
    desk.platform.clock.advance(1000);
    expect(views).toHaveLength(2);
  });

  it('is not shown for a counter account, whose counter must be saved first', async () => {
    const desk = await deskAt(59);
    const views: CodeView[] = [];
    desk.app.codes.watchPreview(accountOf(desk.app, { kind: 'hotp', counter: '5' }), (view) => views.push(view))();
    expect(views).toEqual([{ kind: 'counter', code: null, counter: 5 }]);
  });
});

describe('locking', () => {
  it('ends every watch and wipes what is keyed', async () => {
    const desk = await deskAt(59);
    const id = await added(desk.app);
    const account = accountOf(desk.app);
    const { views, stop } = watched(desk, id);
    const previews: CodeView[] = [];
    const stopPreview = desk.app.codes.watchPreview(account, (view) => previews.push(view));
    desk.app.session.lock();
    desk.platform.clock.advance(5000);
    expect(views).toHaveLength(1);
    expect(previews).toHaveLength(1);
    expect(desk.app.codes.view(id)).toBeNull();
    stop();
    stopPreview();
    await desk.app.session.unlock({ password: PASSWORD });
    expect(desk.app.codes.view(id)).toMatchObject({ kind: 'timed' });
  });
});

describe('a counter account', () => {
  // RFC 4226, appendix D.
  const CODES = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'];

  it('shows nothing before Next, then the codes of RFC 4226 one by one', async () => {
    const desk = await openDesk();
    const id = await added(desk.app, { kind: 'hotp' });
    const { views } = watched(desk, id);
    expect(views).toEqual([{ kind: 'counter', code: null, counter: 0 }]);
    for (const [counter, code] of CODES.entries()) {
      expect(await desk.app.codes.nextCounterCode(id)).toEqual({ outcome: 'shown', code, counter });
      expect(views.at(-1)).toEqual({ kind: 'counter', code, counter: counter + 1 });
    }
    expect(views).toHaveLength(1 + CODES.length);
    expect(openState(desk.app).accounts[0]?.counter).toBe(10);
  });

  it('has saved its counter before the code is shown', async () => {
    const desk = await openDesk();
    const id = await added(desk.app, { kind: 'hotp' });
    const writesBefore = desk.platform.disk.writeCount;
    let writesWhenShown = 0;
    desk.app.codes.watch(id, (view) => {
      if (view.code !== null) {
        writesWhenShown = desk.platform.disk.writeCount;
      }
    });
    await desk.app.codes.nextCounterCode(id);
    expect(writesWhenShown).toBe(writesBefore + 1);
  });

  it.each(['before-writing', 'mid-write', 'disk-full'] as const)(
    'shows nothing when the save fails (%s), and the next attempt makes the same code',
    async (failure) => {
      const desk = await openDesk();
      const id = await added(desk.app, { kind: 'hotp' });
      desk.platform.disk.failure = failure;
      const { views } = watched(desk, id);
      expect(await desk.app.codes.nextCounterCode(id)).toMatchObject({ outcome: 'failed' });
      expect(await desk.app.codes.nextCounterCode(id)).toMatchObject({ outcome: 'failed' });
      expect(views).toEqual([{ kind: 'counter', code: null, counter: 0 }]);
      expect(await desk.app.copyCode(id, 'current')).toEqual({ outcome: 'no-code' });
      desk.platform.disk.failure = null;
      expect(await desk.app.codes.nextCounterCode(id)).toEqual({ outcome: 'shown', code: '755224', counter: 0 });
    },
  );

  it('never gives one code to two programs', async () => {
    const one = await openDesk({ watches: false });
    const id = await added(one.app, { kind: 'hotp' });
    const other = await secondDesk(one, { watches: false });
    const shown: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all([one, other].map(({ app }) => app.codes.nextCounterCode(id)));
      for (const answer of answers) {
        shown.push(answer.outcome === 'shown' ? answer.code : answer.outcome);
      }
    }
    expect(shown.sort()).toEqual([...CODES].sort());
  });

  it('copies only what is shown, and never the one after it', async () => {
    const { app, platform } = await openDesk();
    const id = await added(app, { kind: 'hotp' });
    expect(await app.copyCode(id, 'current')).toEqual({ outcome: 'no-code' });
    await app.codes.nextCounterCode(id);
    expect(await app.copyCode(id, 'next')).toEqual({ outcome: 'no-code' });
    expect(await app.copyCode(id, 'current')).toMatchObject({ outcome: 'copied', code: '755224' });
    expect(await app.copyCode(id, 'current')).toMatchObject({ outcome: 'copied', code: '755224' });
    expect(openState(app).accounts[0]?.counter).toBe(1);
    expect(platform.clipboardRecord.text).toBe('755224');
  });

  it('hides its code again when it is locked, or used elsewhere', async () => {
    const one = await openDesk();
    const id = await added(one.app, { kind: 'hotp' });
    const other = await secondDesk(one);
    await one.app.codes.nextCounterCode(id);
    await other.app.codes.nextCounterCode(id);
    await arrived(() => expect(one.app.codes.view(id)).toEqual({ kind: 'counter', code: null, counter: 2 }));
    other.app.session.lock();
    await other.app.session.unlock({ password: PASSWORD });
    expect(other.app.codes.view(id)).toEqual({ kind: 'counter', code: null, counter: 2 });
  });

  it('ends at 2^53 - 1, where no next counter could be saved', async () => {
    const { app } = await openDesk();
    const id = await added(app, { kind: 'hotp', counter: '9007199254740990' });
    expect(await app.codes.nextCounterCode(id)).toMatchObject({ outcome: 'shown', counter: 9007199254740990 });
    expect(await app.codes.nextCounterCode(id)).toEqual({ outcome: 'exhausted' });
    expect(openState(app).accounts[0]?.counter).toBe(9007199254740991);
  });

  it('is none where there is no such account, or a timed one', async () => {
    const { app } = await openDesk();
    const timed = await added(app);
    const deleted = await added(app, { kind: 'hotp' });
    await app.accounts.remove(deleted);
    expect(await app.codes.nextCounterCode(timed)).toEqual({ outcome: 'exhausted' });
    expect(await app.codes.nextCounterCode(deleted)).toEqual({ outcome: 'exhausted' });
  });

  it('does not wind back by an undo once a code was used', async () => {
    const { app } = await openDesk();
    const id = await added(app, { kind: 'hotp' });
    await app.accounts.edit(id, { otp: accountOf(app, { kind: 'hotp', counter: '3' }) });
    expect(openState(app).undoable).not.toBeNull();
    await app.codes.nextCounterCode(id);
    expect(openState(app).undoable).toBeNull();
    await app.accounts.undo();
    expect(openState(app).accounts[0]?.counter).toBe(4);
  });

  it('shows nothing when it was locked while the counter was saved', async () => {
    const { app } = await openDesk();
    const id = await added(app, { kind: 'hotp' });
    const next = app.codes.nextCounterCode(id);
    app.session.lock();
    expect(await next).toEqual({ outcome: 'locked-out' });
    await app.session.unlock({ password: PASSWORD });
    expect(app.codes.view(id)).toMatchObject({ code: null });
  });
});
