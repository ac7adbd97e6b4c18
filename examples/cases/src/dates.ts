/** How the pages write times: 24 hours, days by name while they are near, the year only where it is another one. */
export interface Dates {
  /** `08:02`. */
  time(at: number): string;
  /** `Today`, `Yesterday`, `23 November`, `2 November 2025`. */
  day(at: number): string;
  /** `today, 08:20`, `24 November, 16:02`. */
  dayAndTime(at: number): string;
}

/** `clock` and all times are Unix seconds. */
export function createDates(timeZone: string, clock: () => number): Dates {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', month: 'long', day: 'numeric' });
  const numbers = new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' });
  const clockTime = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const write = (at: number): string => parts.format(at * 1000);

  function time(at: number): string {
    return clockTime.format(at * 1000);
  }

  function day(at: number): string {
    const now = clock();
    const written = write(at);
    if (written === write(now)) {
      return 'Today';
    }
    if (dayNumber(numbers.formatToParts(at * 1000)) === dayNumber(numbers.formatToParts(now * 1000)) - 1) {
      return 'Yesterday';
    }
    const year = write(now).slice(-4);
    return written.endsWith(year) ? written.slice(0, -5) : written;
  }

  return {
    time,
    day,
    dayAndTime: (at) => {
      const name = day(at);
      return `${name === 'Today' || name === 'Yesterday' ? name.toLowerCase() : name}, ${time(at)}`;
    },
  };
}

/** Days counted by the calendar: where the clocks change, yesterday began 23 or 25 hours before today. */
function dayNumber(parts: readonly Intl.DateTimeFormatPart[]): number {
  const number = (wanted: string) => Number(parts.find(({ type }) => type === wanted)?.value);
  return Date.UTC(number('year'), number('month') - 1, number('day')) / 86_400_000;
}
