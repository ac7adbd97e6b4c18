import { counterRange } from '@halfminute/otp';
import type { OtpAccount } from '@halfminute/otp';
import type { AccountChanges, NewAccount } from '../account.ts';
import { VaultError } from '../errors.ts';
import type { JsonValue } from '../json.ts';
import { registerOf, setRegister, TAG_PREFIX } from './account-state.ts';
import type { AccountState } from './account-state.ts';
import { displacedId, namesOf } from './account-view.ts';
import { advance, countersOf, setCounter } from './counters.ts';
import { assertCount, assertText, assertWhole, FIELD_LIMITS } from './limits.ts';
import { credentialsOf, sameSecret } from './otp-version.ts';
import type { OtpVersion } from './otp-version.ts';
import { sameValue } from './register.ts';
import type { Stamp } from './stamp.ts';

/** What an edit makes of one account. Each takes the edit's stamp, and answers the same object where nothing changed. */

/** Throws {@link VaultError} 'too-long' or 'bad-field'. */
export function newState(
  account: NewAccount,
  made: { readonly stamp: Stamp; readonly unixSeconds: number; readonly position: number },
): AccountState {
  const { stamp, unixSeconds, position } = made;
  const blank: AccountState = {
    id: account.id,
    stamp,
    registers: new Map(),
    versions: [],
    replaced: new Set(),
    counters: new Map(),
  };
  const { importId } = account;
  assertText('importId', importId ?? '', FIELD_LIMITS.importId);
  const placed = withValues(
    blank,
    {
      position: position || undefined,
      createdUnixSeconds: unixSeconds || undefined,
      trashedUnixSeconds: account.isTrashed === true ? unixSeconds : undefined,
      importId,
    },
    stamp,
  );
  return changedState(placed, account, stamp);
}

/** Throws {@link VaultError} 'too-long' or 'bad-field'. */
export function changedState(state: AccountState, changes: AccountChanges, stamp: Stamp): AccountState {
  const { otp, tags, note, favourite, icon } = changes;
  const issuer = changes.issuer ?? otp?.issuer;
  const accountName = changes.accountName ?? otp?.accountName;
  assertTexts({ issuer, accountName, note, icon: icon ?? undefined });
  const named = withValues(
    state,
    {
      ...(issuer !== undefined && { issuer: issuer || undefined }),
      ...(accountName !== undefined && { accountName: accountName || undefined }),
      ...(note !== undefined && { note: note || undefined }),
      ...(favourite !== undefined && { favourite: favourite || undefined }),
      ...(icon !== undefined && { icon: icon ?? undefined }),
    },
    stamp,
  );
  const tagged = tags === undefined ? named : withTags(named, tags, stamp);
  return otp === undefined ? tagged : withOtp(tagged, otp, stamp);
}

export function trashedState(state: AccountState, unixSeconds: number, stamp: Stamp): AccountState {
  return withValues(state, { trashedUnixSeconds: unixSeconds }, stamp);
}

/** Out of the trash. The version is written anew, under its own label, so that it outlives a purge that happened elsewhere meanwhile. */
export function restoredState(state: AccountState, stamp: Stamp): AccountState {
  const [version] = state.versions;
  if (version === undefined) {
    return state;
  }
  const anew = { ...version, stamp, label: namesOf(state, version) };
  return withValues(replaceVersion(state, version, anew), { trashedUnixSeconds: undefined }, stamp);
}

/** The tombstone. */
export function purgedState(state: AccountState, stamp: Stamp): AccountState {
  return {
    id: state.id,
    stamp,
    registers: new Map(),
    versions: [],
    replaced: withStamps(state.replaced, state.versions),
    counters: new Map(),
  };
}

/** Whether something of a purged account is left in its tombstone, as after a join with a copy that had changed it. */
export function isUncleanTombstone(state: AccountState): boolean {
  const values = Array.from(state.registers.values(), ({ value }) => value);
  return state.versions.length === 0 && (state.counters.size > 0 || values.some((value) => value !== undefined));
}

/** What lost against `state`, as an account of its own in the trash. */
export function displacedState(
  state: AccountState,
  version: OtpVersion,
  trashed: { readonly stamp: Stamp; readonly unixSeconds: number },
): AccountState {
  const values = Array.from(state.registers, ([name, { value }]) => [name, value] as const);
  const blank: AccountState = {
    id: displacedId(state.id, version),
    stamp: trashed.stamp,
    registers: new Map(),
    // The version keeps its stamp, so that copies which do this apart from each other make the same account.
    versions: [version],
    replaced: new Set(),
    counters: countersOf(state.counters, version),
  };
  const own = { ...Object.fromEntries(values), ...namesOf(state, version), trashedUnixSeconds: trashed.unixSeconds };
  return withValues(blank, own, trashed.stamp);
}

/** Without whatever lost against `winner`. */
export function undisputedState(state: AccountState, winner: OtpVersion): AccountState {
  return withoutVersions(state, (version) => !sameSecret(version, winner));
}

/** Throws 'bad-field' where the account has no counter, 'counter-exhausted' where it can go no further. */
export function advancedState(state: AccountState): AccountState {
  const [version] = state.versions;
  if (version?.credentials.kind !== 'hotp') {
    throw new VaultError('bad-field', 'Only a counter account has a counter.', { field: 'counter' });
  }
  return { ...state, counters: advance(state.counters, version) };
}

function withOtp(state: AccountState, otp: OtpAccount, stamp: Stamp): AccountState {
  assertParameters(otp.unknownParameters);
  const parameters = otp.unknownParameters.length === 0 ? undefined : otp.unknownParameters;
  const named = withValues(state, { parameters }, stamp);
  const changed = withCredentials(named, otp, stamp);
  const [version] = changed.versions;
  if (otp.kind !== 'hotp' || version === undefined) {
    return changed;
  }
  assertWhole('counter', otp.counter, counterRange);
  const counters = setCounter(changed.counters, version, otp.counter);
  return counters === changed.counters ? changed : { ...changed, counters };
}

function withCredentials(state: AccountState, otp: OtpAccount, stamp: Stamp): AccountState {
  const credentials = credentialsOf(otp);
  const [now] = state.versions;
  if (now !== undefined && sameValue({ ...now.credentials }, { ...credentials })) {
    return state;
  }
  if (now === undefined) {
    return { ...state, versions: [{ stamp, credentials, label: null, unknown: [] }] };
  }
  const next: OtpVersion = { stamp, credentials, label: namesOf(state, now), unknown: [] };
  // What a later program wrote about a secret stays with that secret, whatever its PIN.
  const { kind, secretBase32 } = now.credentials;
  const isSameSecret = kind === credentials.kind && secretBase32 === credentials.secretBase32;
  return replaceVersion(state, now, isSameSecret ? { ...next, unknown: now.unknown } : next);
}

/** `next` instead of `now`, and of whatever else has the secret of `now`, which would else come back as a loser. */
function replaceVersion(state: AccountState, now: OtpVersion, next: OtpVersion): AccountState {
  const { versions, replaced } = withoutVersions(state, (version) => sameSecret(version, now));
  return { ...state, versions: [next, ...versions], replaced };
}

function withoutVersions(state: AccountState, isGone: (version: OtpVersion) => boolean): AccountState {
  const gone = state.versions.filter(isGone);
  const versions = state.versions.filter((version) => !isGone(version));
  return { ...state, versions, replaced: withStamps(state.replaced, gone) };
}

function withStamps(stamps: ReadonlySet<Stamp>, versions: readonly OtpVersion[]): ReadonlySet<Stamp> {
  return new Set([...stamps, ...versions.map(({ stamp }) => stamp)]);
}

function withTags(state: AccountState, tags: readonly string[], stamp: Stamp): AccountState {
  assertCount('tags', tags.length, FIELD_LIMITS.tags);
  for (const tag of tags) {
    assertText('tags', tag, FIELD_LIMITS.tag);
    if (tag === '') {
      throw new VaultError('bad-field', 'A tag has a name.', { field: 'tags' });
    }
  }
  const before = Array.from(state.registers.keys()).filter((name) => name.startsWith(TAG_PREFIX));
  const after = tags.map((tag) => [TAG_PREFIX + tag, true] as const);
  return withValues(state, Object.fromEntries([...before.map((name) => [name, undefined] as const), ...after]), stamp);
}

/** Stamps only what differs. */
function withValues(
  state: AccountState,
  values: { readonly [name: string]: JsonValue | undefined },
  stamp: Stamp,
): AccountState {
  const different = Object.entries(values).filter(([name, value]) => !sameValue(registerOf(state, name).value, value));
  if (different.length === 0) {
    return state;
  }
  const registers = new Map(state.registers);
  for (const [name, value] of different) {
    setRegister(registers, { name, register: { stamp, value }, stamp: state.stamp });
  }
  return { ...state, registers };
}

function assertTexts(texts: {
  readonly [field in 'issuer' | 'accountName' | 'note' | 'icon']: string | undefined;
}): void {
  for (const field of ['issuer', 'accountName', 'note', 'icon'] as const) {
    assertText(field, texts[field] ?? '', FIELD_LIMITS[field]);
  }
}

function assertParameters(parameters: OtpAccount['unknownParameters']): void {
  assertCount('parameters', parameters.length, FIELD_LIMITS.parameters);
  for (const part of parameters.flat()) {
    assertText('parameters', part, FIELD_LIMITS.parameter);
  }
}
