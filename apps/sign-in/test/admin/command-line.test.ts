import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandNames, commandSpec } from '../../src/admin/command-table.ts';
import { optionTable } from '../../src/admin/option-table.ts';
import { createCommandRunner } from './command-runner.ts';
import { startCommand } from './run-process.ts';
import { addAccount, openWorkplace } from './workplace.ts';
import type { Workplace } from './workplace.ts';

const bare = createCommandRunner({});

describe('help', () => {
  it('lists every command, and no line is wider than a terminal', async () => {
    const { code, out } = await bare.run(['help']);
    expect(code).toBe(0);
    for (const name of commandNames) {
      expect(out).toContain(`  ${name}`);
    }
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it.each(commandNames)('of "%s" says what it does and which options it has', async (name) => {
    const { out } = await bare.run(['help', ...name.split(' ')]);
    expect(out).toContain(`npm run -s sign-in -- ${name}`);
    for (const option of commandSpec(name).options) {
      expect(out).toContain(`--${option}`);
    }
    if (name !== 'help') {
      expect((await bare.run([...name.split(' '), '--help'])).out).toBe(out);
    }
  });

  it('of a family lists its members, and without a command everything', async () => {
    expect((await bare.run(['help', 'keys'])).out).toContain('keys rotate-signing');
    expect((await bare.run(['help', 'keys'])).out).not.toContain('users list');
    expect((await bare.run([])).out).toBe((await bare.run(['help'])).out);
    expect((await bare.run(['users', '--help'])).out).toContain('users import');
  });

  it('comes as JSON as well', async () => {
    const answer = (await bare.json(['help', 'backup'])) as unknown as readonly { name: string; options: string[] }[];
    expect(answer).toMatchObject([{ name: 'backup', options: ['with-keys', 'force', 'admin'] }]);
  });

  it('has an option for every name in the table, and the other way round', () => {
    const used = new Set(commandNames.flatMap((name) => [...commandSpec(name).options, 'help', 'json']));
    expect(Object.keys(optionTable).filter((name) => !used.has(name))).toEqual([]);
  });
});

describe('a command line', () => {
  it.each([
    [['nonsense'], /no such command/],
    [['users'], /There are: users create, users list/],
    [['users', 'frobnicate'], /There are: users create/],
    [['users', 'show'], /Usage: npm run -s sign-in -- users show USER/],
    [['users', 'show', 'ada', 'grace'], /Usage:/],
    [['users', 'show', 'ada', '--force'], /"users show" has no option --force/],
    [['users', 'list', '--colour'], /no such option/],
    [['users', 'list', '--limit'], /needs a value/],
    [['users', 'list', '--json=yes'], /has no value/],
    [['reset', 'ada', '--reason='], /needs a value/],
  ])('%j is refused with a sentence, and with code 2', async (args, sentence) => {
    const { code, out, err } = await bare.run(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(sentence);
  });

  it('that is refused says so in JSON as well, where JSON was asked for', async () => {
    const { code, out, err } = await bare.run(['nonsense', '--json']);
    expect({ code, err }).toEqual({ code: 2, err: '' });
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'unknown-command' } });
  });

  it('names every missing setting at once', async () => {
    const { code, err } = await bare.run(['users', 'list']);
    expect(code).toBe(2);
    expect(err).toContain('HALFMINUTE_ISSUER is not set');
    expect(err).toContain('HALFMINUTE_KEY_FILE is not set');
  });

  it('lists the variables that the service reads', async () => {
    const { out } = await bare.run(['variables']);
    expect(out).toMatch(/^HALFMINUTE_ISSUER\n {2}the address users see/m);
  });
});

describe('beside a running service', () => {
  let place: Workplace;
  beforeAll(async () => {
    place = await openWorkplace();
    await addAccount(place, { userName: 'ada' });
  });
  afterAll(() => place.close());

  it('commands in processes of their own work on the database that is being written to', async () => {
    const commands = ['one', 'two', 'three'].map((name) =>
      startCommand(['users', 'create', name, '--mail', `${name}@b.example`], place.environment),
    );
    const writing = Promise.all(
      Array.from({ length: 30 }, (_, number) => addAccount(place, { userName: `beside${number}` })),
    );
    expect(await Promise.all(commands.map(({ ended }) => ended))).toEqual([0, 0, 0]);
    await writing;
    expect(await place.services.accounts.byUserName('three')).not.toBeNull();
    expect(await place.services.audit.verify()).toMatchObject({ result: 'unbroken' });
  });

  it('what is broken is told by its kind alone, with code 1', async () => {
    const { code, err } = await place.run(['users', 'list'], {
      environment: { HALFMINUTE_DATABASE: 'sqlite:/dev/null/nowhere/sign-in.db' },
    });
    expect(code).toBe(1);
    expect(err).toMatch(/^Something broke\. \(\w+/);
  });

  it('bring the tables up to this version, and say so', async () => {
    expect(await place.json(['migrate'])).toEqual({ dialect: 'sqlite', migrated: true });
  });

  it('leave nothing of their own on the standard output of --json but the answer', async () => {
    const { output, ended } = startCommand(['users', 'list', '--json'], place.environment);
    expect(await ended).toBe(0);
    expect(JSON.parse(output())).toHaveProperty('accounts');
  });
});
