import type { Authenticator, MfaRecord, RecordChange } from '@halfminute/mfa';
import type { Transaction, UpdateResult } from 'kysely';
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
  await writeAuthenticators(transaction, before, after);
  await writePending(transaction, before, after);
  await writeRecoveryCodes(transaction, before, after);
  await writeDevices(transaction, before, after);
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

async function writeAuthenticators(transaction: Transaction<MfaSchema>, before: MfaRecord, after: MfaRecord) {
  const { added, changed, removed } = listChanges(before.authenticators, after.authenticators);
  for (const { id } of removed) {
    await removeRow(transaction, 'mfa_authenticator', { id, userId: after.userId });
  }
  for (const [old, authenticator] of changed) {
    await updateAuthenticator(transaction, after.userId, old, authenticator);
  }
  if (added.length > 0) {
    await transaction
      .insertInto('mfa_authenticator')
      .values(added.map((authenticator) => toAuthenticatorRow(after.userId, authenticator)))
      .execute();
  }
}

async function updateAuthenticator(
  transaction: Transaction<MfaSchema>,
  userId: string,
  old: Authenticator,
  authenticator: Authenticator,
): Promise<void> {
  const { id, user_id: _, ...columns } = toAuthenticatorRow(userId, authenticator);
  const update = transaction
    .updateTable('mfa_authenticator')
    .set(columns)
    .where('id', '=', id)
    .where('user_id', '=', userId);
  const step = authenticator.lastStep;
  const claims = step !== null && (old.lastStep === null || step > old.lastStep);
  expectOneUpdated(
    await (
      claims
        ? // RFC 6238 section 5.2: a step is spent once, and no earlier one after it.
          update.where((row) => row.or([row('last_step', 'is', null), row('last_step', '<', step)]))
        : update.where('last_step', 'is not distinct from', old.lastStep)
    ).executeTakeFirstOrThrow(),
  );
}

async function writePending(transaction: Transaction<MfaSchema>, before: MfaRecord, after: MfaRecord) {
  const { added, changed, removed } = listChanges(before.pending, after.pending);
  for (const { id } of removed) {
    await removeRow(transaction, 'mfa_pending', { id, userId: after.userId });
  }
  for (const [, pending] of changed) {
    const { id, user_id: userId, ...columns } = toPendingRow(after.userId, pending);
    expectOneUpdated(
      await transaction
        .updateTable('mfa_pending')
        .set(columns)
        .where('id', '=', id)
        .where('user_id', '=', userId)
        .executeTakeFirstOrThrow(),
    );
  }
  if (added.length > 0) {
    await transaction
      .insertInto('mfa_pending')
      .values(added.map((pending) => toPendingRow(after.userId, pending)))
      .execute();
  }
}

async function writeRecoveryCodes(transaction: Transaction<MfaSchema>, before: MfaRecord, after: MfaRecord) {
  const { added, changed, removed } = listChanges(before.recovery?.codes ?? [], after.recovery?.codes ?? []);
  for (const { id } of removed) {
    await removeRow(transaction, 'mfa_recovery_code', { id, userId: after.userId });
  }
  for (const [old, code] of changed) {
    expectOneUpdated(
      await transaction
        .updateTable('mfa_recovery_code')
        .set({ hash: code.hash, used_at: code.usedAt })
        .where('id', '=', code.id)
        .where('user_id', '=', after.userId)
        // Spent once: whoever finds it spent already has lost.
        .where('used_at', 'is not distinct from', old.usedAt)
        .executeTakeFirstOrThrow(),
    );
  }
  if (added.length > 0) {
    await transaction
      .insertInto('mfa_recovery_code')
      .values(added.map((code) => toRecoveryCodeRow(after.userId, code)))
      .execute();
  }
}

async function writeDevices(transaction: Transaction<MfaSchema>, before: MfaRecord, after: MfaRecord) {
  const { added, changed, removed } = listChanges(before.devices, after.devices);
  for (const { id } of removed) {
    await removeRow(transaction, 'mfa_device', { id, userId: after.userId });
  }
  for (const [, device] of changed) {
    const { id, user_id: userId, ...columns } = toDeviceRow(after.userId, device);
    expectOneUpdated(
      await transaction
        .updateTable('mfa_device')
        .set(columns)
        .where('id', '=', id)
        .where('user_id', '=', userId)
        .executeTakeFirstOrThrow(),
    );
  }
  if (added.length > 0) {
    await transaction
      .insertInto('mfa_device')
      .values(added.map((device) => toDeviceRow(after.userId, device)))
      .execute();
  }
}

async function removeRow(
  transaction: Transaction<MfaSchema>,
  table: 'mfa_authenticator' | 'mfa_pending' | 'mfa_recovery_code' | 'mfa_device',
  { id, userId }: { readonly id: string; readonly userId: string },
): Promise<void> {
  const { numDeletedRows } = await transaction
    .deleteFrom(table)
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  expectOne(numDeletedRows);
}

function expectOneUpdated({ numUpdatedRows }: UpdateResult): void {
  expectOne(numUpdatedRows);
}

function expectOne(rows: bigint): void {
  if (rows !== 1n) {
    throw new MfaSqlError('conflict', 'The record was replaced by somebody else in between.');
  }
}
