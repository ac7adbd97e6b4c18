import { Refusal } from './refusal.ts';

/** The value of --at, or now. */
export function readUnixSeconds(text: string | undefined): number {
  if (text === undefined) {
    return Math.floor(Date.now() / 1000);
  }
  const unixSeconds = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(unixSeconds)) {
    throw new Refusal('bad-time', '--at wants whole seconds since 1970-01-01 UTC, such as 1764000000.');
  }
  return unixSeconds;
}
