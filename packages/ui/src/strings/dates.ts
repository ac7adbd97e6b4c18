import type { Clock } from '@halfminute/core';

/** Knows what time it is and how far the local day is from UTC; the host's clock does. */
export type LocalClock = Pick<Clock, 'unixMs' | 'utcOffsetMinutes'>;

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const dayMs = 86_400_000;
/** The years of four figures, less a day for the local offset. */
const earliestMs = Date.UTC(-1, 12) + dayMs;
const latestMs = Date.UTC(10_000, 0) - dayMs;

/** "25 November 2026"; with `shortYear` the year is left out when it is this one, as in a list. */
export function formatDay(
  unixSeconds: number,
  clock: LocalClock,
  options: { readonly shortYear?: boolean } = {},
): string {
  const day = localTime(unixSeconds * 1000, clock);
  const isThisYear = day.getUTCFullYear() === localTime(clock.unixMs(), clock).getUTCFullYear();
  const dayAndMonth = `${day.getUTCDate()} ${monthNames[day.getUTCMonth()] ?? ''}`;
  return options.shortYear === true && isThisYear ? dayAndMonth : `${dayAndMonth} ${day.getUTCFullYear()}`;
}

/** "08:12", or with `seconds` "08:12:05", by the local clock. */
export function formatTime(
  unixSeconds: number,
  clock: LocalClock,
  options: { readonly seconds?: boolean } = {},
): string {
  return localTime(unixSeconds * 1000, clock)
    .toISOString()
    .slice(11, options.seconds === true ? 19 : 16);
}

/**
 * "today, 08:12", "yesterday, 08:12", "16 November, 08:12" or, in another year, "16 November 2025, 08:12"; with `seconds`
 * "today, 08:12:05", for a list in which several fall into one minute.
 */
export function formatWhen(
  unixSeconds: number,
  clock: LocalClock,
  options: { readonly seconds?: boolean } = {},
): string {
  const time = formatTime(unixSeconds, clock, options);
  switch (localDayNumber(clock.unixMs(), clock) - localDayNumber(unixSeconds * 1000, clock)) {
    case 0:
      return `today, ${time}`;
    case 1:
      return `yesterday, ${time}`;
    default:
      return `${formatDay(unixSeconds, clock, { shortYear: true })}, ${time}`;
  }
}

/** Whether it falls on the local day of now. */
export function isToday(unixSeconds: number, clock: LocalClock): boolean {
  return localDayNumber(unixSeconds * 1000, clock) === localDayNumber(clock.unixMs(), clock);
}

function localDayNumber(unixMs: number, clock: LocalClock): number {
  return Math.floor(localTime(unixMs, clock).getTime() / dayMs);
}

/** A Date whose UTC fields are the local day and time; no other field of it means anything. */
function localTime(unixMs: number, clock: LocalClock): Date {
  // A file may say anything, also what no calendar knows.
  const known = Math.max(earliestMs, Math.min(latestMs, unixMs));
  return new Date(known + clock.utcOffsetMinutes(known) * 60_000);
}
