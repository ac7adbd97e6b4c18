import { describe, expect, test } from 'vitest';
import { formatDay, formatTime, formatWhen, isToday, type LocalClock } from '../src/strings/dates.ts';

/** A clock that says 25 November 2026, 00:30 in a place `hoursAhead` of UTC. */
function halfPastMidnight(hoursAhead: number): LocalClock {
  return {
    unixMs: () => Date.UTC(2026, 10, 25, 0, 30) - hoursAhead * 3_600_000,
    utcOffsetMinutes: () => hoursAhead * 60,
  };
}

function seconds(...parts: [year: number, month: number, day: number, hours: number, minutes: number]): number {
  return Date.UTC(...parts) / 1000;
}

describe('days and times in words', () => {
  const inBerlin = halfPastMidnight(1);

  test('a time has two figures for hours and minutes, by the local clock', () => {
    expect(formatTime(seconds(2026, 10, 25, 7, 5), inBerlin)).toBe('08:05');
  });

  test('a day names its year, which a list leaves out when it is this one', () => {
    expect(formatDay(seconds(2026, 10, 16, 12, 0), inBerlin)).toBe('16 November 2026');
    expect(formatDay(seconds(2026, 10, 16, 12, 0), inBerlin, { shortYear: true })).toBe('16 November');
    expect(formatDay(seconds(2025, 10, 16, 12, 0), inBerlin, { shortYear: true })).toBe('16 November 2025');
  });

  test.each([8.64e12, -8.64e12, 1e300, -1e300])('a time that no calendar knows is still a time: %d', (unixSeconds) => {
    for (const clock of [inBerlin, halfPastMidnight(-11)]) {
      expect(formatDay(unixSeconds, clock)).toMatch(/^\d+ [A-Z][a-z]+ -?\d+$/u);
      expect(formatWhen(unixSeconds, clock)).toMatch(/, \d\d:\d\d$/u);
      expect(isToday(unixSeconds, clock)).toBe(false);
    }
  });

  test('the local midnight parts today from yesterday, not that of UTC', () => {
    const tenToMidnight = seconds(2026, 10, 24, 22, 50);
    expect(formatWhen(tenToMidnight, inBerlin)).toBe('yesterday, 23:50');
    expect(formatWhen(tenToMidnight, inBerlin, { seconds: true })).toBe('yesterday, 23:50:00');
    expect(isToday(tenToMidnight, inBerlin)).toBe(false);
    expect(formatWhen(tenToMidnight + 20 * 60, inBerlin)).toBe('today, 00:10');
    expect(isToday(tenToMidnight + 20 * 60, inBerlin)).toBe(true);
  });

  test('a place behind UTC counts its own days', () => {
    const inNewYork = halfPastMidnight(-5);
    expect(formatWhen(seconds(2026, 10, 25, 5, 10), inNewYork)).toBe('today, 00:10');
    expect(formatWhen(seconds(2026, 10, 25, 4, 50), inNewYork)).toBe('yesterday, 23:50');
  });

  test('what is longer ago has its day, and in another year its year', () => {
    expect(formatWhen(seconds(2026, 10, 16, 7, 12), inBerlin)).toBe('16 November, 08:12');
    expect(formatWhen(seconds(2025, 11, 31, 7, 12), inBerlin)).toBe('31 December 2025, 08:12');
  });

  test('a day that has not come yet is named, never called today', () => {
    expect(formatWhen(seconds(2026, 10, 26, 7, 12), inBerlin)).toBe('26 November, 08:12');
  });
});
