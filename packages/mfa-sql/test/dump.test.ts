import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createMfa } from '@halfminute/mfa';
import { createMemoryHost, createMemoryKeyRing } from '@halfminute/mfa/testing';
import { encodeBase32 } from '@halfminute/otp';
import { postgresPrograms } from '../../../tools/requirements.ts';
import { databaseKinds, type DatabaseKind } from './databases.ts';
import { context, enrol } from './enrolled.ts';
import { openStore, type Opened } from './open-store.ts';

const opened: Opened[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ database }) => database.close()));
});

async function openOn(kind: DatabaseKind) {
  const place = await kind.place();
  const here = await openStore(place);
  opened.push(here);
  return { ...here, place };
}

/** Every byte that somebody has who got hold of the database: the files of SQLite, or what pg_dump writes. */
function everyByteOf(place: string): Buffer {
  if (place.startsWith('postgres:')) {
    const program = join(postgresPrograms() ?? '', 'pg_dump');
    return execFileSync(program, [`--dbname=${place}`], { maxBuffer: 1 << 28 });
  }
  return Buffer.concat([readFileSync(place), readFileSync(`${place}-wal`)]);
}

/** The forms in which bytes get written down. */
function formsOf(bytes: Uint8Array): readonly (Uint8Array | string)[] {
  const buffer = Buffer.from(bytes);
  return [
    buffer,
    buffer.toString('hex'),
    buffer.toString('hex').toUpperCase(),
    buffer.toString('base64').replace(/=+$/, ''),
    buffer.toString('base64url'),
    encodeBase32(bytes),
    JSON.stringify([...bytes]),
  ];
}

const act = { userId: 'ada', context };

for (const kind of databaseKinds('what a dump gives away')) {
  describe(`a dump of ${kind.name}`, () => {
    it('T21 R2 C11 holds no long code, no code, no recovery code and no cookie', async () => {
      const { store, place } = await openOn(kind);
      const { mfa, host, secret, code } = await enrol(store);
      const recoveryCodes = await mfa.issueRecoveryCodes(act);
      const device = await mfa.rememberDevice({ ...act, name: 'Firefox on Debian', days: 30 });
      const pending = await mfa.begin({ ...act, attemptId: 'b', startAgain: false, presented: 'nothing' });
      const typed = code();
      const verify = (what: string, factor: 'code' | 'recovery') =>
        mfa.verify({ ...act, typed: what, factor, purpose: 'sign-in' });
      expect(await verify(typed, 'code')).toMatchObject({ result: 'accepted' });
      host.now += 3_600;
      const recognised = await mfa.useDevice({ ...act, cookie: device?.cookie ?? '' });
      const used = await verify(recoveryCodes[0] ?? '', 'recovery');

      const dump = everyByteOf(place);
      // It is the right dump: what need not be hidden is there.
      expect(dump.includes('Desk')).toBe(true);
      expect(dump.includes('192.0.2.7')).toBe(true);
      const shown = pending.result === 'pending' ? [pending.secret.reveal()] : [];
      expect([secret, ...shown]).toHaveLength(2);
      for (const bytes of [secret, ...shown]) {
        expect(formsOf(bytes).filter((form) => dump.includes(form))).toEqual([]);
      }
      const replacement = used.result === 'accepted' ? used.replacementCode : null;
      const cookies = [device?.cookie, recognised.result === 'recognised' ? recognised.cookie : null];
      for (const plain of [...recoveryCodes, replacement, ...cookies]) {
        const letters = plain?.replaceAll('-', '') ?? '';
        expect(letters.length).toBeGreaterThan(12);
        expect(dump.includes(plain ?? '')).toBe(false);
        expect(dump.includes(letters)).toBe(false);
        // A cookie is an id and a secret; it is the secret that must not be there.
        expect(dump.includes(plain?.split('.').at(-1) ?? '')).toBe(false);
      }
      // Six figures can occur by chance in a file, but not as a text by themselves.
      expect(dump.includes(`"${typed}"`)).toBe(false);
      expect(dump.includes(`'${typed}'`)).toBe(false);
    });

    it('T21 S13 is good for no sign-in without the key', async () => {
      const { store } = await openOn(kind);
      const account = await enrol(store);
      const keyRing = createMemoryKeyRing({ missing: ['key-1'] });
      const thief = createMfa(createMemoryHost({ store, keyRing, now: account.host.now }));
      const attempt = { ...act, typed: account.code(), factor: 'code', purpose: 'sign-in' } as const;
      await expect(thief.verify(attempt)).rejects.toThrow();
      expect(await account.mfa.verify(attempt)).toMatchObject({ result: 'accepted' });
    });

    it('T22 S11 a seed that was moved into another user’s row does not open', async () => {
      const { store, database } = await openOn(kind);
      const ada = await enrol(store, { userId: 'ada', seed: 1 });
      await enrol(store, { userId: 'bea', seed: 2 });
      const [row] = await database.kysely
        .selectFrom('mfa_authenticator')
        .select(['seed', 'key_id'])
        .where('user_id', '=', 'ada')
        .execute();
      expect(row?.key_id).toBe('key-1');
      await database.kysely
        .updateTable('mfa_authenticator')
        .set({ seed: row?.seed ?? new Uint8Array() })
        .where('user_id', '=', 'bea')
        .execute();
      const attempt = { userId: 'bea', typed: ada.code(), factor: 'code', purpose: 'sign-in', context } as const;
      await expect(ada.mfa.verify(attempt)).rejects.toThrow();
    });

    it('T22 S11 an authenticator that was moved to another user as a whole does not open', async () => {
      const { store, database } = await openOn(kind);
      const ada = await enrol(store, { userId: 'ada', seed: 1 });
      await enrol(store, { userId: 'bea', seed: 2 });
      await database.kysely.deleteFrom('mfa_authenticator').where('user_id', '=', 'bea').execute();
      await database.kysely
        .updateTable('mfa_authenticator')
        .set({ user_id: 'bea' })
        .where('user_id', '=', 'ada')
        .execute();
      const attempt = { userId: 'bea', typed: ada.code(), factor: 'code', purpose: 'sign-in', context } as const;
      await expect(ada.mfa.verify(attempt)).rejects.toThrow();
    });
  });
}
