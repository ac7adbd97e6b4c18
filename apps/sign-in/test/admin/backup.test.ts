import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createServices } from '../../src/compose.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { createLog } from '../../src/log/json-log.ts';
import { startSignIn } from '../../src/server.ts';
import type { SignInConfig } from '../../src/config/config.ts';
import type { Services } from '../../src/services.ts';
import { authenticatorOf, createPerson, signIn, startTestService } from '../../testing/index.ts';
import type { Person, TestService } from '../../testing/index.ts';
import { createCommandRunner, environmentFor } from './command-runner.ts';
import type { CommandRunner } from './command-runner.ts';
import { addAccount, openWorkplace } from './workplace.ts';
import type { Workplace } from './workplace.ts';

let place: Workplace;

beforeEach(async () => {
  place = await openWorkplace();
});

afterEach(() => place.close());

function userNames(file: string): readonly unknown[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database
      .prepare('select user_name from account order by user_name')
      .all()
      .map(({ user_name }) => user_name);
  } finally {
    database.close();
  }
}

describe('a backup', () => {
  it('is never the database itself, which --force would take from under the service, and neither is what is restored', async () => {
    const database = join(place.folder, 'sign-in.db');
    const byAnotherName = join(place.folder, 'link.db');
    symlinkSync(database, byAnotherName);
    await addAccount(place, { userName: 'ada' });
    const before = statSync(database).ino;
    for (const command of [
      ['backup', database, '--force'],
      ['backup', byAnotherName, '--force'],
      ['restore', database],
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- one after another, on one database
      const refused = await place.run([...command, '--admin', 'grace']);
      expect(refused.code).toBe(2);
      expect(refused.err).toContain('This is the database itself');
    }
    expect(statSync(database).ino).toBe(before);
    expect(readdirSync(place.folder).filter((name) => name.includes('restor') || name.endsWith('.part'))).toEqual([]);
  });

  it('is a whole database of one moment although accounts are being made, readable by its owner only, and without the keys', async () => {
    const file = join(place.folder, 'backup.db');
    const stopping = new AbortController();
    const writing = (async () => {
      for (let number = 0; !stopping.signal.aborted; number += 1) {
        await addAccount(place, { userName: `user${number}` });
        // node:sqlite answers at once, so that nothing else would ever have its turn.
        await setImmediate();
      }
    })();
    await expect.poll(async () => (await place.services.accounts.list({ limit: 100 })).length).toBeGreaterThan(20);
    await place.json(['backup', file, '--admin', 'grace']);
    stopping.abort();
    await writing;
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(userNames(file).length).toBeGreaterThan(20);
    const keys = JSON.parse(readFileSync(join(place.folder, 'keys.json'), 'utf8')) as {
      readonly seal: readonly { readonly key: string }[];
    };
    expect(readFileSync(file).includes(keys.seal[0]?.key ?? '')).toBe(false);
    expect(readdirSync(place.folder).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('tells of itself in its own log', async () => {
    const file = join(place.folder, 'backup.db');
    await place.json(['backup', file, '--admin', 'grace']);
    const { services, close } = await createServices(
      readConfig({ ...place.environment, HALFMINUTE_DATABASE: `sqlite:${file}` }),
      { log: createLog(() => undefined) },
    );
    try {
      expect(await services.audit.entries({ kinds: ['backup-made'], limit: 1 })).toMatchObject([
        { context: { actor: { kind: 'admin', name: 'grace' } } },
      ]);
      expect(await services.audit.verify()).toMatchObject({ result: 'unbroken' });
    } finally {
      await close();
    }
  });

  it('replaces no file unless it is told to', async () => {
    const file = join(place.folder, 'backup.db');
    writeFileSync(file, 'something else');
    expect(await place.run(['backup', file])).toMatchObject({ code: 2, err: expect.stringContaining('already') });
    expect(readFileSync(file, 'utf8')).toBe('something else');
    await place.json(['backup', file, '--force']);
    expect(userNames(file)).toEqual([]);
  });

  it('takes the keys along only when asked, in a file of their own', async () => {
    const file = join(place.folder, 'backup.db');
    await place.json(['backup', file]);
    expect(existsSync(`${file}.keys.json`)).toBe(false);
    const answer = await place.run(['backup', file, '--force', '--with-keys']);
    expect(answer.out).toContain('Whoever has both files');
    expect(readFileSync(`${file}.keys.json`, 'utf8')).toBe(readFileSync(join(place.folder, 'keys.json'), 'utf8'));
    expect(statSync(`${file}.keys.json`).mode & 0o777).toBe(0o600);
  });

  it('of PostgreSQL is none: it says which pg_dump to run, without the password', async () => {
    const environment = { HALFMINUTE_DATABASE: 'postgres://sign:s3cret-pass@db.example/sign_in?password=s3cret-pass' };
    const refused = await place.run(['backup', "it's.dump"], { environment });
    expect(refused.code).toBe(2);
    expect(refused.err).toContain(String.raw`it'\''s.dump`);
    expect(refused.err).toContain("--dbname='postgres://sign@db.example/sign_in'");
    expect(refused.err).not.toContain('s3cret-pass');
    const restoring = await place.run(['restore', 'x.dump'], { environment });
    expect(restoring).toMatchObject({ code: 2, err: expect.stringContaining('pg_restore') });
    expect(restoring.err).not.toContain('s3cret-pass');
  });
});

describe('restoring', () => {
  it('puts the backup in the place of the database, and keeps what was there', async () => {
    const moved = await runThenStop(async ({ service, commands, folder }) => {
      const person = await createPerson(service.services, { enrolled: true, mfaRequired: true });
      const { tokens, agent } = await signIn(service, person, { remember: true });
      await commands.json(['backup', join(folder, 'backup.db')]);
      const later = await createPerson(service.services, {});
      const inUse = await commands.run(['restore', join(folder, 'backup.db')]);
      expect(inUse).toMatchObject({
        code: 2,
        err: 'The database is in use. Stop the service on this machine first.\n',
      });
      expect(await service.services.accounts.byUserName(later.userName)).not.toBeNull();
      return { person, tokens, agent, later, client: service.client };
    });
    const { person, tokens, agent, later, client, commands, folder } = moved;
    const answer = await commands.json(['restore', join(folder, 'backup.db'), '--admin', 'grace']);
    expect(answer).toMatchObject({ devices: 1 });
    expect(userNames(String(answer['kept']))).toContain(later.userName);
    const running = await startSignIn(moved.config, { log: createLog(() => undefined) });
    try {
      expect(await running.services.accounts.byUserName(later.userName)).toBeNull();
      expect(await running.services.accounts.byUserName(person.userName)).not.toBeNull();
      expect(await running.services.audit.verify()).toMatchObject({ result: 'unbroken' });
      // What the backup brought back is ended: the session, the token and the remembered device.
      expect((await client.userinfo(tokens.accessToken)).status).toBe(401);
      expect(client.errorOf(await agent.get(client.start({ prompt: 'none' }).url))).toBe('login_required');
      expect((await running.services.mfa.read(person.account.userId)).devices).toEqual([]);
    } finally {
      await running.close();
    }
  });

  it.each([
    ['a file that is not there', () => undefined, /it is not there/],
    ['something else', (file: string) => writeFileSync(file, 'user_name,name\n'), /it is no database/],
    ['a database of another program', (file: string) => otherDatabase(file), /no database of this service/],
    ['one that was cut off', (file: string) => cutOff(file), /damaged|no database/],
  ])('of %s is refused, and changes nothing', async (_what, make, sentence) => {
    await addAccount(place, { userName: 'ada' });
    const file = join(place.folder, 'odd.db');
    make(file);
    const refused = await place.run(['restore', file]);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(sentence);
    expect(await place.services.accounts.byUserName('ada')).not.toBeNull();
  });

  function otherDatabase(file: string): void {
    const database = new DatabaseSync(file);
    database.exec('create table note (text)');
    database.close();
  }

  function cutOff(file: string): void {
    cpSync(join(place.folder, 'sign-in.db'), file);
    truncateSync(file, Math.floor(statSync(file).size / 2));
  }

  it('C1 lets no code of this moment be used a second time, although the backup does not know that it was', async () => {
    const { person, code, config, commands, folder } = await runThenStop(async (running) => {
      const made = await createPerson(running.service.services, { enrolled: true, mfaRequired: true });
      await running.commands.json(['backup', join(running.folder, 'backup.db')]);
      const typed = (made.authenticator ?? authenticatorOf(new Uint8Array(20))).codeAt(running.service.now());
      expect(await enter(running.service.services, made, typed)).toBe('accepted');
      return { person: made, code: typed };
    });
    await commands.json(['restore', join(folder, 'backup.db')]);
    const { services, close } = await createServices(config, { log: createLog(() => undefined) });
    try {
      expect(await enter(services, person, code)).toBe('replayed');
    } finally {
      await close();
    }
  });

  async function enter({ mfa }: Services, { account }: Person, typed: string): Promise<string> {
    const context = { actor: { kind: 'user' }, source: { address: null, agent: null, place: null } } as const;
    const { userId } = account;
    return (await mfa.verify({ userId, typed, factor: 'code', purpose: 'sign-in', context })).result;
  }

  /** Lets a service run in `place.folder`, stops it, and answers what is needed to start it again. */
  async function runThenStop<T extends object>(
    work: (running: {
      readonly service: TestService;
      readonly commands: CommandRunner;
      readonly folder: string;
    }) => Promise<T>,
  ): Promise<T & { readonly config: SignInConfig; readonly commands: CommandRunner; readonly folder: string }> {
    const service = await startTestService({ inProcess: true });
    const folder = join(place.folder, 'service');
    mkdirSync(folder);
    try {
      const commands = createCommandRunner(environmentFor(service.config));
      const done = await work({ service, commands, folder });
      // The database and the keys as they are now: stopping takes the service's own folder away.
      await commands.json(['backup', join(folder, 'sign-in.db')]);
      cpSync(service.config.keyFile, join(folder, 'keys.json'));
      const config: SignInConfig = {
        ...service.config,
        database: `sqlite:${join(folder, 'sign-in.db')}`,
        keyFile: join(folder, 'keys.json'),
      };
      return { ...done, config, folder, commands: createCommandRunner(environmentFor(config)) };
    } finally {
      await service.stop();
    }
  }

  it('by pg_restore leaves the rest to be done by --restored', async () => {
    await addAccount(place, { userName: 'ada' });
    await place.json(['users', 'create', 'grace', '--mail', 'g@b.example', '--print']);
    expect(await place.json(['restore', '--restored'])).toMatchObject({ links: 1, kept: null });
    expect(await place.run(['restore'])).toMatchObject({ code: 2 });
    expect(await place.run(['restore', 'x', '--restored'])).toMatchObject({ code: 2 });
  });
});
