import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { AccountError } from '../../src/accounts/account-error.ts';
import type { Account, NewAccount } from '../../src/accounts/account.ts';
import { createAccounts } from '../../src/accounts/sql-accounts.ts';
import { createTestClock, onEachDatabase, randomBytes } from '../database/each-database.ts';

const ada: NewAccount = {
  userName: 'ada.lovelace',
  name: 'Ada Lovelace',
  mail: 'ada@example.org',
  groups: ['Probate', 'Property'],
};

onEachDatabase('accounts', (databases) => {
  async function start() {
    const database = await databases.open();
    const time = createTestClock();
    const accounts = createAccounts({ database, clock: time.clock, randomBytes });
    return {
      database,
      accounts,
      time,
      create: (account: NewAccount) => database.transaction((inside) => accounts.create(inside, account)),
      again: async (account: Account) => (await accounts.byUserId(account.userId)) ?? expect.fail(),
    };
  }

  it('an account comes back as it was made, by its name and by its id', async () => {
    const { accounts, create, time } = await start();
    const account = await create({ ...ada, otherMails: ['ada@home.example'], admin: true, language: 'de' });
    expect(account).toEqual({
      userId: expect.stringMatching(/^[\w-]{22}$/),
      userName: 'ada.lovelace',
      name: 'Ada Lovelace',
      mail: 'ada@example.org',
      otherMails: ['ada@home.example'],
      groups: ['Probate', 'Property'],
      admin: true,
      frozenAt: null,
      frozenReference: null,
      passwordHash: null,
      passwordLength: null,
      mfaRequiredFrom: null,
      language: 'de',
      createdAt: time.clock(),
      lastSignInAt: null,
    });
    expect(await accounts.byUserId(account.userId)).toEqual(account);
    expect(await accounts.byUserName('ada.lovelace')).toEqual(account);
  });

  it('a user name is found in capitals, full width, composed or not, with blanks around it', async () => {
    const { accounts, create } = await start();
    const account = await create({ ...ada, userName: 'Zoë' });
    for (const typed of [
      'zoë',
      ' ZOË ',
      'Zoe\u0308',
      '\uFF3A\uFF2F\u00CB',
      'zo\u200Bë',
      'zo\u00AD\u200Dë',
      'zoë\uFE0F\n',
    ]) {
      expect((await accounts.byUserName(typed))?.userId, JSON.stringify(typed)).toBe(account.userId);
    }
    for (const typed of ['zoe', 'zo ë', '', ' ', 'zoë2', '\0', '\uD800', 'a'.repeat(1_000_000)]) {
      expect(await accounts.byUserName(typed), JSON.stringify(typed.slice(0, 20))).toBeNull();
    }
  });

  it('two names that look the same are one, and the second account is refused without ending the transaction', async () => {
    const { database, accounts, create } = await start();
    await create(ada);
    const outcome = await database.transaction(async (inside) => {
      const second = await accounts
        .create(inside, { ...ada, userName: '\uFF21da.Lovelace' })
        .catch((error: unknown) => error);
      const third = await accounts.create(inside, { ...ada, userName: 'bob' });
      return { second, third };
    });
    expect(outcome.second).toMatchObject({ code: 'user-name-taken' });
    expect(outcome.second).toBeInstanceOf(AccountError);
    expect((await accounts.byUserName('bob'))?.userId).toBe(outcome.third.userId);
  });

  it('S16 what a user wrote is a harmless line when it is kept', async () => {
    const { create } = await start();
    const account = await create({
      userName: 'eve\r\n\u001B[2Jroot',
      name: 'Eve\r\nBcc: all@example.org\u0000\u202Ecod.exe\uD800',
      mail: ' eve@example.org ',
      groups: ['Prob\u2028ate', '\u0007'],
    });
    expect(account).toMatchObject({
      userName: 'eve [2Jroot',
      name: 'Eve Bcc: all@example.org cod.exe\uFFFD',
      mail: 'eve@example.org',
      groups: ['Prob ate'],
    });
  });

  it('S16 a mail address that could begin another header, or a second address, is refused', async () => {
    const { create } = await start();
    const hostile = [
      'eve@example.org\r\nBcc: all@example.org',
      'eve@example.org, all@example.org',
      'Eve <eve@example.org>',
      'eve@exam ple.org',
      'eve@@example.org',
      '@example.org',
      'eve@',
      '',
      `${'e'.repeat(300)}@example.org`,
    ];
    for (const mail of hostile) {
      await expect(create({ ...ada, userName: 'eve', mail }), JSON.stringify(mail)).rejects.toMatchObject({
        code: 'mail-malformed',
      });
    }
    await expect(create({ ...ada, otherMails: ['x'] })).rejects.toMatchObject({ code: 'mail-malformed' });
    await expect(create({ ...ada, userName: '\u200B \n' })).rejects.toMatchObject({ code: 'user-name-empty' });
    await expect(create({ ...ada, name: '\u0000' })).rejects.toMatchObject({ code: 'name-empty' });
  });

  it('MFA is required from the earliest day of the account, its groups and everybody', async () => {
    const { database, accounts, create, again } = await start();
    const account = await create(ada);
    const required = async () => accounts.mfaRequiredFrom(await again(account));
    const require = (scope: Parameters<typeof accounts.requireMfa>[1]['scope'], from: number | null) =>
      database.transaction((inside) => accounts.requireMfa(inside, { scope, from }));
    expect(await required()).toBeNull();
    await require({ kind: 'group', group: 'Tax' }, 100);
    expect(await required()).toBeNull();
    await require({ kind: 'all' }, 5_000);
    expect(await required()).toBe(5_000);
    await require({ kind: 'group', group: 'Property' }, 4_000);
    expect(await required()).toBe(4_000);
    await require({ kind: 'account', userId: account.userId }, 3_000);
    expect(await required()).toBe(3_000);
    await require({ kind: 'group', group: 'Property' }, 2_000);
    expect(await required()).toBe(2_000);
    await require({ kind: 'account', userId: account.userId }, null);
    await require({ kind: 'group', group: 'Property' }, null);
    expect(await required()).toBe(5_000);
    await require({ kind: 'all' }, null);
    expect(await required()).toBeNull();
  });

  it('a group with the name of a scope is only a group', async () => {
    const { database, accounts, create } = await start();
    const account = await create({ ...ada, groups: ['all'] });
    const other = await create({ ...ada, userName: 'bob', groups: [] });
    await database.transaction((inside) =>
      accounts.requireMfa(inside, { scope: { kind: 'group', group: 'all' }, from: 7 }),
    );
    expect(await accounts.mfaRequiredFrom(account)).toBe(7);
    expect(await accounts.mfaRequiredFrom(other)).toBeNull();
  });

  it('E8 T8 a new password changes nothing but the password', async () => {
    const { database, accounts, create, again } = await start();
    const account = await create(ada);
    await database.kysely
      .insertInto('mfa_user')
      .values({
        user_id: account.userId,
        version: 3,
        consecutive_failures: 7,
        wait_until: 99,
        enrolment_needs: 'nothing',
      })
      .execute();
    const before = await database.kysely.selectFrom('mfa_user').selectAll().execute();
    await database.transaction((inside) =>
      accounts.setPassword(inside, { userId: account.userId, hash: '$argon2id$…', length: 20 }),
    );
    expect(await database.kysely.selectFrom('mfa_user').selectAll().execute()).toEqual(before);
    expect(await again(account)).toEqual({ ...account, passwordHash: '$argon2id$…', passwordLength: 20 });
  });

  it('a better hash takes the place of the one that was verified, and of no other', async () => {
    const { accounts, create, again } = await start();
    const account = await create({ ...ada, passwordHash: 'old' });
    await accounts.rehash({ userId: account.userId, before: 'another', after: 'new', length: 15 });
    expect((await again(account)).passwordHash).toBe('old');
    await accounts.rehash({ userId: account.userId, before: 'old', after: 'new', length: 15 });
    expect(await again(account)).toMatchObject({ passwordHash: 'new', passwordLength: 15 });
  });

  it('a frozen account keeps its time and its reference until it is opened again', async () => {
    const { database, accounts, create, again } = await start();
    const account = await create(ada);
    const freeze = (at: number) =>
      database.transaction((inside) => accounts.freeze(inside, { userId: account.userId, at }));
    const { reference } = await freeze(100);
    expect(reference).toMatch(/^F \d{4}$/);
    expect(await freeze(200)).toEqual({ reference });
    expect(await again(account)).toMatchObject({ frozenAt: 100, frozenReference: reference });
    await database.transaction((inside) => accounts.unfreeze(inside, account.userId));
    expect(await again(account)).toMatchObject({ frozenAt: null, frozenReference: null });
  });

  it('no two frozen accounts have one reference, though chance gives the same', async () => {
    const { database, accounts, create } = await start();
    const users = [
      await create(ada),
      await create({ ...ada, userName: 'bob' }),
      await create({ ...ada, userName: 'cy' }),
    ];
    const unlucky = createAccounts({
      database,
      clock: () => 0,
      randomBytes: (length) => new Uint8Array(length).fill(7),
    });
    const references = new Set<string>();
    for (const { userId } of users) {
      const { reference } = await database.transaction((inside) => unlucky.freeze(inside, { userId, at: 1 }));
      references.add(reference);
    }
    expect(references.size).toBe(3);
    expect(await accounts.byUserId(users[0]?.userId ?? '')).not.toBeNull();
  });

  it('what is done to an account that is not there is an error, and nothing is made', async () => {
    const { database, accounts } = await start();
    const userId = 'nobody';
    const acts: ((inside: Parameters<Parameters<typeof database.transaction>[0]>[0]) => Promise<unknown>)[] = [
      (inside) => accounts.setPassword(inside, { userId, hash: 'x', length: 1 }),
      (inside) => accounts.setMail(inside, { userId, mail: 'a@example.org', otherMails: [] }),
      (inside) => accounts.freeze(inside, { userId, at: 1 }),
      (inside) => accounts.unfreeze(inside, userId),
      (inside) => accounts.requireMfa(inside, { scope: { kind: 'account', userId }, from: 1 }),
    ];
    for (const act of acts) {
      await expect(database.transaction(act)).rejects.toMatchObject({ code: 'unknown-user' });
    }
    expect(await accounts.byUserId(userId)).toBeNull();
    expect(await accounts.byUserId('no\0body')).toBeNull();
  });

  it('addresses are changed together', async () => {
    const { database, accounts, create, again } = await start();
    const account = await create(ada);
    await database.transaction((inside) =>
      accounts.setMail(inside, { userId: account.userId, mail: 'new@example.org', otherMails: ['ada@example.org'] }),
    );
    expect(await again(account)).toMatchObject({ mail: 'new@example.org', otherMails: ['ada@example.org'] });
  });

  it('a list is read page by page, by name, group, and any part of name or address', async () => {
    const { accounts, create } = await start();
    for (const userName of ['dan', 'ada', 'Cy', 'bob']) {
      await create({
        ...ada,
        userName,
        name: `${userName} 50%_of`,
        mail: `${userName}@example.org`,
        groups: userName === 'Cy' ? ['Tax'] : [],
      });
    }
    const names = async (query: Parameters<typeof accounts.list>[0]) =>
      (await accounts.list(query)).map(({ userName }) => userName);
    expect(await names({ limit: 2 })).toEqual(['ada', 'bob']);
    expect(await names({ limit: 2, after: 'bob' })).toEqual(['Cy', 'dan']);
    expect(await names({ limit: 9, group: 'Tax' })).toEqual(['Cy']);
    expect(await names({ limit: 9, search: 'DA' })).toEqual(['ada', 'dan']);
    expect(await names({ limit: 9, search: '0%_o' })).toHaveLength(4);
    expect(await names({ limit: 9, search: '5%o' })).toEqual([]);
    expect(await names({ limit: 9, search: 'EXAMPLE.org' })).toHaveLength(4);
  });

  it('the last sign-in is noted', async () => {
    const { database, accounts, create, again } = await start();
    const account = await create(ada);
    const { userId } = account;
    await database.transaction((transaction) => accounts.noteSignIn(transaction, { userId, at: 1_795_000_123.5 }));
    expect((await again(account)).lastSignInAt).toBe(1_795_000_123.5);
  });

  it('a damaged list of addresses opens nothing', async () => {
    const { database, accounts, create } = await start();
    const account = await create(ada);
    await sql`update account set other_mails = '{"a":[1]}'`.execute(database.kysely);
    expect((await accounts.byUserId(account.userId))?.otherMails).toEqual([]);
  });
});
