const DAY_SECONDS = 86_400;

/**
 * The day as ISO 8601 writes it, "2027-06-01", at a place so many minutes ahead of UTC. By Howard Hinnant's
 * civil_from_days (http://howardhinnant.github.io/date_algorithms.html), since a pure room has no Date.
 */
export function calendarDay(unixSeconds: number, utcOffsetMinutes: number): string {
  // Days since 1 March of the year 0: leap days then come last in their year.
  const days = Math.floor((unixSeconds + utcOffsetMinutes * 60) / DAY_SECONDS) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
