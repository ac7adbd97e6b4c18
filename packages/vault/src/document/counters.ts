import { decodeBase32 } from '@halfminute/otp';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8 } from '../bytes.ts';
import { VaultError } from '../errors.ts';
import { toHex } from '../hex.ts';
import { isJsonArray, isJsonObject } from '../json.ts';
import type { JsonValue } from '../json.ts';
import type { OtpVersion } from './otp-version.ts';

/**
 * The counters of an account, each under the fingerprint of the secret it belongs to: so two copies' counters are joined, to the
 * greater, exactly where kind and secret are equal. Only HOTP has counters, so that the kind needs no place in the fingerprint.
 */
export type Counters = ReadonlyMap<string, Counter>;

export interface Counter {
  /** How often it was set back by hand: a later round outranks a greater counter of an earlier one. */
  readonly round: number;
  /** Of the next code, 0 to 2^53 - 1. */
  readonly value: number;
}

const FINGERPRINT = /^[0-9a-f]{16}$/;
const FINGERPRINT_BYTES = 8;
const FINGERPRINT_DOMAIN = utf8('halfminute/counter/');
const FIRST: Counter = { round: 0, value: 0 };

/** The counter of a version; 0 for one that never was advanced. */
export function counterFor(counters: Counters, version: OtpVersion): Counter {
  // Most accounts have none: spare them the hash.
  return (counters.size > 0 && counters.get(fingerprint(version))) || FIRST;
}

/** One further. Throws 'counter-exhausted' at 2^53 - 1. */
export function advance(counters: Counters, version: OtpVersion): Counters {
  const { round, value } = counterFor(counters, version);
  return new Map(counters).set(fingerprint(version), { round, value: oneMore(value) });
}

/** Set by hand to `value`, which the caller has checked. */
export function setCounter(counters: Counters, version: OtpVersion, value: number): Counters {
  const now = counterFor(counters, version);
  if (value === now.value) {
    return counters;
  }
  const round = value < now.value ? oneMore(now.round) : now.round;
  return new Map(counters).set(fingerprint(version), { round, value });
}

/** Only the counter of this version's secret. */
export function countersOf(counters: Counters, version: OtpVersion): Counters {
  const name = fingerprint(version);
  return new Map(Array.from(counters).filter(([candidate]) => candidate === name));
}

export function joinCounters(a: Counters, b: Counters): Counters {
  const joined = new Map(a);
  for (const [name, counter] of b) {
    joined.set(name, greater(joined.get(name) ?? FIRST, counter));
  }
  return joined;
}

/** Sorted, so that equal counters make equal texts. */
export function writeCounters(counters: Counters): {
  readonly [name: string]: readonly [round: number, value: number];
} {
  const names = Array.from(counters.keys()).sort();
  return Object.fromEntries(
    names.map((name) => {
      const { round, value } = counters.get(name) ?? FIRST;
      return [name, [round, value]];
    }),
  );
}

/** null when they are not as they must be. */
export function readCounters(value: JsonValue): Counters | null {
  if (!isJsonObject(value)) {
    return null;
  }
  const counters = new Map<string, Counter>();
  for (const [name, pair] of Object.entries(value)) {
    const [round, counter, ...more] = isJsonArray(pair) ? pair : [];
    if (!FINGERPRINT.test(name) || !isCount(round) || !isCount(counter) || more.length > 0) {
      return null;
    }
    counters.set(name, { round, value: counter });
  }
  return counters;
}

function fingerprint({ credentials }: OtpVersion): string {
  const hash = sha256.create().update(FINGERPRINT_DOMAIN).update(decodeBase32(credentials.secretBase32)).digest();
  return toHex(hash.subarray(0, FINGERPRINT_BYTES));
}

function greater(a: Counter, b: Counter): Counter {
  return (a.round - b.round || a.value - b.value) >= 0 ? a : b;
}

function oneMore(value: number): number {
  if (value >= Number.MAX_SAFE_INTEGER) {
    throw new VaultError('counter-exhausted', 'The counter is at 9007199254740991 and cannot go any further.');
  }
  return value + 1;
}

function isCount(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
