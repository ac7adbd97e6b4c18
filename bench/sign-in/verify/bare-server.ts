/**
 * What nothing can beat: node:http, and for each request the one conditional UPDATE that spends a step. Knows no secret and
 * checks no code. argv: the database.
 */
import { listenForUpdates } from './listen.ts';
import { openBench } from './open-bench.ts';

const database = openBench(process.argv[2] ?? '');
await listenForUpdates(async ({ user }) => {
  const step = Math.floor(Date.now() / 30_000);
  const { numUpdatedRows } = await database.kysely
    .updateTable('mfa_authenticator')
    .set({ last_step: step })
    .where('user_id', '=', user)
    .where((row) => row.or([row('last_step', 'is', null), row('last_step', '<', step)]))
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
});
