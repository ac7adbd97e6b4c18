import type { Kysely } from 'kysely';
import { tableWords, type Migration } from './migrate.ts';

type Words = ReturnType<typeof tableWords>;

/** Version 1. See schema.ts for what the columns hold. */
export const createFirstTables: Migration = async (transaction, dialect) => {
  const words = tableWords(dialect);
  await createUsers(transaction, words);
  await createSeeds(transaction, words);
  await createRecoveryAndDevices(transaction, words);
  await createAudit(transaction, words);
  await createOutbox(transaction, words);
};

async function createUsers({ schema }: Kysely<unknown>, { bytes, whole, time, byKey }: Words): Promise<void> {
  await schema
    .createTable('mfa_user')
    .addColumn('user_id', 'text', (column) => column.primaryKey())
    .addColumn('version', whole, (column) => column.notNull())
    .addColumn('consecutive_failures', 'integer', (column) => column.notNull())
    .addColumn('wait_until', time)
    .addColumn('disabled_at', time)
    .addColumn('enrolment_needs', 'text', (column) => column.notNull())
    .addColumn('failure_notice_at', time)
    .addColumn('future_code', 'text')
    .addColumn('recovery_salt', bytes)
    .addColumn('recovery_created_at', time)
    .addColumn('recovery_kept_at', time)
    .$call(byKey)
    .execute();
}

/** Each list of a record has its key begin with the user, so that reading one record touches its own rows only. */
async function createSeeds({ schema }: Kysely<unknown>, { bytes, whole, time, byKey }: Words): Promise<void> {
  await schema
    .createTable('mfa_authenticator')
    .addColumn('user_id', 'text', (column) => column.notNull().references('mfa_user.user_id'))
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('key_id', 'text', (column) => column.notNull())
    .addColumn('seed', bytes, (column) => column.notNull())
    .addColumn('algorithm', 'text', (column) => column.notNull())
    .addColumn('digits', 'integer', (column) => column.notNull())
    .addColumn('period_seconds', 'integer', (column) => column.notNull())
    .addColumn('last_step', whole)
    .addColumn('late_in_a_row', 'integer', (column) => column.notNull())
    .addColumn('added_at', time, (column) => column.notNull())
    .addColumn('last_used_at', time)
    .addPrimaryKeyConstraint('mfa_authenticator_key', ['user_id', 'id'])
    .$call(byKey)
    .execute();
  await schema
    .createTable('mfa_pending')
    .addColumn('user_id', 'text', (column) => column.notNull().references('mfa_user.user_id'))
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('attempt_id', 'text', (column) => column.notNull())
    .addColumn('key_id', 'text', (column) => column.notNull())
    .addColumn('seed', bytes, (column) => column.notNull())
    .addColumn('algorithm', 'text', (column) => column.notNull())
    .addColumn('digits', 'integer', (column) => column.notNull())
    .addColumn('period_seconds', 'integer', (column) => column.notNull())
    .addColumn('shown_at', time, (column) => column.notNull())
    .addColumn('expires_at', time, (column) => column.notNull())
    .addPrimaryKeyConstraint('mfa_pending_key', ['user_id', 'id'])
    .$call(byKey)
    .execute();
  // For the rotation: whose seeds are sealed with another key.
  await schema.createIndex('mfa_authenticator_by_key').on('mfa_authenticator').columns(['key_id', 'user_id']).execute();
  await schema.createIndex('mfa_pending_by_key').on('mfa_pending').columns(['key_id', 'user_id']).execute();
}

async function createRecoveryAndDevices({ schema }: Kysely<unknown>, { bytes, time, byKey }: Words): Promise<void> {
  await schema
    .createTable('mfa_recovery_code')
    .addColumn('user_id', 'text', (column) => column.notNull().references('mfa_user.user_id'))
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('hash', bytes, (column) => column.notNull())
    .addColumn('used_at', time)
    .addPrimaryKeyConstraint('mfa_recovery_code_key', ['user_id', 'id'])
    .$call(byKey)
    .execute();
  await schema
    .createTable('mfa_device')
    .addColumn('user_id', 'text', (column) => column.notNull().references('mfa_user.user_id'))
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('secret_hash', bytes, (column) => column.notNull())
    .addColumn('previous_hash', bytes)
    .addColumn('previous_until', time)
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('place', 'text')
    .addColumn('first_used_at', time, (column) => column.notNull())
    .addColumn('last_used_at', time, (column) => column.notNull())
    .addColumn('expires_at', time, (column) => column.notNull())
    .addPrimaryKeyConstraint('mfa_device_key', ['user_id', 'id'])
    .$call(byKey)
    .execute();
}

async function createAudit({ schema }: Kysely<unknown>, { whole, time, byKey }: Words): Promise<void> {
  await schema
    .createTable('audit_entry')
    .addColumn('node', 'text', (column) => column.notNull())
    .addColumn('sequence', whole, (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text')
    .addColumn('at', time, (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('audit_entry_key', ['node', 'sequence'])
    .$call(byKey)
    .execute();
  await schema.createIndex('audit_entry_by_time').on('audit_entry').column('at').execute();
  await schema.createIndex('audit_entry_by_user').on('audit_entry').columns(['user_id', 'at']).execute();
  await schema
    .createTable('audit_head')
    .addColumn('node', 'text', (column) => column.primaryKey())
    .addColumn('sequence', whole, (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .$call(byKey)
    .execute();
  await schema
    .createTable('audit_checkpoint')
    .addColumn('id', whole, (column) => column.primaryKey())
    .addColumn('at', time, (column) => column.notNull())
    .addColumn('heads', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .$call(byKey)
    .execute();
}

async function createOutbox({ schema }: Kysely<unknown>, { bytes, time, byKey }: Words): Promise<void> {
  await schema
    .createTable('outbox')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('at', time, (column) => column.notNull())
    .addColumn('parameters', 'text', (column) => column.notNull())
    .addColumn('sealed_token', bytes)
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('next_try_at', time, (column) => column.notNull())
    .addColumn('sent_at', time)
    .addColumn('last_error', 'text')
    .$call(byKey)
    .execute();
  // What is still to be sent, of all and of one user.
  for (const [name, column] of [
    ['outbox_due', 'next_try_at'],
    ['outbox_waiting', 'user_id'],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one connection
    await schema
      .createIndex(name)
      .on('outbox')
      .column(column)
      .where('sent_at' as never, 'is', null) // as: Kysely knows no columns of a table that is being made
      .execute();
  }
}
