import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createCodeGenerator, Secret } from '@halfminute/otp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPerson, startTestService, walk } from '../../testing/index.ts';
import { createCommandRunner, environmentFor } from './command-runner.ts';
import { startCommand } from './run-process.ts';
import { addAccount, openWorkplace } from './workplace.ts';
import type { Workplace } from './workplace.ts';

let place: Workplace;

beforeEach(async () => {
  place = await openWorkplace();
});

afterEach(() => place.close());

const context = { actor: { kind: 'user' }, source: { address: null, agent: null, place: null } } as const;
const profile = { algorithm: 'SHA1', digits: 6, periodSeconds: 30 } as const;

/** So many users with an authenticator each; the first one's seed is all zeros, the second one's all ones. */
async function enrolMany(number: number): Promise<readonly string[]> {
  const userIds: string[] = [];
  for (let at = 0; at < number; at += 1) {
    const userId = await addAccount(place, { userName: `user${at}` });
    userIds.push(userId);
    const secret = Secret.fromBytes(new Uint8Array(20).fill(at % 256));
    await place.services.mfa.importAuthenticator({ userId, context, secret, profile, name: 'One' });
  }
  return userIds;
}

async function accepts(userId: string, fill: number): Promise<string> {
  const codes = createCodeGenerator({
    kind: 'totp',
    secret: Secret.fromBytes(new Uint8Array(20).fill(fill)),
    ...profile,
  });
  const typed = codes.codeForCounter(Math.floor(Date.now() / 30_000));
  return (await place.services.mfa.verify({ userId, typed, factor: 'code', purpose: 'sign-in', context })).result;
}

async function seedsByKey(): Promise<ReadonlyMap<string, number>> {
  const rows = await place.services.database.kysely.selectFrom('mfa_authenticator').select('key_id').execute();
  const counts = new Map<string, number>();
  for (const { key_id } of rows) {
    counts.set(key_id, (counts.get(key_id) ?? 0) + 1);
  }
  return counts;
}

function keysInFile(): readonly string[] {
  const file = JSON.parse(readFileSync(join(place.folder, 'keys.json'), 'utf8')) as {
    readonly seal: readonly { readonly id: string }[];
  };
  return file.seal.map(({ id }) => id);
}

describe('rotating the keys', () => {
  it('S11 seals every seed with a new key while the service runs, which opens them at once', async () => {
    const [first = '', second = ''] = await enrolMany(3);
    const [before = ''] = keysInFile();
    expect(await accepts(first, 0)).toBe('accepted');
    const answer = await place.json(['keys', 'rotate', '--admin', 'grace']);
    expect(answer).toMatchObject({ users: 3, continued: false });
    expect([...(await seedsByKey()).keys()]).toEqual([answer['key']]);
    expect(keysInFile()).toEqual([answer['key'], before]);
    // `place.services` was opened before the key existed, as a running service is.
    expect(await accepts(second, 1)).toBe('accepted');
    expect((await place.services.audit.entries({ limit: 10 })).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['key-added', 'keys-rotated']),
    );
  });

  it('S11 that was killed at any moment goes on where it was, with the same key, and loses no seed', async () => {
    const users = await enrolMany(400);
    const [before = ''] = keysInFile();
    let kills = 0;
    for (;;) {
      const { child, output, ended } = startCommand(['keys', 'rotate'], place.environment);
      // Each time a little later: once the key is written, when it goes on with it, in the midst of the seeds; then it may end.
      await until(() => child.exitCode !== null || readyToBeKilled(output(), kills));
      child.kill('SIGKILL');
      const code = await ended;
      if (code === 0) {
        break;
      }
      kills += 1;
      expect((await seedsByKey()).size).toBeLessThanOrEqual(2);
      // Whoever is sealed with whichever key can be opened.
      const { ring } = place.services.keys;
      for (const key of (await seedsByKey()).keys()) {
        expect(await ring.key(key)).not.toBeNull();
      }
    }
    expect(kills).toBeGreaterThan(2);
    expect(keysInFile()).toHaveLength(2);
    expect([...(await seedsByKey())]).toEqual([[keysInFile()[0], 400]]);
    expect(keysInFile()[1]).toBe(before);
    expect(await accepts(users[399] ?? '', 399 % 256)).toBe('accepted');
  }, 120_000);

  it('S11 makes a further key at the next call', async () => {
    await enrolMany(1);
    await place.json(['keys', 'rotate']);
    await place.json(['keys', 'rotate']);
    expect(keysInFile()).toHaveLength(3);
  });

  it('S11 takes away only a key that seals nothing', async () => {
    await enrolMany(1);
    const [before = ''] = keysInFile();
    expect(await place.run(['keys', 'remove', before])).toMatchObject({
      code: 2,
      err: expect.stringContaining('would be lost'),
    });
    const { key } = await place.json(['keys', 'rotate']);
    expect(await place.run(['keys', 'remove', String(key)])).toMatchObject({ code: 2 });
    expect(await place.run(['keys', 'remove', 'seal-000000000000'])).toMatchObject({ code: 2 });
    expect(await place.json(['keys', 'remove', before])).toEqual({ removed: before });
    expect(keysInFile()).toEqual([key]);
  });

  it('S13 keeps a key that a waiting mail needs for its link', async () => {
    const [before = ''] = keysInFile();
    await place.json(['users', 'create', 'ada', '--mail', 'a@b.example']);
    await place.json(['keys', 'rotate']);
    expect(await place.run(['keys', 'remove', before])).toMatchObject({
      code: 2,
      err: expect.stringContaining('mail'),
    });
  });
});

/** No timeout: what it waits for comes, or the test's own time is over. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await setTimeout(1);
  }
}

/** Which line of its output a run waits for before it is killed; from the fourth time on it may end. */
function readyToBeKilled(output: string, kills: number): boolean {
  switch (kills) {
    case 0:
      return keysInFile().length > 1;
    case 1:
      return output.includes('Going on with the key');
    case 2:
      return output.includes('100 users so far');
    default:
      return false;
  }
}

describe('the keys', () => {
  it('are listed by their ids, with what hangs on each, and none is shown', async () => {
    await enrolMany(2);
    await place.json(['keys', 'rotate']);
    const { out } = await place.run(['keys', 'list']);
    const answer = await place.json(['keys', 'list']);
    expect(answer['seal']).toMatchObject([{ seeds: 2, state: 'present' }]);
    expect(answer['signing']?.map(({ alg }) => alg)).toEqual(['ES256', 'RS256']);
    const file = JSON.parse(readFileSync(join(place.folder, 'keys.json'), 'utf8')) as {
      readonly seal: readonly { readonly key: string }[];
      readonly cookies: readonly string[];
      readonly mac: string;
    };
    for (const secret of [...file.seal.map(({ key }) => key), ...file.cookies, file.mac]) {
      expect(`${out}${JSON.stringify(answer)}`).not.toContain(secret);
    }
  });

  it('of a new service are made once, for their owner only, and never replaced', async () => {
    const file = join(place.folder, 'production.json');
    expect(await place.json(['keys', 'generate', file])).toEqual({ file });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const before = readFileSync(file, 'utf8');
    expect(JSON.parse(before)).toMatchObject({ development: false });
    expect(await place.run(['keys', 'generate', file])).toMatchObject({
      code: 2,
      err: expect.stringContaining('already'),
    });
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('that sign tokens are joined by new ones, and those before stay published', async () => {
    const service = await startTestService({ inProcess: true });
    try {
      const commands = createCommandRunner(environmentFor(service.config));
      const published = async () => {
        const { body } = await service.userAgent().get('/jwks', { as: 'program' });
        return (JSON.parse(body) as { readonly keys: readonly { readonly kid: string }[] }).keys.map(({ kid }) => kid);
      };
      const before = await published();
      const answer = await commands.json(['keys', 'rotate-signing']);
      await service.restart();
      const after = await published();
      expect(after).toEqual(expect.arrayContaining([...before, ...(answer['keys'] as readonly string[])]));
      const person = await createPerson(service.services, { enrolled: true });
      expect((await walk(service, person)).answer.leavesTo?.searchParams.get('code')).toBeTruthy();
    } finally {
      await service.stop();
    }
  });
});
