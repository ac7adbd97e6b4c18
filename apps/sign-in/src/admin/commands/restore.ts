import { constants } from 'node:fs';
import { copyFile, rename } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { timeStep } from '@halfminute/otp';
import type { Transaction } from 'kysely';
import type { SignInSchema } from '../../database/schema.ts';
import { adminAct } from '../audit-row.ts';
import { count } from '../columns.ts';
import type { Answer, CommandContext } from '../command.ts';
import {
  isSameFile,
  isThere,
  problemOf,
  putInPlace,
  removeIfThere,
  sqliteFile,
  withoutPassword,
} from '../database-file.ts';
import { Refusal } from '../refusal.ts';
import { utc } from '../times.ts';

/** `restore`: the backup in the place of the database, without what had ended since. */
export async function restore(context: CommandContext): Promise<Answer> {
  const { operands, options } = context;
  context.acting();
  const [given] = operands;
  if (options.has('restored') !== (given === undefined)) {
    throw new Refusal('operands', 'Give a backup FILE; or --restored alone, where pg_restore has put it back already.');
  }
  if (given === undefined) {
    return endWhatCameBack(context, null);
  }
  const config = context.config();
  const target = sqliteFile(config);
  const file = resolve(given);
  if (target === null) {
    throw new Refusal(
      'postgres',
      'Nothing was restored: PostgreSQL has a program of its own for that. Stop the service, then:',
      {
        lines: [
          `pg_restore --clean --if-exists --single-transaction --dbname='${withoutPassword(config)}' '${file}'`,
          'npm run -s sign-in -- restore --restored',
        ],
      },
    );
  }
  if (await isSameFile(file, target)) {
    throw new Refusal('database-itself', 'This is the database itself, not a backup. Nothing was changed.');
  }
  const problem = (await isThere(file)) ? problemOf(file) : 'it is not there';
  if (problem !== null) {
    throw new Refusal('not-a-backup', `${file} cannot be restored: ${problem}. Nothing was changed.`);
  }
  return endWhatCameBack(context, await replace(target, file));
}

/** Answers where the former database is kept; null where there was none. */
async function replace(target: string, file: string): Promise<string | null> {
  const beside = `${target}.restoring`;
  await removeIfThere(beside);
  await copyFile(file, beside, constants.COPYFILE_EXCL);
  if (!(await isThere(target))) {
    await putInPlace(beside, target);
    return null;
  }
  closeForGood(target);
  const kept = `${target}.before-restore-${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;
  // Until the last rename is done the former database is still there, under one name or the other.
  await rename(target, kept);
  await putInPlace(beside, target);
  return kept;
}

/** Puts everything into the file itself, and fails where somebody else has it open: SQLite lets only the last one leave WAL mode. */
function closeForGood(target: string): void {
  const database = new DatabaseSync(target, { timeout: 2000 });
  try {
    const [mode] = Object.values(database.prepare('pragma journal_mode = delete').get() ?? {});
    if (mode !== 'delete') {
      throw new Refusal('in-use', 'The database is in use. Stop the service on this machine first.');
    }
  } catch (error) {
    throw error instanceof Refusal
      ? error
      : new Refusal('in-use', 'The database is in use. Stop the service on this machine first.');
  } finally {
    database.close();
  }
}

/** The backup does not know which codes of this moment were used; the next one is half a minute away (RFC 6238 section 5.2). */
async function spendPresentSteps(transaction: Transaction<SignInSchema>, at: number): Promise<void> {
  const periods = await transaction.selectFrom('mfa_authenticator').select('period_seconds').distinct().execute();
  for (const { period_seconds: period } of periods) {
    const step = timeStep(at, period);
    // oxlint-disable-next-line no-await-in-loop -- one connection
    await transaction
      .updateTable('mfa_authenticator')
      .set({ last_step: step })
      .where('period_seconds', '=', period)
      .where(({ or, eb }) => or([eb('last_step', 'is', null), eb('last_step', '<', step)]))
      .execute();
  }
}

/**
 * A backup brings back what had ended since: sessions that were signed out, devices that were forgotten, links that were used.
 * Whoever had them then would have them again.
 */
async function endWhatCameBack(context: CommandContext, kept: string | null): Promise<Answer> {
  const admin = context.acting();
  const { database, audit, clock } = await context.services();
  const at = clock();
  const done = await database.transaction(async (transaction) => {
    const newest = await transaction
      .selectFrom('audit_entry')
      .select(({ fn }) => fn.max('at').as('at'))
      .executeTakeFirst();
    const sessions = await transaction.deleteFrom('oidc').executeTakeFirst();
    const devices = await transaction.deleteFrom('mfa_device').executeTakeFirst();
    const links = await transaction
      .updateTable('link')
      .set({ spent_at: at })
      .where('spent_at', 'is', null)
      .executeTakeFirst();
    await transaction.deleteFrom('attempt').execute();
    const mails = await transaction
      .updateTable('outbox')
      .set({ sent_at: at, sealed_token: null, last_error: 'came back with a backup' })
      .where('sent_at', 'is', null)
      .executeTakeFirst();
    await spendPresentSteps(transaction, at);
    const madeBefore = newest?.at ?? null;
    await audit.append(transaction, [adminAct(admin, { kind: 'backup-restored', at, detail: { madeBefore } })]);
    return {
      madeBefore,
      sessionsAndTokens: Number(sessions.numDeletedRows),
      devices: Number(devices.numDeletedRows),
      links: Number(links.numUpdatedRows),
      mails: Number(mails.numUpdatedRows),
    };
  });
  return {
    lines: [
      `Restored; the newest entry in it is of ${done.madeBefore === null ? 'no time' : utc(done.madeBefore)} UTC. Start the service.`,
      `Ended what came back with it: ${count(done.sessionsAndTokens, 'session or token', 'sessions and tokens')}, ${count(done.devices, 'remembered device')}, ${count(done.links, 'link')}, ${count(done.mails, 'mail')} not sent.`,
      'What was done since the backup is not in it: look for accounts that were frozen, reset or made meanwhile. A recovery code used since counts again.',
      ...(kept === null ? [] : [`The former database is kept as ${kept}.`]),
    ],
    json: { ...done, kept },
  };
}
