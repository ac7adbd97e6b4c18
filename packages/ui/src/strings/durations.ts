/** "5 min", "2 min 40 s", "1 h": in a bar, where there is little room. Whole seconds. */
export function shortDuration(seconds: number): string {
  const parts = [
    { n: Math.floor(seconds / 3600), unit: 'h' },
    { n: Math.floor(seconds / 60) % 60, unit: 'min' },
    { n: seconds % 60, unit: 's' },
  ].filter((part) => part.n > 0);
  return parts.length === 0 ? '0 s' : parts.map((part) => `${part.n} ${part.unit}`).join(' ');
}

/** "3 hours", "2 minutes 40 seconds": in a sentence, never a bare figure. */
export function spokenDuration(totalSeconds: number): string {
  const whole = Math.round(totalSeconds);
  const parts = [
    { n: Math.floor(whole / 86_400), one: 'day', many: 'days' },
    { n: Math.floor(whole / 3600) % 24, one: 'hour', many: 'hours' },
    { n: Math.floor(whole / 60) % 60, one: 'minute', many: 'minutes' },
    { n: whole % 60, one: 'second', many: 'seconds' },
  ].filter((part) => part.n > 0);
  // Two parts say enough: nobody needs the seconds of three hours.
  const said = parts.slice(0, 2).map((part) => count(part.n, part.one, part.many));
  return said.length === 0 ? '0 seconds' : said.join(' ');
}

/** "1 account", "27 accounts". */
export function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}
