import type { Language } from './page.ts';

/** English as the words are written: 24 hours, the day before the month. */
const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE', fr: 'fr-FR', nl: 'nl-NL', es: 'es-ES' };

/** Times as a reader of one language in one time zone reads them. All times are Unix seconds. */
export interface Dates {
  /** "14:32" */
  time(at: number): string;
  /** "14:32:05" */
  timeWithSeconds(at: number): string;
  /** "25 November 2026", without the year while it is the present one. */
  date(at: number): string;
  /** "25 November 2026" */
  fullDate(at: number): string;
  /** "today", "yesterday", or null for any other day. */
  nearDay(at: number): string | null;
  /** "2 minutes 40 seconds" */
  duration(seconds: number): string;
  /** The name of the zone: "Central European Standard Time". */
  readonly zone: string;
  /** Its short name at a time: "CET", "UTC", or the difference from it, "GMT+1". */
  shortZone(at: number): string;
  readonly locale: string;
}

export interface DateOptions {
  readonly language: Language;
  /** Of the IANA database; the server's own when left out. */
  readonly timeZone: string | undefined;
  readonly now: number;
}

export function createDates({ language, timeZone, now }: DateOptions): Dates {
  const locale = locales[language];
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = formatterOf(locale, { ...options, ...(timeZone === undefined ? {} : { timeZone }) });
    return (at: number) => formatter.format(new Date(at * 1000));
  };
  const numbers = formatterOf('en-GB', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  const dayOf = (at: number) => dayNumber(numbers.formatToParts(at * 1000));
  const yearOf = format({ year: 'numeric' });
  const fullDate = format({ year: 'numeric', month: 'long', day: 'numeric' });
  const shortDate = format({ month: 'long', day: 'numeric' });
  const near = () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return {
    time: format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    timeWithSeconds: format({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
    date: (at) => (yearOf(at) === yearOf(now) ? shortDate(at) : fullDate(at)),
    fullDate,
    nearDay: (at) => {
      const days = dayOf(at) - dayOf(now);
      return days === 0 || days === -1 ? near().format(days, 'day') : null;
    },
    duration: (seconds) => durationToText(locale, seconds),
    zone: zoneName(locale, { timeZone, at: now, form: 'long' }),
    shortZone: (at) => zoneName(locale, { timeZone, at, form: 'short' }),
    locale,
  };
}

/** Days counted by the calendar: where the clocks change one of them has 23 hours or 25. */
function dayNumber(parts: readonly Intl.DateTimeFormatPart[]): number {
  const number = (wanted: string) => Number(parts.find(({ type }) => type === wanted)?.value);
  return Date.UTC(number('year'), number('month') - 1, number('day')) / 86_400_000;
}

/** Formatters are costly to make and few. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formatters.set(key, formatter);
  return formatter;
}

function durationToText(locale: string, seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts: readonly [number, string][] = [
    [Math.floor(whole / 3600), 'hour'],
    [Math.floor((whole % 3600) / 60), 'minute'],
    [whole % 60, 'second'],
  ];
  const shown = parts.filter(([count]) => count > 0);
  return (shown.length > 0 ? shown : [[0, 'second'] as const])
    .map(([count, unit]) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count))
    .join(' ');
}

/** Names of zones by hour: they change with summer time, on the hour. */
const zoneNames = new Map<string, string>();
const mostZoneNames = 200;

function zoneName(
  locale: string,
  {
    timeZone,
    at,
    form,
  }: { readonly timeZone: string | undefined; readonly at: number; readonly form: 'long' | 'short' },
): string {
  const key = `${locale} ${form} ${timeZone ?? ''} ${Math.floor(at / 3600)}`;
  const known = zoneNames.get(key);
  if (known !== undefined) {
    return known;
  }
  const formatter = formatterOf(locale, { timeZoneName: form, ...(timeZone === undefined ? {} : { timeZone }) });
  const name = formatter.formatToParts(new Date(at * 1000)).find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC';
  if (zoneNames.size >= mostZoneNames) {
    zoneNames.clear();
  }
  zoneNames.set(key, name);
  return name;
}
