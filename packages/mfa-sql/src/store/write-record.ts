import type { Authenticator, MfaRecord, RecordChange } from '@halfminute/mfa';
import type { DeleteResult, Transaction, UpdateResult } from 'kysely';
import { MfaSqlError } from '../errors.ts';
import type { MfaSchema } from '../schema.ts';
import { listChanges } from './list-changes.ts';
import { toAuthenticatorRow, toDeviceRow, toPendingRow, toRecoveryCodeRow, toUserRow } from './rows.ts';

/**
 * Writes what differs between the two records. Every statement is conditional, and must have touched exactly the row it names: a step or a
 * recovery code is spent by the statement itself, whatever was read before it.
 * `conflict`, and nothing written, where the record has another version by now. Throws MfaSqlError `conflict` where a row was touched by
 * somebody who did not claim the version; the transaction must then be rolled back.
 */
export async function writeRecord(
  transaction: Transaction<MfaSchema>,
  { before, after }: Pick<RecordChange, 'before' | 'after'>,
): Promise<'replaced' | 'conflict'> {
  if ((await claimVersion(transaction, before.version, after)) !== 1n) {
    return 'conflict';
  }
  const { userId } = after;
  await writeList(before.authenticators, after.authenticators, {
    remove: ({ id }) => removeRow(transaction, 'mfa_authenticator', { id, userId }),
    update: (old, item) => updateAuthenticator(transaction, userId, old, item),
    insert: (items) =>
      transaction
        .insertInto('mfa_authenticator')
        .values(items.map((item) => toAuthenticatorRow(userId, item)))
        .execute(),
  });
  await writeList(before.pending, after.pending, {
    remove: ({ id }) => removeRow(transaction, 'mfa_pending', { id, userId }),
    update: (_, item) =>
      transaction
        .updateTable('mfa_pending')
        .set(withoutKey(toPendingRow(userId, item)))
        .where('id', '=', item.id)
        .where('user_id', '=', userId)
        .executeTakeFirstOrThrow(),
    insert: (items) =>
      transaction
        .insertInto('mfa_pending')
        .values(items.map((item) => toPendingRow(userId, item)))
        .execute(),
  });
  await writeList(before.recovery?.codes ?? [], after.recovery?.codes ?? [], {
    remove: ({ id }) => removeRow(transaction, 'mfa_recovery_code', { id, userId }),
    update: (old, { id, hash, usedAt }) =>
      transaction
        .updateTable('mfa_recovery_code')
        .set({ hash, used_at: usedAt })
        .where('id', '=', id)
        .where('user_id', '=', userId)
        // Spent once: whoever finds it spent already has lost.
        .where('used_at', 'is not distinct from', old.usedAt)
        .executeTakeFirstOrThrow(),
    insert: (items) =>
      transaction
        .insertInto('mfa_recovery_code')
        .values(items.map((item) => toRecoveryCodeRow(userId, item)))
        .execute(),
  });
  await writeList(before.devices, after.devices, {
    remove: ({ id }) => removeRow(transaction, 'mfa_device', { id, userId }),
    update: (_, item) =>
      transaction
        .updateTable('mfa_device')
        .set(withoutKey(toDeviceRow(userId, item)))
        .where('id', '=', item.id)
        .where('user_id', '=', userId)
        .executeTakeFirstOrThrow(),
    insert: (items) =>
      transaction
        .insertInto('mfa_device')
        .values(items.map((item) => toDeviceRow(userId, item)))
        .execute(),
  });
  return 'replaced';
}

/** First of all: it also locks the user's row until the end of the transaction. Answers how many rows it touched, one or none. */
async function claimVersion(transaction: Transaction<MfaSchema>, version: number, after: MfaRecord): Promise<bigint> {
  const row = { ...toUserRow(after), version: version + 1 };
  if (version === 0) {
    const { numInsertedOrUpdatedRows } = await transaction
      .insertInto('mfa_user')
      .values(row)
      .onConflict((conflict) => conflict.column('user_id').doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows ?? 0n;
  }
  const { numUpdatedRows } = await transaction
    .updateTable('mfa_user')
    .set(row)
    .where('user_id', '=', after.userId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return numUpdatedRows;
}

/** Takes away, changes and adds; each statement but the last must touch exactly its row. */
async function writeList<Item extends { readonly id: string }>(
  before: readonly Item[],
  after: readonly Item[],
  table: {
    readonly remove: (item: Item) => Promise<DeleteResult>;
    readonly update: (old: Item, item: Item) => Promise<UpdateResult>;
    readonly insert: (items: readonly Item[]) => Promise<unknown>;
  },
): Promise<void> {
  const { added, changed, removed } = listChanges(before, after);
  for (const item of removed) {
    // oxlint-disable-next-line no-await-in-loop -- one connection
    expectOne((await table.remove(item)).numDeletedRows);
  }
  for (const [old, item] of changed) {
    // oxlint-disable-next-line no-await-in-loop -- one connection
    expectOne((await table.update(old, item)).numUpdatedRows);
  }
  if (added.length > 0) {
    await table.insert(added);
  }
}

function updateAuthenticator(
  transaction: Transaction<MfaSchema>,
  userId: string,
  old: Authenticator,
  authenticator: Authenticator,
): Promise<UpdateResult> {
  const update = transaction
    .updateTable('mfa_authenticator')
    .set(withoutKey(toAuthenticatorRow(userId, authenticator)))
    .where('id', '=', authenticator.id)
    .where('user_id', '=', userId);
  const step = authenticator.lastStep;
  const claims = step !== null && (old.lastStep === null || step > old.lastStep);
  return (
    claims
      ? // RFC 6238 section 5.2: a step is spent once, and no earlier one after it.
        update.where((row) => row.or([row('last_step', 'is', null), row('last_step', '<', step)]))
      : update.where('last_step', 'is not distinct from', old.lastStep)
  ).executeTakeFirstOrThrow();
}

/** The key stays as it is, and writing it would write its index anew. */
function withoutKey<Row extends { readonly id: string; readonly user_id: string }>(
  row: Row,
): Omit<Row, 'id' | 'user_id'> {
  const { id: _id, user_id: _userId, ...columns } = row;
  return columns;
}

function removeRow(
  transaction: Transaction<MfaSchema>,
  table: 'mfa_authenticator' | 'mfa_pending' | 'mfa_recovery_code' | 'mfa_device',
  { id, userId }: { readonly id: string; readonly userId: string },
): Promise<DeleteResult> {
  return transaction.deleteFrom(table).where('id', '=', id).where('user_id', '=', userId).executeTakeFirstOrThrow();
}

function expectOne(rows: bigint): void {
  if (rows !== 1n) {
    throw new MfaSqlError('conflict', 'The record was replaced by somebody else in between.');
  }
}
