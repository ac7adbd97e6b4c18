import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCodeGenerator, encodeBase32, Secret } from '@halfminute/otp';
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

describe('an import', () => {
  const head =
    'user_name,name,mail,other_mails,groups,admin,language,password_hash,mfa_required_from,totp_secret,totp_name,totp_algorithm,totp_digits,totp_period';

  async function importText(text: string, ...args: string[]) {
    const file = join(place.folder, 'users.csv');
    await writeFile(file, text);
    return place.json(['users', 'import', file, ...args], { code: 0 });
  }

  it('S10 takes passwords over in every form that is known, and each user signs in with the one she has', async () => {
    const vectors = JSON.parse(
      await readFile(join(import.meta.dirname, '..', 'accounts', 'vectors', 'imported-hashes.json'), 'utf8'),
    ) as readonly { readonly form: string; readonly password: string; readonly hash: string }[]; // a file of our own
    const rows = vectors.map(
      ({ hash }, at) => `user${at},User ${at},user${at}@b.example,"${hash.replaceAll('"', '""')}"`,
    );
    const answer = await importText(`user_name,name,mail,password_hash\n${rows.join('\n')}\n`);
    expect(answer['created']).toBe(vectors.length);
    for (const form of ['bcrypt', 'argon2', 'scrypt', 'pbkdf2']) {
      const at = vectors.findIndex((vector) => vector.hash.toLowerCase().includes(form === 'bcrypt' ? '$2' : form));
      const account = await place.services.accounts.byUserName(`user${at}`);
      expect(account).toMatchObject({ passwordLength: null });
      const password = vectors[at]?.password ?? '';
      expect(await place.services.passwords.verify(password, account?.passwordHash ?? null)).toEqual({
        right: true,
        outdated: true,
      });
    }
  });

  it('takes an authenticator over, in base32 or as a link, so that its next code is accepted', async () => {
    const secret = new Uint8Array(20).fill(3);
    const link = `otpauth://totp/Cases:grace?secret=${encodeBase32(new Uint8Array(32).fill(4))}&algorithm=SHA256&digits=8&period=60`;
    await importText(
      `user_name,name,mail,totp_secret,totp_name\nada,Ada,ada@b.example,${encodeBase32(secret)},Phone\ngrace,Grace,grace@b.example,${link},\n`,
    );
    const ada = await place.services.accounts.byUserName('ada');
    const grace = await place.services.accounts.byUserName('grace');
    expect((await place.services.mfa.read(ada?.userId ?? '')).authenticators).toMatchObject([
      { name: 'Phone', profile: { algorithm: 'SHA1', digits: 6, periodSeconds: 30 } },
    ]);
    expect((await place.services.mfa.read(grace?.userId ?? '')).authenticators).toMatchObject([
      { profile: { algorithm: 'SHA256', digits: 8, periodSeconds: 60 } },
    ]);
    const code = createCodeGenerator({
      kind: 'totp',
      secret: Secret.fromBytes(secret),
      algorithm: 'SHA1',
      digits: 6,
      periodSeconds: 30,
    });
    const outcome = await place.services.mfa.verify({
      userId: ada?.userId ?? '',
      typed: code.codeForCounter(Math.floor(Date.now() / 30_000)),
      factor: 'code',
      purpose: 'sign-in',
      context: { actor: { kind: 'user' }, source: { address: null, agent: null, place: null } },
    });
    expect(outcome.result).toBe('accepted');
  });

  it('gives each row a verdict, and a row that is refused keeps nobody else out and leaves nothing behind', async () => {
    await addAccount(place, { userName: 'there' });
    const rows = [
      'ada,Ada Byron,ada@hartwell.example,,"Litigation;Partners",yes,de,,2026-12-01,,,,,',
      'there,There Already,there@b.example,,,,,,,,,,,',
      'nomail,No Mail,nowhere,,,,,,,,,,,',
      'hash,Odd Hash,hash@b.example,,,,,5f4dcc3b5aa765d61d8327deb882cf99,,,,,,',
      'short,Short Secret,short@b.example,,,,,,,JBSWY3DP,,,,',
      'letters,Odd Secret,letters@b.example,,,,,,,JBSWY3DP1EHPK3PX,,,,',
      'digits,Odd Digits,digits@b.example,,,,,,,JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP,,,9,',
      'date,Odd Date,date@b.example,,,,,,2026-02-30,,,,,',
      'few,Too Few,few@b.example',
      'stray,Stray Name,stray@b.example,,,,,,,,Phone,,,',
      'ADA,Ada Again,again@b.example,,,,,,,,,,,',
      'last,Last One,last@b.example,,,no,,,,,,,,',
    ];
    const file = join(place.folder, 'users.csv');
    await writeFile(file, `${head}\n${rows.join('\n')}\n`);
    const answer = await place.json(['users', 'import', file], { code: 3 });
    expect(answer['rows']?.map(({ line, userName, verdict }) => [line, userName, verdict])).toEqual([
      [2, 'ada', 'created'],
      [3, 'there', 'there-already'],
      [4, 'nomail', 'refused'],
      [5, 'hash', 'refused'],
      [6, 'short', 'refused'],
      [7, 'letters', 'refused'],
      [8, 'digits', 'refused'],
      [9, 'date', 'refused'],
      [10, 'few', 'refused'],
      [11, 'stray', 'refused'],
      [12, 'ADA', 'there-already'],
      [13, 'last', 'created'],
    ]);
    expect(answer['rows']?.every(({ remark }) => remark !== '')).toBe(true);
    expect(await place.services.accounts.byUserName('short')).toBeNull();
    const ada = await place.services.accounts.byUserName('ada');
    expect(ada).toMatchObject({ groups: ['Litigation', 'Partners'], admin: true, language: 'de' });
    expect(ada?.mfaRequiredFrom).toBe(Date.UTC(2026, 11, 1) / 1000);
    // The sentences about what was refused repeat neither hash nor secret.
    expect(place.printed.join('')).not.toMatch(/5f4dcc3b|JBSWY3DP/);
    expect(place.logged.join('')).not.toMatch(/5f4dcc3b|JBSWY3DP/);
  });

  it('C5 refuses a secret of fewer than 128 bits', async () => {
    const file = join(place.folder, 'users.csv');
    const row = (name: string, bytes: number) =>
      `${name},${name},${name}@b.example,${encodeBase32(new Uint8Array(bytes).fill(9))}`;
    await writeFile(file, `user_name,name,mail,totp_secret\n${row('short', 15)}\n${row('enough', 16)}\n`);
    const answer = await place.json(['users', 'import', file], { code: 3 });
    expect(answer['rows']?.map(({ verdict }) => verdict)).toEqual(['refused', 'created']);
  });

  it('only says what would happen with --dry-run', async () => {
    const answer = await importText('user_name,name,mail\nada,Ada,ada@b.example\n', '--dry-run');
    expect(answer['rows']).toMatchObject([{ userName: 'ada', verdict: 'would-be-created' }]);
    expect(await place.services.accounts.byUserName('ada')).toBeNull();
    expect(await place.services.audit.entries({ limit: 10 })).toEqual([]);
  });

  it('says with --dry-run, too, which row names a user of a row before', async () => {
    const text = 'user_name,name,mail\nada,Ada,nobody\nada,Ada,ada@b.example\nADA,Ada,ada@c.example\n';
    const file = join(place.folder, 'users.csv');
    await writeFile(file, text);
    const rehearsed = await place.json(['users', 'import', file, '--dry-run'], { code: 3 });
    const done = await place.json(['users', 'import', file], { code: 3 });
    expect(rehearsed['rows']).toMatchObject([
      { verdict: 'refused' },
      { verdict: 'would-be-created' },
      { verdict: 'there-already', remark: 'As in line 3.' },
    ]);
    expect(done['rows']).toMatchObject([
      { verdict: 'refused' },
      { verdict: 'created' },
      { verdict: 'there-already', remark: 'As in line 3.' },
    ]);
  });

  it('reads what spreadsheets write: a byte order mark, semicolons, quotes, line ends within quotes', async () => {
    const text =
      '\uFEFFuser_name;name;mail;groups\r\nada;"Byron, ""Ada""";ada@b.example;"A;B"\r\n\r\ngrace;"Grace\nMurray";grace@b.example;\r\n';
    await importText(text);
    expect(await place.services.accounts.byUserName('ada')).toMatchObject({ name: 'Byron, "Ada"', groups: ['A', 'B'] });
    expect(await place.services.accounts.byUserName('grace')).toMatchObject({ name: 'Grace Murray' });
  });

  it.each([
    ['tabs', 'user_name\tname\tmail\nada\tAda, Countess\tada@b.example\n', 2],
    ['the line that Excel wants', 'sep=;\r\nuser_name;name;mail\r\nada;Ada, Countess;ada@b.example\r\n', 3],
    ['rows of nothing', 'user_name,name,mail\r\n,,\r\nada,"Ada, Countess",ada@b.example\r\n,,\r\n"","",""\r\n', 3],
    ['columns of nothing at the right', 'user_name,name,mail,,\r\nada,"Ada, Countess",ada@b.example,,\r\n', 2],
    ['a comma too many at the end of a row', 'user_name,name,mail\nada,"Ada, Countess",ada@b.example,\n', 2],
  ])('reads what spreadsheets write: %s', async (_what, text, line) => {
    const answer = await place.json(['users', 'import', '-'], { input: text });
    expect(answer.rows).toMatchObject([{ line, userName: 'ada', verdict: 'created' }]);
    expect(await place.services.accounts.byUserName('ada')).toMatchObject({ name: 'Ada, Countess' });
  });

  it('refuses a row with a cell that has no column, and one with a cell too few', async () => {
    const answer = await place.json(['users', 'import', '-'], {
      input: 'user_name,name,mail,groups,\na,A,a@b.example,,x\nb,B,b@b.example\n',
      code: 3,
    });
    expect(answer.rows?.map(({ verdict }) => verdict)).toEqual(['refused', 'refused']);
  });

  it('C6 refuses columns that say something else than the link, since no code would ever be right', async () => {
    const link = `otpauth://totp/Cases:ada?secret=${'JBSWY3DPEHPK3PXP'.repeat(2)}`;
    const answer = await place.json(['users', 'import', '-'], {
      input: [
        'user_name,name,mail,totp_secret,totp_algorithm,totp_digits,totp_period',
        `a,A,a@b.example,${link},SHA256,,`,
        `b,B,b@b.example,${link},,8,`,
        `c,C,c@b.example,${link}&period=60,,,30`,
        `d,D,d@b.example,${link}&period=60,sha-1,6,60`,
        `e,E,e@b.example,${link},,,`,
      ].join('\n'),
      code: 3,
    });
    expect(answer.rows?.map(({ verdict }) => verdict)).toEqual(['refused', 'refused', 'refused', 'created', 'created']);
    expect(answer.rows?.[0]?.remark).toContain('totp_algorithm');
  });

  it.each([
    ['an unknown column', 'user_name,name,mail,phone\na,b,c@d.example,1\n', /Unknown columns: "phone"/],
    ['a missing column', 'user_name,name\na,b\n', /missing: mail/],
    ['a column twice', 'user_name,name,mail,mail\na,b,c@d.example,e\n', /mail is there twice/],
    ['a quote that is never closed', 'user_name,name,mail\na,"b,c@d.example\n', /never closed/],
    ['nothing at all', '', /empty/],
    ['Latin-1', Buffer.from('user_name,name,mail\na,J\u00fcrgen,c@d.example\n', 'latin1'), /UTF-8/],
  ])('refuses a file with %s as a whole', async (_what, text, sentence) => {
    const file = join(place.folder, 'users.csv');
    await writeFile(file, text);
    const refused = await place.run(['users', 'import', file]);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(sentence);
  });

  it('reads the standard input as well', async () => {
    const answer = await place.json(['users', 'import', '-'], {
      input: 'user_name,name,mail\nada,Ada,ada@b.example\n',
    });
    expect(answer['created']).toBe(1);
  });
});
