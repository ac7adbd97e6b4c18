import { cleanName } from '@halfminute/otp';
import type { MfaRecord } from './record.ts';

/** Characters (code points) of a name that are kept: more does not stand in a row. */
const longestName = 64;

/** A name as a user wrote it, as one row of text. May come out empty. */
export function shortName(name: string): string {
  return cleanName(Array.from(cleanName(name)).slice(0, longestName).join(''));
}

/** The name of a new authenticator: the user's, or the first of "Authenticator", "Authenticator 2", ... that is free. */
export function authenticatorName(name: string, { authenticators }: MfaRecord): string {
  const chosen = shortName(name);
  if (chosen !== '') {
    return chosen;
  }
  const taken = new Set(authenticators.map((authenticator) => authenticator.name));
  let number = 1;
  let free = 'Authenticator';
  while (taken.has(free)) {
    number += 1;
    free = `Authenticator ${number}`;
  }
  return free;
}
