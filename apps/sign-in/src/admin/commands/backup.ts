import { constants } from 'node:fs';
import { copyFile, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { adminAct } from '../audit-row.ts';
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

/** `backup`: as the database is at one moment, although the service goes on writing. */
export async function backup(context: CommandContext): Promise<Answer> {
  const { options, operands } = context;
  const admin = context.acting();
  const file = resolve(operands[0] ?? '');
  const config = context.config();
  const source = sqliteFile(config);
  if (source === null) {
    throw new Refusal('postgres', 'Nothing was backed up: PostgreSQL has a program of its own for that.', {
      lines: [
        `pg_dump --format=custom --file=${quoted(file)} --dbname=${quoted(withoutPassword(config))}`,
        'Keep the key file apart from it; without the keys nothing in it can be used.',
      ],
    });
  }
  if (await isSameFile(file, source)) {
    // With --force it would be put in the place of the file that the service is writing into.
    throw new Refusal('database-itself', 'This is the database itself. Name another file for the backup.');
  }
  const keyCopy = `${file}.keys.json`;
  const inTheWay = (await isThere(file)) ? file : options.has('with-keys') && (await isThere(keyCopy)) ? keyCopy : null;
  if (inTheWay !== null && !options.has('force')) {
    throw new Refusal('exists', `${inTheWay} is there already. --force replaces it.`);
  }
  const services = await context.services();
  const detail = { withKeys: options.has('with-keys') };
  // First, so that the copy tells of itself.
  await services.database.transaction((transaction) =>
    services.audit.append(transaction, [adminAct(admin, { kind: 'backup-made', at: services.clock(), detail })]),
  );
  await services.audit.checkpoint();
  await copyDatabase(source, file);
  if (options.has('with-keys')) {
    await copyKeys(config.keyFile, keyCopy);
  }
  return {
    lines: [
      `Wrote ${file}.`,
      ...(options.has('with-keys')
        ? [`Wrote ${keyCopy}. Whoever has both files can make the codes of every user.`]
        : [
            'The key file is not in it. Keep a copy of that elsewhere: without the keys nobody could sign in with a code.',
          ]),
    ],
    json: { file, ...(options.has('with-keys') && { keys: keyCopy }) },
  };
}

async function copyDatabase(source: string, file: string): Promise<void> {
  const beside = `${file}.part`;
  await removeIfThere(beside);
  // Made by us before SQLite fills it, so that nobody else can read it at any moment.
  await (await open(beside, 'wx', 0o600)).close();
  const database = new DatabaseSync(source, { readOnly: true, timeout: 10_000 });
  try {
    // SQLite writes into an empty file, in one reading transaction.
    database.prepare('vacuum into ?').run(beside);
  } finally {
    database.close();
  }
  const problem = problemOf(beside);
  if (problem !== null) {
    await removeIfThere(beside);
    throw new Refusal('damaged', `The copy is no backup: ${problem}. Look after the database itself.`);
  }
  await putInPlace(beside, file);
}

async function copyKeys(keyFile: string, copy: string): Promise<void> {
  const beside = `${copy}.part`;
  await removeIfThere(beside);
  await copyFile(keyFile, beside, constants.COPYFILE_EXCL);
  await putInPlace(beside, copy);
}

/** For a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
