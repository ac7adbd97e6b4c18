import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCodeGenerator, encodeBase32, Secret } from '@halfminute/otp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addAccount, openWorkplace } from './workplace.ts';
import type { Workplace } from './workplace.ts';

let place: Workplace;

beforeEach(async () => {
  place = await openWorkplace();
});

afterEach(() => place.close());

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
