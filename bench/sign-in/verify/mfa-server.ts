/** node:http and `verify` of the mfa package over mfa-sql: count, compare, claim, audit. argv: the database. */
import { createMfa, defaultMfaPolicy } from '@halfminute/mfa';
import { createAuditLog, createSqlMfaStore } from '@halfminute/mfa-sql';
import { benchRing } from '../seeds.ts';
import { listenForUpdates } from './listen.ts';
import { openBench } from './open-bench.ts';

const database = openBench(process.argv[2] ?? '');
const mfa = createMfa({
  store: createSqlMfaStore({ database, audit: createAuditLog({ database, node: 'bench' }) }),
  keyRing: benchRing,
  policy: defaultMfaPolicy,
  clock: () => Date.now() / 1000,
  randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  slowHash: () => Promise.reject(new Error('A bench has no recovery codes.')),
});
await listenForUpdates(async ({ user, code }) => {
  const outcome = await mfa.verify({
    userId: user,
    typed: code,
    factor: 'code',
    purpose: 'api',
    context: { actor: { kind: 'user' }, source: { address: '127.0.0.1', agent: 'bench', place: null } },
  });
  return outcome.result === 'accepted';
});
