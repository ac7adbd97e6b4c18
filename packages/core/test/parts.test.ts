import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDay } from '../src/calendar-day.ts';
import { keepIdentity } from '../src/keep-identity.ts';
import { isSheetReminderDue, recoverySheetOf } from '../src/recovery-sheet.ts';
import { createSerialQueue } from '../src/serial-queue.ts';
import { nextSession } from '../src/session-machine.ts';
import type { Session } from '../src/index.ts';
import { createMemoryClock } from '../src/testing/index.ts';
import { emptyDocument } from './documents.ts';

describe('the day in the name of a backup', () => {
  it('is the one that the calendar says, from 1900 to 2500, wherever one is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -2_208_988_800, max: 16_725_225_600 }),
        fc.integer({ min: -720, max: 840 }),
        (unixSeconds, utcOffsetMinutes) => {
          const there = new Date((unixSeconds + utcOffsetMinutes * 60) * 1000);
          expect(calendarDay(unixSeconds, utcOffsetMinutes)).toBe(there.toISOString().slice(0, 10));
        },
      ),
    );
  });
});

describe('what has not changed', () => {
  it('is the same object, and what has changed is equal to what came', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (previous, next) => {
        const kept = keepIdentity(previous, next);
        expect(kept).toEqual(next);
        if (JSON.stringify(previous) === JSON.stringify(next) && !JSON.stringify(next).includes('-0')) {
          expect(kept).toBe(previous);
        }
      }),
    );
  });

  it('is the same object also inside of what has changed', () => {
    const previous = { list: [{ a: 1 }, { b: 2 }], other: { c: 3 } };
    const kept = keepIdentity(previous, { list: [{ a: 1 }, { b: 5 }], other: { c: 3 } });
    expect(kept.list[0]).toBe(previous.list[0]);
    expect(kept.other).toBe(previous.other);
    expect(kept.list).not.toBe(previous.list);
    expect(keepIdentity({ a: undefined }, {})).toEqual({});
    expect(keepIdentity([1, 2], [1])).toEqual([1]);
    expect(keepIdentity([], {})).toEqual({});
  });
});

describe('the queue of saves', () => {
  it('runs one job at a time, in order, whatever fails before', async () => {
    const queue = createSerialQueue();
    const log: string[] = [];
    const job = (name: string, fails: boolean) => async (): Promise<string> => {
      log.push(`${name} begins`);
      await Promise.resolve();
      log.push(`${name} ends`);
      if (fails) {
        throw new Error(name);
      }
      return name;
    };
    expect(queue.idle).toBe(true);
    const answers = Promise.allSettled([
      queue.run(job('a', false)),
      queue.run(job('b', true)),
      queue.run(job('c', false)),
    ]);
    expect(queue.idle).toBe(false);
    await queue.settled();
    expect(queue.idle).toBe(true);
    expect((await answers).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });
});

describe('the session as one machine', () => {
  const fileName = 'ada.halfminute';
  const sessions: { readonly [phase in Session['phase']]: Session } = {
    starting: { phase: 'starting' },
    absent: { phase: 'absent' },
    locked: {
      phase: 'locked',
      fileName,
      savedUnixSeconds: 1,
      lockedBecause: 'idle',
      failure: 'wrong-password',
      thisComputer: 'present',
    },
    opening: { phase: 'opening', fileName, doing: 'deriving' },
    open: { phase: 'open', fileName },
    unreadable: { phase: 'unreadable', fileName, problem: 'damaged' },
    'policy-broken': { phase: 'policy-broken', path: '/etc/halfminute/policy.json', line: 3, message: 'No JSON.' },
  };
  const events = {
    'file-absent': { type: 'file-absent' },
    'file-found': { type: 'file-found', fileName, savedUnixSeconds: 2 },
    'file-unreadable': { type: 'file-unreadable', fileName, problem: 'empty' },
    opening: { type: 'opening', fileName, doing: 'deriving' },
    opened: { type: 'opened', fileName },
    'turned-back': { type: 'turned-back', to: sessions.absent },
    locked: {
      type: 'locked',
      fileName,
      savedUnixSeconds: 3,
      because: 'system',
      failure: null,
      thisComputer: 'absent',
    },
    'keyring-answered': { type: 'keyring-answered', thisComputer: 'unavailable' },
    'policy-broken': { type: 'policy-broken', path: '/etc/halfminute/policy.json', line: null, message: 'Unreadable.' },
  } as const;
  const possible: { readonly [phase in Session['phase']]: readonly (keyof typeof events)[] } = {
    starting: ['file-absent', 'file-found', 'file-unreadable', 'policy-broken'],
    absent: ['file-absent', 'file-found', 'file-unreadable', 'opening'],
    locked: ['file-absent', 'file-found', 'file-unreadable', 'opening', 'keyring-answered'],
    opening: ['file-absent', 'file-found', 'file-unreadable', 'opening', 'opened', 'turned-back', 'locked'],
    open: ['locked'],
    unreadable: ['file-absent', 'file-found', 'file-unreadable', 'opening'],
    'policy-broken': ['policy-broken'],
  };

  for (const [phase, session] of Object.entries(sessions)) {
    it(`goes from ${phase} only where the table says`, () => {
      const went = Object.entries(events).flatMap(([type, event]) => {
        try {
          nextSession(session, event);
          return [type];
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
          return [];
        }
      });
      expect(went).toEqual(possible[session.phase]);
    });
  }

  it('remembers why it is locked when the file is looked at again', () => {
    expect(nextSession(sessions.locked, events['file-found'])).toEqual({ ...sessions.locked, savedUnixSeconds: 2 });
  });

  it('offers this computer, or not, without forgetting why it is locked', () => {
    expect(nextSession(sessions.locked, events['keyring-answered'])).toEqual({
      ...sessions.locked,
      thisComputer: 'unavailable',
    });
  });
});

describe('the note of the recovery sheet', () => {
  it.each([null, 'due', [], { status: 'lost' }, {}])('is none where %j is stored', (stored) => {
    const document = emptyDocument({ recoverySheet: stored });
    expect(recoverySheetOf(document)).toEqual({ status: 'not-due' });
    expect(isSheetReminderDue(document, 2e9)).toBe(false);
  });

  it('reminds at once where its time makes no sense', () => {
    const document = emptyDocument({
      recoverySheet: { status: 'unconfirmed', madeUnixSeconds: 'yesterday', remindUnixSeconds: -1 },
    });
    expect(isSheetReminderDue(document, 1)).toBe(true);
  });
});

describe('the clock that tests move by hand', () => {
  it('runs what falls due, in its order and at its time, also what is scheduled on the way', () => {
    const clock = createMemoryClock({ unixMs: 0 });
    const ran: string[] = [];
    clock.schedule(30, () => ran.push(`late at ${clock.unixMs()}`));
    clock.schedule(10, () => {
      ran.push(`early at ${clock.unixMs()}`);
      clock.schedule(5, () => ran.push(`on the way at ${clock.unixMs()}`));
    });
    clock.schedule(10, () => ran.push('second of two'))();
    clock.advance(29);
    expect(ran).toEqual(['early at 10', 'on the way at 15']);
    clock.advance(1);
    expect(ran.at(-1)).toBe('late at 30');
    expect(clock.waiting).toBe(0);
  });
});
