import type { Authenticator, MfaRecord, RecordChange } from '@halfminute/mfa';
import type { Transaction } from 'kysely';
import { MfaSqlError } from '../errors.ts';
import type { MfaSchema } from '../schema.ts';
import { writtenQuery } from '../written-query.ts';

/**
 * What nearly every change is: a code was right, its authenticator has a later step, and nothing else of the record differs. Such changes are written
 * by statements of their own, which touch no other column; on PostgreSQL any number of them by one.
 */
export interface CodeClaim {
  readonly userId: string;
  /** Of the record that was read. */
  readonly version: number;
  readonly authenticatorId: string;
  readonly step: number;
  readonly lateInARow: number;
  /** Unix seconds. */
  readonly lastUsedAt: number | null;
}

/** Null for every other change. */
export function codeClaimOf({ before, after, notices }: RecordChange): CodeClaim | null {
  if (before.version === 0 || notices.length > 0 || !differsInAuthenticatorsOnly(before, after)) {
    return null;
  }
  const [used, another] = changedPairs(before.authenticators, after.authenticators) ?? [];
  if (used === undefined || another !== undefined) {
    return null;
  }
  const [old, item] = used;
  const { id, lastStep: step, lateInARow, lastUsedAt } = item;
  const isClaim = step !== null && (old.lastStep === null || step > old.lastStep) && differsInUseOnly(old, item);
  return isClaim
    ? { userId: after.userId, version: before.version, authenticatorId: id, step, lateInARow, lastUsedAt }
    : null;
}

/** By identity: the rules copy what they change, and hand on the rest. */
function differsInAuthenticatorsOnly(before: MfaRecord, after: MfaRecord): boolean {
  return sameMembers(before, after, new Set(['version', 'authenticators']));
}

function differsInUseOnly(old: Authenticator, item: Authenticator): boolean {
  return sameMembers(old, item, new Set(['lastStep', 'lateInARow', 'lastUsedAt']));
}

function sameMembers<Value extends object>(one: Value, other: Value, except: ReadonlySet<string>): boolean {
  const others = new Map(Object.entries(other));
  return Object.entries(one).every(([name, value]) => except.has(name) || others.get(name) === value);
}

/** Null where some came or went, or changed places. */
function changedPairs(
  before: readonly Authenticator[],
  after: readonly Authenticator[],
): readonly (readonly [Authenticator, Authenticator])[] | null {
  const pairs: (readonly [Authenticator, Authenticator])[] = [];
  for (const [index, old] of before.entries()) {
    const item = after[index];
    if (item?.id !== old.id) {
      return null;
    }
    if (item !== old) {
      pairs.push([old, item]);
    }
  }
  return before.length === after.length ? pairs : null;
}

/**
 * Writes them all, each for a user of its own; answers which were replaced, by the user. The others have another version by now, and nothing of
 * them was written. Throws MfaSqlError `conflict` where a step was spent by somebody who did not claim the version; the transaction must then be
 * rolled back.
 */
export async function writeCodeClaims(
  transaction: Transaction<MfaSchema>,
  about: {
    readonly dialect: 'sqlite' | 'postgres';
    readonly claims: readonly CodeClaim[];
    /** All that the transaction will change. */
    readonly userIds: readonly string[];
  },
): Promise<ReadonlySet<string>> {
  const { dialect, claims } = about;
  if (dialect === 'postgres') {
    return claims.length === 0 ? new Set() : together(transaction, about);
  }
  const replaced = new Set<string>();
  for (const claim of claims) {
    // oxlint-disable-next-line no-await-in-loop -- one connection
    if (await alone(transaction, claim)) {
      replaced.add(claim.userId);
    }
  }
  return replaced;
}

// RFC 6238 section 5.2: a step is spent once, and no earlier one after it; by the statement itself, whatever was read before it.

const claimVersion = writtenQuery('update mfa_user set version = version + 1 where user_id = ? and version = ?');
const claimStep = writtenQuery(
  `update mfa_authenticator set last_step = ?, late_in_a_row = ?, last_used_at = ?
   where user_id = ? and id = ? and (last_step is null or last_step < ?)`,
);

async function alone(transaction: Transaction<MfaSchema>, claim: CodeClaim): Promise<boolean> {
  const { userId, version, authenticatorId, step, lateInARow, lastUsedAt } = claim;
  const claimed = await transaction.executeQuery(claimVersion('sqlite', [userId, version]));
  if (claimed.numAffectedRows !== 1n) {
    return false;
  }
  const parameters = [step, lateInARow, lastUsedAt, userId, authenticatorId, step];
  const spent = await transaction.executeQuery(claimStep('sqlite', parameters));
  expectSpent(spent.numAffectedRows === 1n);
  return true;
}

/**
 * First the users' rows are locked, those of the other changes as well and all in one order, so that two nodes never wait for each other in a circle.
 * What is read here is of the moment at which the statement began; where a row was changed since, PostgreSQL looks at the condition once more.
 */
const claimAll = writtenQuery<{ readonly user_id: string; readonly spent: boolean }>(`
  with wanted as (
    select * from unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::integer[], ?::double precision[])
      as each (user_id, version, id, step, late, used_at)
  ), locked as materialized (
    select user_id from mfa_user where user_id = any(?) order by user_id for no key update
  ), claimed as (
    update mfa_user set version = mfa_user.version + 1 from locked join wanted using (user_id)
    where mfa_user.user_id = locked.user_id and mfa_user.version = wanted.version returning mfa_user.user_id
  ), spent as (
    update mfa_authenticator set last_step = step, late_in_a_row = late, last_used_at = used_at
    from wanted join claimed using (user_id)
    where mfa_authenticator.user_id = wanted.user_id and mfa_authenticator.id = wanted.id
      and (last_step is null or last_step < step)
    returning mfa_authenticator.user_id
  )
  select claimed.user_id, spent.user_id is not null as spent from claimed left join spent using (user_id)`);

async function together(
  transaction: Transaction<MfaSchema>,
  { claims, userIds }: { readonly claims: readonly CodeClaim[]; readonly userIds: readonly string[] },
): Promise<ReadonlySet<string>> {
  const { rows } = await transaction.executeQuery(
    claimAll('postgres', [
      claims.map(({ userId }) => userId),
      claims.map(({ version }) => version),
      claims.map(({ authenticatorId }) => authenticatorId),
      claims.map(({ step }) => step),
      claims.map(({ lateInARow }) => lateInARow),
      claims.map(({ lastUsedAt }) => lastUsedAt),
      userIds,
    ]),
  );
  for (const { spent } of rows) {
    expectSpent(spent);
  }
  return new Set(rows.map(({ user_id }) => user_id));
}

function expectSpent(isSpent: boolean): void {
  if (!isSpent) {
    throw new MfaSqlError('conflict', 'The record was replaced by somebody else in between.');
  }
}
