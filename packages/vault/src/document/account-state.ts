import type { AccountId } from '../account.ts';
import { isJsonArray, isJsonObject, parseJson } from '../json.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { joinCounters, readCounters, writeCounters } from './counters.ts';
import type { Counters } from './counters.ts';
import { FIELD_LIMITS, isParameterList, isTag, isText } from './limits.ts';
import { compareVersions, readVersion, versionText } from './otp-version.ts';
import type { OtpVersion } from './otp-version.ts';
import { laterRegister } from './register.ts';
import type { Register } from './register.ts';
import { compareStamps, counterOf, laterStamp, readStamp } from './stamp.ts';
import type { Stamp } from './stamp.ts';

/** One account as its line states it. docs/vault-format.md, "An account line". */
export interface AccountState {
  readonly id: AccountId;
  /** The stamp of every register that is not in `registers`: those are absent. */
  readonly stamp: Stamp;
  readonly registers: ReadonlyMap<string, Register>;
  /** Latest first. None: the account was purged, and this is its tombstone. */
  readonly versions: readonly OtpVersion[];
  /** Of versions that are no more. */
  readonly replaced: ReadonlySet<Stamp>;
  readonly counters: Counters;
}

/** A tag is a register of its own under this prefix, so that tags given on two sides are both kept. */
export const TAG_PREFIX = 'tag:';

/** The registers that this version knows, in the order in which they are written, and what makes a value of theirs. */
const REGISTERS: ReadonlyMap<string, (value: JsonValue) => boolean> = new Map<string, (value: JsonValue) => boolean>([
  ['issuer', (value) => isText(value, FIELD_LIMITS.issuer)],
  ['accountName', (value) => isText(value, FIELD_LIMITS.accountName)],
  ['parameters', isParameterList],
  ['note', (value) => isText(value, FIELD_LIMITS.note)],
  ['favourite', (value) => value === true],
  ['icon', (value) => isText(value, FIELD_LIMITS.icon)],
  ['position', Number.isFinite],
  ['createdUnixSeconds', Number.isFinite],
  ['trashedUnixSeconds', Number.isFinite],
  ['importId', (value) => isText(value, FIELD_LIMITS.importId)],
]);

/** The fields that are no registers. */
const FRAME: ReadonlySet<string> = new Set(['id', 'stamp', 'otp', 'counters', 'replaced', 'tags', 'stamps']);

/** What both know, whichever is asked first and however often: a join of a semilattice. */
export function joinAccounts(a: AccountState, b: AccountState): AccountState {
  const stamp = laterStamp(a.stamp, b.stamp);
  const registers = new Map<string, Register>();
  for (const name of new Set([...a.registers.keys(), ...b.registers.keys()])) {
    setRegister(registers, { name, register: laterRegister(registerOf(a, name), registerOf(b, name)), stamp });
  }
  const replaced = new Set([...a.replaced, ...b.replaced]);
  return {
    id: a.id,
    stamp,
    registers,
    versions: versionsOnce([...a.versions, ...b.versions]).filter((version) => !replaced.has(version.stamp)),
    replaced,
    counters: joinCounters(a.counters, b.counters),
  };
}

export function registerOf(state: AccountState, name: string): Register {
  return state.registers.get(name) ?? { stamp: state.stamp, value: undefined };
}

/** Puts a register where it belongs: nowhere, if it is what the account's stamp says of all that are not there. */
export function setRegister(
  registers: Map<string, Register>,
  put: { readonly name: string; readonly register: Register; readonly stamp: Stamp },
): void {
  if (put.register.value === undefined && put.register.stamp === put.stamp) {
    registers.delete(put.name);
  } else {
    registers.set(put.name, put.register);
  }
}

/** The greatest counter in any stamp of the account: an edit must go beyond it to be the later one. */
export function greatestCounter(state: AccountState): number {
  const stamps = [state.stamp, ...state.replaced];
  const own = [...state.registers.values(), ...state.versions].map(({ stamp }) => stamp);
  return [...stamps, ...own].reduce((greatest, stamp) => Math.max(greatest, counterOf(stamp)), 0);
}

/** The line: always the same for the same state. */
export function writeAccount(state: AccountState): string {
  const { registers, stamp } = state;
  const names = Array.from(registers.keys()).sort();
  const tags = names.filter((name) => name.startsWith(TAG_PREFIX) && registers.get(name)?.value === true);
  const unknown = names.filter((name) => !name.startsWith(TAG_PREFIX) && !REGISTERS.has(name));
  const stamps = names.flatMap((name) => {
    const own = registerOf(state, name).stamp;
    return own === stamp ? [] : [[name, own] as const];
  });
  const fields = [
    text('id', state.id),
    text('stamp', stamp),
    ...values(registers, REGISTERS.keys()),
    ...unless(tags.length === 0, () =>
      text(
        'tags',
        tags.map((name) => name.slice(TAG_PREFIX.length)),
      ),
    ),
    ...unless(
      state.versions.length === 0,
      () => `"otp":[${state.versions.map((version) => versionText(version, stamp)).join(',')}]`,
    ),
    ...unless(state.counters.size === 0, () => text('counters', writeCounters(state.counters))),
    ...unless(state.replaced.size === 0, () => text('replaced', Array.from(state.replaced).sort(compareStamps))),
    ...values(registers, unknown),
    ...unless(stamps.length === 0, () => text('stamps', Object.fromEntries(stamps))),
  ];
  return `{${fields.join(',')}}`;
}

/** null when the line is none that this program could have written; it is kept all the same, see {@link AccountLine}. */
export function readAccount(line: string, id: AccountId): AccountState | null {
  const fields = parseJson(line);
  const stamp = isJsonObject(fields) ? readStamp(fields['stamp']) : null;
  if (!isJsonObject(fields) || stamp === null || fields['id'] !== id) {
    return null;
  }
  const { otp = [], replaced: replacedStamps = [], counters: allCounters = {} } = fields;
  const registers = readRegisters(fields, stamp);
  const versions = readVersions(otp, stamp);
  const replaced = readReplaced(replacedStamps);
  const counters = readCounters(allCounters);
  if (registers === null || versions === null || replaced === null || counters === null) {
    return null;
  }
  return {
    id,
    stamp,
    registers,
    versions: versions.filter((version) => !replaced.has(version.stamp)),
    replaced,
    counters,
  };
}

function readRegisters(fields: JsonObject, stamp: Stamp): ReadonlyMap<string, Register> | null {
  const registers = new Map<string, Register>();
  for (const [name, value] of Object.entries(fields)) {
    if (FRAME.has(name)) {
      continue;
    }
    const isValid = REGISTERS.get(name) ?? (() => !name.startsWith(TAG_PREFIX));
    if (!isValid(value)) {
      return null;
    }
    registers.set(name, { stamp, value });
  }
  const { tags = [], stamps = {} } = fields;
  // However many: each side may have given as many as an edit allows, and a join must not make its own line unreadable.
  if (!isJsonArray(tags) || !tags.every(isTag)) {
    return null;
  }
  for (const tag of tags) {
    registers.set(TAG_PREFIX + tag, { stamp, value: true });
  }
  return withOwnStamps(registers, stamps, stamp);
}

function withOwnStamps(
  registers: Map<string, Register>,
  stamps: JsonValue,
  accountStamp: Stamp,
): ReadonlyMap<string, Register> | null {
  if (!isJsonObject(stamps)) {
    return null;
  }
  for (const [name, value] of Object.entries(stamps)) {
    const stamp = readStamp(value);
    if (stamp === null || FRAME.has(name)) {
      return null;
    }
    setRegister(registers, { name, register: { stamp, value: registers.get(name)?.value }, stamp: accountStamp });
  }
  return registers;
}

function readVersions(value: JsonValue, stamp: Stamp): readonly OtpVersion[] | null {
  if (!isJsonArray(value)) {
    return null;
  }
  const versions: OtpVersion[] = [];
  for (const item of value) {
    const version = readVersion(item, stamp);
    if (version === null) {
      return null;
    }
    versions.push(version);
  }
  return versions.length < 2 ? versions : versionsOnce(versions);
}

/** Each once, latest first. */
function versionsOnce(versions: readonly OtpVersion[]): readonly OtpVersion[] {
  const byText = new Map(versions.map((version) => [versionText(version), version]));
  return Array.from(byText.values()).sort(compareVersions);
}

function readReplaced(value: JsonValue): ReadonlySet<Stamp> | null {
  const stamps = isJsonArray(value) ? value.map(readStamp) : [null];
  return stamps.every((stamp) => stamp !== null) ? new Set(stamps) : null;
}

function* values(registers: ReadonlyMap<string, Register>, names: Iterable<string>): Generator<string> {
  for (const name of names) {
    const value = registers.get(name)?.value;
    if (value !== undefined) {
      yield text(name, value);
    }
  }
}

function text(name: string, value: JsonValue): string {
  return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
}

function unless(isLeftOut: boolean, write: () => string): string[] {
  return isLeftOut ? [] : [write()];
}
