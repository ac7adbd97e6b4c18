import { Secret } from '@halfminute/otp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outboxMails } from '../../src/mail/outbox-mails.ts';
import { addAccount, openWorkplace } from './workplace.ts';
import type { Workplace } from './workplace.ts';

let place: Workplace;
const ids = new Map<string, string>();

beforeEach(async () => {
  place = await openWorkplace();
  for (const [userName, ...groups] of [
    ['ada', 'Litigation'],
    ['grace', 'Litigation', 'Partners'],
    ['hopper', 'Partners'],
    ['mary'],
  ]) {
    ids.set(userName ?? '', await addAccount(place, { userName: userName ?? '', groups }));
  }
});

afterEach(() => place.close());

async function enrol(userName: string): Promise<void> {
  await place.services.mfa.importAuthenticator({
    userId: ids.get(userName) ?? '',
    context: { actor: { kind: 'system' }, source: { address: null, agent: null, place: null } },
    secret: Secret.fromBytes(new Uint8Array(20)),
    profile: { algorithm: 'SHA1', digits: 6, periodSeconds: 30 },
    name: 'Halfminute',
  });
}

async function told(kind: string): Promise<readonly string[]> {
  const rows = await place.services.database.kysely
    .selectFrom('outbox')
    .innerJoin('account', 'account.user_id', 'outbox.user_id')
    .select('account.user_name')
    .where('outbox.kind', '=', kind)
    .orderBy('account.user_name')
    .execute();
  return rows.map(({ user_name }) => user_name);
}

async function requiredFrom(userName: string): Promise<number | null> {
  const account = await place.services.accounts.byUserName(userName);
  return account === null ? null : place.services.accounts.mfaRequiredFrom(account);
}

const december = Date.UTC(2026, 11, 1) / 1000;

describe('requiring MFA', () => {
  it('of an account tells its user at once, with who did it, and writes it into the log', async () => {
    await place.json(['require', 'account', 'ada', '--admin', 'Grace']);
    expect(await told('mfa-enabled')).toEqual(['ada']);
    expect(await requiredFrom('ada')).toBeLessThanOrEqual(Date.now() / 1000);
    expect(await requiredFrom('grace')).toBeNull();
    const [mail] = await outboxMails(place.services);
    expect(mail?.subject).toBe('MFA has been enabled on your account');
    expect(mail?.text).toContain('Grace');
    expect(await place.services.audit.entries({ kinds: ['mfa-required'], limit: 10 })).toMatchObject([
      { userId: ids.get('ada'), context: { actor: { name: 'Grace' } }, detail: { of: 'ada', accounts: 1 } },
    ]);
  });

  it('of a group from a date tells those in it who have no authenticator yet', async () => {
    await enrol('grace');
    const answer = await place.json(['require', 'group', 'Litigation', '--from', '2026-12-01']);
    expect(answer).toMatchObject({ accounts: 2, enrolled: 1, mails: 1, from: december });
    expect(await told('mfa-enabled')).toEqual(['ada']);
    expect(await requiredFrom('ada')).toBe(december);
    expect(await requiredFrom('hopper')).toBeNull();
  });

  it('of all tells everybody who is not required earlier by another setting, and each one once', async () => {
    await place.json(['require', 'account', 'ada', '--from', '2026-11-01']);
    await place.json(['require', 'all', '--from', '2026-12-01']);
    expect(await told('mfa-enabled')).toEqual(['ada', 'grace', 'hopper', 'mary']);
    expect(await requiredFrom('ada')).toBe(december - 30 * 86_400);
    // Called again, after an interruption say: nobody hears of the same date twice.
    expect(await place.json(['require', 'all', '--from', '2026-12-01'])).toMatchObject({ accounts: 4, mails: 0 });
    // Another date is news.
    expect(await place.json(['require', 'all', '--from', '2026-11-20'])).toMatchObject({ mails: 3 });
  });

  it('can be silent, and can be lifted again', async () => {
    await place.json(['require', 'all', '--no-mail']);
    expect(await told('mfa-enabled')).toEqual([]);
    await place.json(['require', 'all', '--lift']);
    expect(await requiredFrom('ada')).toBeNull();
    expect(await place.services.audit.entries({ kinds: ['mfa-not-required'], limit: 10 })).toHaveLength(1);
  });

  it.each([
    [['require', 'group', 'Litigaton'], 4, /Nobody is in such a group/],
    [['require', 'account', 'eve'], 4, /no such account/],
    [['require', 'account'], 2, /require account USER/],
    [['require', 'everything'], 2, /require account USER/],
    [['require', 'all', '--from', '1 December'], 2, /has to be a date/],
    [['require', 'all', '--from', '2026-02-30'], 2, /has to be a date/],
    [['require', 'all', '--from', '2026-12-01T08:00'], 2, /with a time and its zone/],
  ])('%j is refused, and changes nothing', async (args, code, sentence) => {
    const refused = await place.run(args);
    expect(refused.code).toBe(code);
    expect(refused.err).toMatch(sentence);
    expect(await told('mfa-enabled')).toEqual([]);
  });

  it('of five hundred people writes each mail, and none twice', async () => {
    await place.services.database.transaction(async (transaction) => {
      for (let number = 0; number < 500; number += 1) {
        await place.services.accounts.create(transaction, {
          userName: `user${number}`,
          name: `User ${number}`,
          mail: `user${number}@hartwell.example`,
        });
      }
    });
    expect(await place.json(['require', 'all'])).toMatchObject({ accounts: 504, mails: 504 });
    expect(new Set(await told('mfa-enabled')).size).toBe(504);
  });
});

describe('who is enrolled', () => {
  it('is counted by group, and listed by name', async () => {
    await enrol('grace');
    await place.json(['require', 'all', '--no-mail']);
    expect(await place.json(['status'])).toEqual({
      all: { accounts: 4, enrolled: 1, required: 4, requiredNotEnrolled: 3 },
      groups: [
        { group: 'Litigation', accounts: 2, enrolled: 1, required: 2, requiredNotEnrolled: 1 },
        { group: 'Partners', accounts: 2, enrolled: 1, required: 2, requiredNotEnrolled: 1 },
      ],
    });
    expect((await place.run(['status'])).out).toBe(
      [
        'Group       Enrolled  Required and not enrolled',
        'Litigation  1 of 2    1',
        'Partners    1 of 2    1',
        'All         1 of 4    3',
        '',
      ].join('\n'),
    );
    const names = async (...args: string[]) => (await place.json(args))['accounts']?.map(({ userName }) => userName);
    expect(await names('enrolled')).toEqual(['grace']);
    expect(await names('not-enrolled')).toEqual(['ada', 'hopper', 'mary']);
    expect(await names('not-enrolled', '--group', 'Partners')).toEqual(['hopper']);
    expect((await place.run(['enrolled', '--group', 'Nobody'])).out).toBe('Nobody.\n');
    expect((await place.run(['status', '--group', 'Nobody'])).code).toBe(4);
  });

  it('tells who began from who has done nothing, and who is frozen or switched off', async () => {
    await place.services.mfa.begin({
      userId: ids.get('ada') ?? '',
      attemptId: 'one',
      startAgain: false,
      presented: 'nothing',
      context: { actor: { kind: 'user' }, source: { address: null, agent: null, place: null } },
    });
    await place.json(['freeze', 'mary', '--reason', 'left the firm']);
    const answer = await place.json(['not-enrolled']);
    expect(answer['accounts']?.map(({ userName, state }) => [userName, state])).toEqual([
      ['ada', 'began'],
      ['grace', 'none'],
      ['hopper', 'none'],
      ['mary', 'frozen'],
    ]);
  });
});

describe('reminding', () => {
  it('writes to those who must and have not, and to nobody twice within a day', async () => {
    await enrol('grace');
    await place.json(['require', 'group', 'Litigation', '--no-mail', '--from', '2026-12-01']);
    expect(await place.json(['remind', '--all'])).toEqual({ reminded: ['ada'], remindedLately: 0 });
    expect(await place.json(['remind', '--all'])).toEqual({ reminded: [], remindedLately: 1 });
    expect(await place.json(['remind', '--all', '--again'])).toEqual({ reminded: ['ada'], remindedLately: 0 });
    expect(await told('reminder')).toEqual(['ada', 'ada']);
    expect(await place.services.audit.entries({ kinds: ['reminded'], limit: 10 })).toHaveLength(2);
  });

  it('of one account works whether MFA is required or not', async () => {
    expect(await place.json(['remind', 'mary'])).toMatchObject({ reminded: ['mary'] });
    expect((await place.run(['remind'])).code).toBe(2);
  });
});
