import { encodeBase32, Secret } from '@halfminute/otp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outboxMails } from '../../src/mail/outbox-mails.ts';
import { addAccount, openWorkplace } from './workplace.ts';
import type { Workplace } from './workplace.ts';

let place: Workplace;

beforeEach(async () => {
  place = await openWorkplace();
});

afterEach(() => place.close());

async function mails(userName: string): Promise<readonly string[]> {
  const account = await place.services.accounts.byUserName(userName);
  const rows = await place.services.database.kysely
    .selectFrom('outbox')
    .select('kind')
    .where('user_id', '=', account?.userId ?? '')
    .execute();
  return rows.map(({ kind }) => kind);
}

describe('a new account', () => {
  it('S17 gets an invitation by mail, which is a link that works once and is printed nowhere', async () => {
    const made = await place.run(['users', 'create', 'ada', '--name', 'Ada Byron', '--mail', 'ada@hartwell.example']);
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out).toBe('Made the account ada. An invitation goes to ada@hartwell.example.\n');
    expect(await mails('ada')).toEqual(['invitation']);
    const [mail] = await outboxMails(place.services);
    const token = /\/link\/([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
    expect(await place.services.links.look(token)).toMatchObject({ state: 'good', link: { kind: 'invitation' } });
    expect(made.out).not.toContain(token);
  });

  it('S17 can be handed its invitation instead', async () => {
    const made = await place.json(['users', 'create', 'ada', '--mail', 'ada@hartwell.example', '--print']);
    expect(await mails('ada')).toEqual([]);
    const token = String(made['invitation']).split('/').at(-1) ?? '';
    expect(await place.services.links.look(token)).toMatchObject({ state: 'good', link: { kind: 'invitation' } });
  });

  it('has all that was said of it, and who made it stands in the log', async () => {
    const what =
      '--name Ada --mail ada@hartwell.example --other-mail ada@home.example --group Litigation --group Partners';
    await place.json([
      'users',
      'create',
      'ada',
      ...what.split(' '),
      '--as-admin',
      '--language',
      'de',
      '--admin',
      'grace',
    ]);
    expect(await place.services.accounts.byUserName('ada')).toMatchObject({
      name: 'Ada',
      mail: 'ada@hartwell.example',
      otherMails: ['ada@home.example'],
      groups: ['Litigation', 'Partners'],
      admin: true,
      language: 'de',
      passwordHash: null,
    });
    expect(await place.services.audit.entries({ kinds: ['account-created'], limit: 1 })).toMatchObject([
      { context: { actor: { kind: 'admin', name: 'grace' } }, detail: { userName: 'ada', admin: true } },
    ]);
  });

  it('S9 can have a first password from the standard input, by the rules of the page', async () => {
    const create = (input: string) =>
      place.run(['users', 'create', 'ada', '--mail', 'ada@hartwell.example', '--password-stdin'], { input });
    expect(await create('correct horse\n')).toMatchObject({ code: 2, err: expect.stringContaining('15 characters') });
    expect(await create('')).toMatchObject({ code: 2 });
    expect(await create('wet paint dries at noon\n')).toMatchObject({ code: 0 });
    const account = await place.services.accounts.byUserName('ada');
    const verified = await place.services.passwords.verify('wet paint dries at noon', account?.passwordHash ?? null);
    expect(verified.right).toBe(true);
    expect(await mails('ada')).toEqual([]);
  });

  it('never takes a password as an argument, and repeats none that was tried', async () => {
    for (const args of [
      ['--password', 'wet paint dries'],
      ['--password=wet paint dries'],
      ['--secret=wet paint dries'],
    ]) {
      const refused = await place.run(['users', 'create', 'ada', '--mail', 'a@b.example', ...args]);
      expect(refused.code).toBe(2);
      expect(refused.err).toMatch(/is refused/);
      expect(refused.err).not.toContain('wet paint');
    }
    expect(await place.services.accounts.byUserName('ada')).toBeNull();
  });

  it.each([
    [['users', 'create', 'ada'], /--mail ADDRESS/],
    [['users', 'create', 'ada', '--mail', 'nowhere'], /something before and after one "@"/],
    [['users', 'create', 'ada', '--mail', 'a@b.example', '--language', 'xx'], /one of en, de/],
    [['users', 'create', ' ', '--mail', 'a@b.example'], /user name needs/],
  ])('is refused where %j cannot be one', async (args, sentence) => {
    const refused = await place.run(args);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(sentence);
  });

  it('is refused where its name is taken, in other letters too', async () => {
    await addAccount(place, { userName: 'ada' });
    const refused = await place.run(['users', 'create', 'ＡＤＡ', '--mail', 'a@b.example']);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('has this user name') });
  });
});

describe('an invitation', () => {
  it('S17 kills the one before it', async () => {
    const first = await place.json(['users', 'create', 'ada', '--mail', 'ada@hartwell.example', '--print']);
    const second = await place.json(['invite', 'ada', '--print']);
    const state = async (link: unknown) =>
      (await place.services.links.look(String(link).split('/').at(-1) ?? '')).state;
    expect(await state(first['invitation'])).toBe('spent');
    expect(await state(second['invitation'])).toBe('good');
    await place.json(['invite', 'ada']);
    expect(await state(second['invitation'])).toBe('spent');
    expect(await mails('ada')).toEqual(['invitation']);
  });

  it('is refused for who has a password: it would be a way around it', async () => {
    await place.json(['users', 'create', 'ada', '--mail', 'a@b.example', '--password-stdin'], {
      input: 'wet paint dries at noon',
    });
    expect(await place.run(['invite', 'ada'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('has a password'),
    });
  });
});

describe('other addresses', () => {
  it('E6 are told at the new ones and at every one that was left', async () => {
    await addAccount(place, { userName: 'ada', mail: 'ada@hartwell.example', otherMails: ['ada@home.example'] });
    await place.json([
      'users',
      'mail',
      'ada',
      '--mail',
      'ada@moss.example',
      '--no-other-mail',
      '--reason',
      'moved, seen',
    ]);
    const [mail] = await outboxMails(place.services);
    expect(mail?.to).toBe('ada@moss.example, ada@hartwell.example, ada@home.example');
    expect(await place.services.accounts.byUserName('ada')).toMatchObject({ mail: 'ada@moss.example', otherMails: [] });
    expect(await place.services.audit.entries({ kinds: ['address-changed'], limit: 1 })).toMatchObject([
      { detail: { before: 'ada@hartwell.example ada@home.example', after: 'ada@moss.example', reason: 'moved, seen' } },
    ]);
  });

  it('need a reason, and something to change', async () => {
    await addAccount(place, { userName: 'ada' });
    expect((await place.run(['users', 'mail', 'ada', '--mail', 'x@y.example'])).code).toBe(2);
    expect((await place.run(['users', 'mail', 'ada', '--reason', 'x'])).code).toBe(2);
  });
});

describe('the list of accounts', () => {
  it('finds by any part of user name, name and address, and by group, and says when there are more', async () => {
    await addAccount(place, { userName: 'ada', name: 'Ada Byron', groups: ['Litigation'] });
    await addAccount(place, { userName: 'grace', name: 'Grace Murray', groups: ['Partners'] });
    const names = async (...args: string[]) => {
      const answer = await place.json(['users', 'list', ...args]);
      return [answer['accounts']?.map(({ userName }) => userName), answer['more']];
    };
    expect(await names()).toEqual([['ada', 'grace'], false]);
    expect(await names('byron')).toEqual([['ada'], false]);
    expect(await names('--group', 'Partners')).toEqual([['grace'], false]);
    expect(await names('--limit', '1')).toEqual([['ada'], true]);
    expect((await place.run(['users', 'list', '--limit', '1'])).out).toContain('There are more');
    expect((await place.run(['users', 'list', '--limit', 'many'])).code).toBe(2);
  });

  it('S16 is a CSV in which a spreadsheet runs nothing', async () => {
    await addAccount(place, {
      userName: 'mallory',
      name: '=HYPERLINK("https://evil.example","x")',
      groups: ['+1', '@SUM'],
    });
    const { out } = await place.run(['users', 'list', '--csv']);
    expect(out).toContain(`"'=HYPERLINK(""https://evil.example"",""x"")"`);
    expect(out).toContain(`"'+1;@SUM"`);
    for (const line of out.trim().split('\r\n')) {
      expect(line).not.toMatch(/(^|,)"?[=+\-@]/);
    }
  });
});

describe('one account', () => {
  it('E9 shows every authenticator ever bound, with the time and the address of each event', async () => {
    const userId = await addAccount(place, { userName: 'ada' });
    const source = { address: '192.0.2.7', agent: 'Firefox', place: 'Leeds' };
    const context = { actor: { kind: 'user' }, source } as const;
    const { mfa } = place.services;
    await mfa.importAuthenticator({
      userId,
      context,
      secret: Secret.fromBytes(new Uint8Array(20).fill(1)),
      profile: { algorithm: 'SHA1', digits: 6, periodSeconds: 30 },
      name: 'Old phone',
    });
    const [old] = (await mfa.read(userId)).authenticators;
    await mfa.remove({
      userId,
      context: { ...context, source: { ...source, address: '198.51.100.2' } },
      authenticatorId: old?.id ?? '',
    });
    const shown = await place.json(['users', 'show', 'ada']);
    expect(shown['authenticators']).toEqual([]);
    expect(shown['events']).toMatchObject([
      { kind: 'authenticator-removed', detail: { name: 'Old phone' }, source: { address: '198.51.100.2' } },
      { kind: 'authenticator-imported', detail: { name: 'Old phone' }, source: { address: '192.0.2.7' } },
    ]);
    const { out } = await place.run(['users', 'show', 'ada']);
    expect(out).toMatch(
      /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}authenticator-imported +"Old phone" \S+ +user +192\.0\.2\.7/,
    );
  });

  it('E5 shows no secret, no sealed seed and no hash, in neither dress', async () => {
    await place.json(['users', 'create', 'ada', '--mail', 'a@b.example', '--password-stdin'], {
      input: 'wet paint dries at noon',
    });
    const account = await place.services.accounts.byUserName('ada');
    const bytes = new Uint8Array(20).fill(7);
    await place.services.mfa.importAuthenticator({
      userId: account?.userId ?? '',
      context: { actor: { kind: 'system' }, source: { address: null, agent: null, place: null } },
      secret: Secret.fromBytes(bytes),
      profile: { algorithm: 'SHA1', digits: 6, periodSeconds: 30 },
      name: 'Halfminute',
    });
    const both = `${(await place.run(['users', 'show', 'ada'])).out}${(await place.run(['users', 'show', 'ada', '--json'])).out}`;
    expect(both).toContain('Halfminute');
    expect(both).not.toContain('$argon2');
    expect(both).not.toContain(encodeBase32(bytes));
    expect(both).not.toMatch(/seed|hash"/i);
  });

  it('is found by its id too, and there is none of another name', async () => {
    const userId = await addAccount(place, { userName: 'ada' });
    expect(await place.json(['users', 'show', userId])).toMatchObject({ userName: 'ada' });
    expect(await place.run(['users', 'show', 'eve'])).toMatchObject({ code: 4 });
  });
});
