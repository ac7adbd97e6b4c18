import { compareTexts, isJsonArray, isJsonObject, objectText, parseJson } from '../json.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { FIELD_LIMITS, isText } from './limits.ts';
import { laterRegister } from './register.ts';
import type { Register } from './register.ts';
import { EARLIEST_STAMP, readStamp } from './stamp.ts';

/** What the document holds besides accounts: its first line. docs/vault-format.md, "The document line". */
export interface DocumentMeta {
  /** The greatest counter of the change clock that was seen. */
  readonly clock: number;
  /** Days since 1970-01-01 UTC on which the program was open, each with the clock when that was noted. */
  readonly daysOpened: ReadonlyMap<number, number>;
  /** Registers whose value is the whole entry: `stamp`, `value`, and fields of later programs, changed together. */
  readonly preferences: ReadonlyMap<string, Register>;
  /** Fields of later programs. */
  readonly unknown: ReadonlyMap<string, Register>;
}

export const EMPTY_META: DocumentMeta = { clock: 0, daysOpened: new Map(), preferences: new Map(), unknown: new Map() };

export function joinMeta(a: DocumentMeta, b: DocumentMeta): DocumentMeta {
  return {
    clock: Math.max(a.clock, b.clock),
    daysOpened: joinMaps(a.daysOpened, b.daysOpened, Math.max),
    preferences: joinMaps(a.preferences, b.preferences, laterRegister),
    unknown: joinMaps(a.unknown, b.unknown, laterRegister),
  };
}

/** Always the same text for the same content. */
export function writeMeta(meta: DocumentMeta): string {
  const days = Array.from(meta.daysOpened).sort(([a], [b]) => a - b);
  const preferences = sortedByName(meta.preferences).map(([name, { value = null }]) => [name, value] as const);
  const unknown = sortedByName(meta.unknown);
  const stamps = unknown.flatMap(([name, { stamp }]) => (stamp === EARLIEST_STAMP ? [] : [[name, stamp] as const]));
  const fields: (readonly [string, JsonValue])[] = [
    ['clock', meta.clock],
    ['daysOpened', days],
    ['preferences', Object.fromEntries(preferences)],
    ...unknown.flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value] as const])),
  ];
  return objectText(stamps.length === 0 ? fields : [...fields, ['stamps', Object.fromEntries(stamps)]]);
}

/** null when the line is not as the format states. */
export function readMeta(line: string): DocumentMeta | null {
  const fields = parseJson(line);
  if (!isJsonObject(fields)) {
    return null;
  }
  const { clock, daysOpened: days, preferences: entries, stamps = {}, ...rest } = fields;
  const daysOpened = readDays(days);
  const preferences = readPreferences(entries);
  const unknown = readUnknown(rest, stamps);
  return isCount(clock) && daysOpened && preferences && unknown ? { clock, daysOpened, preferences, unknown } : null;
}

function readDays(value: JsonValue | undefined): ReadonlyMap<number, number> | null {
  if (!isJsonArray(value)) {
    return null;
  }
  const days = new Map<number, number>();
  for (const pair of value) {
    const [day, counter] = isJsonArray(pair) && pair.length === 2 ? pair : [];
    if (!isCount(day) || !isCount(counter)) {
      return null;
    }
    days.set(day, Math.max(counter, days.get(day) ?? 0));
  }
  return days;
}

function readPreferences(value: JsonValue | undefined): ReadonlyMap<string, Register> | null {
  if (!isJsonObject(value)) {
    return null;
  }
  const preferences = new Map<string, Register>();
  for (const [name, entry] of Object.entries(value)) {
    const preference = isText(name, FIELD_LIMITS.preferenceName) ? readPreference(entry) : null;
    if (preference === null) {
      return null;
    }
    preferences.set(name, preference);
  }
  return preferences;
}

function readPreference(entry: JsonValue): Register | null {
  if (!isJsonObject(entry)) {
    return null;
  }
  const { stamp: stampText, value, ...rest } = entry;
  const stamp = readStamp(stampText);
  return stamp === null || value === undefined
    ? null
    : { stamp, value: Object.fromEntries([['stamp', stamp], ['value', value], ...sortedByName(Object.entries(rest))]) };
}

function readUnknown(fields: JsonObject, stamps: JsonValue): ReadonlyMap<string, Register> | null {
  if (!isJsonObject(stamps)) {
    return null;
  }
  const unknown = new Map<string, Register>();
  for (const [name, value] of Object.entries(fields)) {
    unknown.set(name, { stamp: EARLIEST_STAMP, value });
  }
  for (const [name, stampText] of Object.entries(stamps)) {
    const stamp = readStamp(stampText);
    if (stamp === null) {
      return null;
    }
    unknown.set(name, { stamp, value: unknown.get(name)?.value });
  }
  return unknown;
}

function joinMaps<Key, Value>(
  a: ReadonlyMap<Key, Value>,
  b: ReadonlyMap<Key, Value>,
  join: (a: Value, b: Value) => Value,
): ReadonlyMap<Key, Value> {
  const joined = new Map(a);
  for (const [key, value] of b) {
    const other = joined.get(key);
    joined.set(key, other === undefined ? value : join(other, value));
  }
  return joined;
}

function sortedByName<Value>(
  entries: Iterable<readonly [name: string, value: Value]>,
): readonly (readonly [name: string, value: Value])[] {
  return Array.from(entries).sort(([a], [b]) => compareTexts(a, b));
}

function isCount(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
