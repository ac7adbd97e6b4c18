import { DatabaseSync } from 'node:sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { bootFacts } from '../../src/config/boot-facts.ts';
import type { ClientConfig, SignInConfig } from '../../src/config/config.ts';
import { deviations } from '../../src/config/deviations.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { refusals } from '../../src/config/refusals.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { defaultPolicy } from '../../src/policy/default-policy.ts';
import { production } from './production.ts';

const safe = readConfig(production);
const development = readConfig({ HALFMINUTE_MODE: 'development' });
const facts = { developmentKeys: false, sqliteSynchronous: null };
const client: ClientConfig = {
  id: 'cases',
  name: 'Cases',
  secret: '0123456789abcdef0123456789abcdef',
  redirectUris: ['https://cases.example.org/signed-in'],
  postLogoutRedirectUris: [],
  backchannelLogoutUri: 'https://cases.example.org/back',
  initiateLoginUri: null,
  defaultAcrValues: [],
  legacy: null,
  rememberedDevices: true,
};

function refused(change: Partial<SignInConfig>): string[] {
  return refusals({ ...safe, ...change }, facts);
}

describe('production', () => {
  it('P10 starts with safe settings, and with safe clients', () => {
    expect(refusals(safe, facts)).toEqual([]);
    expect(refused({ clients: [client, { ...client, id: 'public', secret: null }] })).toEqual([]);
    expect(
      refused({ clients: [{ ...client, redirectUris: ['http://127.0.0.1/back', 'com.example.app:/back'] }] }),
    ).toEqual([]);
  });

  it('P10 refuses keys of development', () => {
    expect(refusals(safe, { ...facts, developmentKeys: true })).toEqual([
      expect.stringMatching(/made for development\. Make one .* set HALFMINUTE_KEY_FILE/),
    ]);
  });

  it('P10 refuses a database in memory', () => {
    for (const database of ['sqlite::memory:', 'sqlite:file::memory:?cache=shared', 'sqlite:file:x?mode=memory']) {
      expect(refused({ database }), database).toEqual([expect.stringMatching(/in memory.* Set HALFMINUTE_DATABASE/)]);
    }
    expect(refused({ database: 'sqlite:/var/lib/halfminute/memory.db' })).toEqual([]);
  });

  it('P10 refuses an issuer, a platform or a client that is http', () => {
    expect(refused({ issuer: 'http://id.example.org' })).toEqual([
      expect.stringMatching(/not https.* Set HALFMINUTE_ISSUER/),
    ]);
    expect(refused({ issuer: 'http://localhost:6238' })).toHaveLength(1);
    expect(refused({ platform: { ...safe.platform, url: 'http://cases.example.org' } })).toEqual([
      expect.stringContaining('Set HALFMINUTE_PLATFORM_URL'),
    ]);
    expect(refused({ clients: [{ ...client, redirectUris: ['http://cases.example.org/'] }] })).toEqual([
      expect.stringMatching(/"cases" has an address that is not https/),
    ]);
    expect(refused({ clients: [{ ...client, backchannelLogoutUri: 'http://cases.example.org/' }] })).toHaveLength(1);
  });

  it('S18 refuses SQLite below synchronous=FULL, and so does development', () => {
    for (const sqliteSynchronous of [0, 1]) {
      for (const config of [safe, development]) {
        expect(refusals(config, { ...facts, sqliteSynchronous })).toEqual([
          expect.stringContaining('synchronous=FULL'),
        ]);
      }
    }
    for (const sqliteSynchronous of [2, 3]) {
      expect(refusals(safe, { ...facts, sqliteSynchronous })).toEqual([]);
    }
  });

  it('refuses to be without mail, and without anybody to ask', () => {
    expect(refused({ smtp: null })).toEqual([
      expect.stringContaining('Set HALFMINUTE_SMTP_URL and HALFMINUTE_MAIL_FROM'),
    ]);
    expect(refused({ smtp: { url: 'smtp://mail', from: 'Sign-in <sign-in@localhost>' } })).toEqual([
      expect.stringContaining('Set HALFMINUTE_MAIL_FROM'),
    ]);
    expect(refused({ support: { ...safe.support, mail: null } })).toEqual([
      expect.stringContaining('HALFMINUTE_SUPPORT_TELEPHONE'),
    ]);
    expect(refused({ support: { ...safe.support, mail: null, telephone: '020 7946 0123' } })).toEqual([]);
  });

  it('P10 refuses secrets of clients that can be guessed, without repeating them', () => {
    for (const secret of ['hunter2', '0'.repeat(64), 'abcabcabcabcabcabcabcabcabcabcabcabc']) {
      const sentences = refused({ clients: [{ ...client, secret }] });
      expect(sentences).toEqual([expect.stringMatching(/"cases".*openssl rand -hex 32/)]);
      expect(sentences.join()).not.toContain(secret);
    }
  });

  it('S5 refuses a public client without PKCE, and so does development', () => {
    const clients = [{ ...client, secret: null, legacy: 'no-pkce' as const }];
    expect(refused({ clients })).toEqual([expect.stringContaining('"no-pkce"')]);
    expect(refusals({ ...development, clients }, facts)).toHaveLength(1);
  });

  it('says all of it at once', () => {
    const config = {
      ...safe,
      issuer: 'http://x',
      smtp: null,
      database: 'sqlite::memory:',
      clients: [{ ...client, secret: 'x' }],
    };
    expect(refusals(config, { developmentKeys: true, sqliteSynchronous: 1 })).toHaveLength(6);
  });
});

describe('development', () => {
  it('starts with nothing set, on this machine', () => {
    expect(refusals(development, { developmentKeys: true, sqliteSynchronous: 2 })).toEqual([]);
    expect(refusals({ ...development, database: 'sqlite::memory:' }, facts)).toEqual([]);
  });

  it('S18 refuses to be seen by other machines', () => {
    expect(refusals({ ...development, issuer: 'http://id.example.org' }, facts)).toEqual([
      expect.stringContaining('HALFMINUTE_ISSUER'),
    ]);
    for (const host of ['0.0.0.0', '::', '192.0.2.1', 'example.org']) {
      expect(refusals({ ...development, listen: { host, port: 6238 } }, facts), host).toEqual([
        expect.stringContaining('HALFMINUTE_LISTEN'),
      ]);
    }
  });
});

describe('what the running parts know', () => {
  it('S18 is asked of the database itself', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'halfminute-facts-'));
    const database = await openDatabase({ database: `sqlite:${join(folder, 'x.db')}` });
    try {
      expect(await bootFacts({ database, keys: { development: true } })).toEqual({
        developmentKeys: true,
        sqliteSynchronous: 2,
      });
      await sql`pragma synchronous = normal`.execute(database.kysely);
      expect((await bootFacts({ database, keys: { development: true } })).sqliteSynchronous).toBe(1);
      expect(await bootFacts({ database: { ...database, dialect: 'postgres' }, keys: { development: false } })).toEqual(
        facts,
      );
    } finally {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('S18 1 is NORMAL and 2 is FULL in this SQLite', () => {
    const file = new DatabaseSync(':memory:');
    file.exec('pragma synchronous = full');
    expect(file.prepare('pragma synchronous').get()).toEqual({ synchronous: 2 });
    file.close();
  });
});

describe('deviations', () => {
  const lines = (change: Partial<SignInConfig>) => deviations({ ...safe, ...change });
  const policy = (change: Partial<SignInConfig['policy']>) => lines({ policy: { ...defaultPolicy, ...change } });

  it('are none by default', () => {
    expect(lines({})).toEqual([]);
    expect(lines({ clients: [client] })).toEqual([]);
  });

  it('S5 are one line for each client without PKCE', () => {
    const clients = [client, { ...client, id: 'old', legacy: 'no-pkce' as const }];
    expect(lines({ clients })).toEqual([expect.stringMatching(/^Deviation: the client "old" signs in without PKCE/)]);
  });

  it('C8 are one line for a wider window', () => {
    expect(policy({ mfa: { ...defaultPolicy.mfa, window: 'one-either-way' } })).toEqual([
      'Deviation: the default is now and one before. A code is good for 90 seconds.',
    ]);
  });

  it('S2 S9 S10 D6 are one line for each looser setting', () => {
    const loose: Partial<SignInConfig['policy']>[] = [
      { rememberAdmins: true },
      { sessionIdleSeconds: 7_200 },
      { sessionSeconds: 100_000 },
      { attemptSeconds: 3_600 },
      { passwordLeastAlone: 8 },
      { budgetFactor: 2 },
    ];
    for (const change of loose) {
      expect(policy(change), JSON.stringify(change)).toEqual([expect.stringMatching(/^Deviation: [^\n]+\.$/)]);
    }
    expect(policy(Object.assign({}, ...loose))).toHaveLength(loose.length);
    for (const [memoryKiB, passes, count] of [
      [19_456, 2, 0],
      [19_456, 1, 1],
      [46 * 1024, 1, 0],
      [7 * 1024, 5, 0],
      [7 * 1024, 4, 1],
      [1024, 100, 1],
    ] as const) {
      expect(lines({ hashing: { ...safe.hashing, memoryKiB, passes } }), `${memoryKiB} ${passes}`).toHaveLength(count);
    }
  });

  it('are none for a stricter setting', () => {
    expect(
      policy({ passwordLeastAlone: 20, sessionSeconds: 3_600, protectedEnrolment: true, twoAdminsForReset: true }),
    ).toEqual([]);
  });
});
