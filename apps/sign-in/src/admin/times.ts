import { Refusal } from './refusal.ts';

/** "2026-11-14 09:02:11", in UTC, as every time that a command prints. */
export function utc(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/** The same for what may not have happened. */
export function utcOr(seconds: number | null, otherwise: string): string {
  return seconds === null ? otherwise : utc(seconds);
}

/** "2026-12-01", "2026-12-01T08:00Z", "2026-12-01T09:00+01:00" or "now", as Unix seconds. Throws Refusal. */
export function parseDate(text: string, { now, option }: { readonly now: number; readonly option: string }): number {
  if (text === 'now') {
    return Math.floor(now);
  }
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(Z|[+-]\d{2}:\d{2}))?$/.exec(text);
  const [, date = '', time = '00:00', zone = 'Z'] = match ?? [];
  const seconds = match === null ? Number.NaN : Date.parse(`${date}T${time}${zone}`) / 1000;
  // JavaScript takes 30 February for a day in March.
  if (Number.isNaN(seconds) || new Date(Date.parse(`${date}T00:00Z`)).toISOString().slice(0, 10) !== date) {
    throw new Refusal(
      'date',
      `${option} has to be a date such as 2026-12-01, with a time and its zone if you like (2026-12-01T08:00Z), or "now".`,
    );
  }
  return seconds;
}
