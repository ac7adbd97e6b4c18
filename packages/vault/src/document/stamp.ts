import type { EditContext } from '../account.ts';
import { VaultError } from '../errors.ts';
import { toHex } from '../hex.ts';
import { compareTexts } from '../json.ts';
import type { JsonValue } from '../json.ts';
import { drawBytes } from '../randomness.ts';
import type { RandomBytes } from '../randomness.ts';

/**
 * When a value was last changed, by the change clock: `<counter>@<replica>`. The counter is Lamport's ("Time, Clocks, and the Ordering of Events",
 * 1978): whoever saw a change makes a later stamp, whatever the wall clocks say.
 */
export type Stamp = string & { readonly __brand: 'Stamp' };

const STAMP = /^(0|[1-9][0-9]{0,15})@[0-9a-f]{16}$/;
const REPLICA = /^[0-9a-f]{16}$/;
const REPLICA_BYTES = 8;

/** Earlier than any edit. */
export const EARLIEST_STAMP = stamp(0, '0000000000000000');

/** A name for one run of the program, random, so that two runs never make the same stamp. */
export function newReplica(randomBytes: RandomBytes): string {
  return toHex(drawBytes(randomBytes, REPLICA_BYTES));
}

/** The stamp of an edit that has seen the counter `seen`. Throws 'clock-exhausted' at 2^53 - 1, 'bad-field' for a context that cannot be written. */
export function nextStamp(seen: number, { replica, unixSeconds }: EditContext): Stamp {
  if (!REPLICA.test(replica)) {
    throw new VaultError('bad-field', 'A replica is 16 hexadecimal digits.', { field: 'replica' });
  }
  if (!Number.isFinite(unixSeconds)) {
    throw new VaultError('bad-field', 'The time of an edit is a number of seconds.', { field: 'unixSeconds' });
  }
  if (seen >= Number.MAX_SAFE_INTEGER) {
    throw new VaultError('clock-exhausted', 'The change clock of the vault cannot go any further.');
  }
  return stamp(seen + 1, replica);
}

/** null when it is none. */
export function readStamp(value: JsonValue | undefined): Stamp | null {
  return typeof value === 'string' && isStamp(value) ? value : null;
}

export function counterOf(of: Stamp): number {
  return Number(of.slice(0, of.indexOf('@')));
}

/** Negative when `a` is earlier. */
export function compareStamps(a: Stamp, b: Stamp): number {
  return counterOf(a) - counterOf(b) || compareTexts(a, b);
}

export function laterStamp(a: Stamp, b: Stamp): Stamp {
  return compareStamps(a, b) >= 0 ? a : b;
}

function isStamp(text: string): text is Stamp {
  return STAMP.test(text) && Number.isSafeInteger(Number(text.slice(0, text.indexOf('@'))));
}

function stamp(counter: number, replica: string): Stamp {
  // The one place that makes a stamp; both parts were checked.
  return `${counter}@${replica}` as Stamp;
}
