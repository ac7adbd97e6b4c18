/**
 * better-auth with its two-factor plug-in on a SQLite file with synchronous=FULL, as a process of its own: argv holds the file, the
 * number of users, and the cost of the password hash. Prints one JSON line when it is ready.
 */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { hash, verify } from '@node-rs/argon2';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { toNodeHandler } from 'better-auth/node';
import { twoFactor } from 'better-auth/plugins';

const [file = '', accounts = '0', memoryKiB = '0', passes = '0'] = process.argv.slice(2);
const cost = { memoryCost: Number(memoryKiB), timeCost: Number(passes), parallelism: 1 };
const password = 'correct horse battery staple';

const database = new DatabaseSync(file);
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
const server = createServer((request, response) => void handler(request, response));
await new Promise<void>((resolve) => {
  server.listen(0, '127.0.0.1', resolve);
});
// listen() on a port answers with an AddressInfo.
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const options = {
  database,
  baseURL: origin,
  secret: randomBytes(32).toString('base64'),
  emailAndPassword: {
    enabled: true,
    password: {
      hash: (plain: string) => hash(plain, cost),
      verify: ({ hash: stored, password: plain }: { hash: string; password: string }) => verify(stored, plain),
    },
  },
  plugins: [twoFactor()],
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
};
await (await getMigrations(options)).runMigrations();
const auth = betterAuth(options);
const handler = toNodeHandler(auth);
const totpUri = await addUsers(Number(accounts));
console.log(JSON.stringify({ origin, totpUri }));

/** One user in the proper way; the others are copies of the rows. All share one secret, since this peer refuses no code that was used. */
async function addUsers(count: number): Promise<string> {
  const signedUp = await auth.api.signUpEmail({
    body: { email: 'user-0@bench.example', password, name: 'Bench' },
    asResponse: true,
  });
  const cookie = signedUp.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const enabled = await auth.api.enableTwoFactor({ body: { password }, headers: new Headers({ cookie }) });
  database.exec(`
    UPDATE user SET twoFactorEnabled = 1;
    UPDATE twoFactor SET verified = 1;
    PRAGMA synchronous = OFF;
    CREATE TEMP TABLE number AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count - 1}) SELECT i FROM n;
    INSERT INTO user SELECT 'u' || i, name, 'user-' || i || '@bench.example', emailVerified, image, createdAt, updatedAt, 1 FROM user, number;
    INSERT INTO account (id, accountId, providerId, userId, password, createdAt, updatedAt)
      SELECT 'a' || i, 'u' || i, providerId, 'u' || i, password, createdAt, updatedAt FROM account, number;
    INSERT INTO twoFactor (id, secret, backupCodes, userId, verified, failedVerificationCount)
      SELECT 't' || i, secret, backupCodes, 'u' || i, 1, 0 FROM twoFactor, number;
    PRAGMA synchronous = FULL;
  `);
  // Its answer holds the link only for the method "totp", which is the one asked for.
  return (enabled as { totpURI: string }).totpURI;
}
