import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPerson } from '../../testing/people.ts';
import type { Person } from '../../testing/people.ts';
import { testClient } from '../../testing/test-config.ts';
import { canRun } from '../../../../tools/requirements.ts';
import { startPostgres } from '../../../../tools/postgres.ts';
import type { Postgres } from '../../../../tools/postgres.ts';
import { startBareProvider } from './bare-provider.ts';
import type { BareProvider } from './bare-provider.ts';

const offline = { scope: 'openid offline_access', prompt: 'consent' };

const clients = [
  testClient,
  { ...testClient, id: 'other', name: 'Other' },
  { ...testClient, id: 'program', name: 'Program', secret: null },
  { ...testClient, id: 'old', name: 'Old', legacy: 'no-pkce' as const },
];

const databases = canRun('codes and tokens on PostgreSQL', 'postgres')
  ? (['sqlite', 'postgres'] as const)
  : (['sqlite'] as const);

describe.each(databases)('on %s', (kind) => {
  let postgres: Postgres | null = null;
  let bare: BareProvider;
  let ada: Person;
  beforeAll(async () => {
    postgres = kind === 'postgres' ? await startPostgres() : null;
    const database = postgres && ((await postgres.createDatabase()) as `postgres://${string}`);
    bare = await startBareProvider({ config: { clients }, ...(database ? { database } : {}) });
    ada = await createPerson(bare.services);
  });
  afterAll(async () => {
    await bare.stop();
    await postgres?.stop();
  });

  test('P1 of eight redemptions of one code at once exactly one gets tokens, in twenty rounds', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { code, request } = await bare.signIn(ada);
      const answers = await Promise.all(Array.from({ length: 8 }, () => bare.client.redeem(code, request)));
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, ...Array(7).fill(400)]);
      expect(new Set(answers.flatMap(({ error }) => error ?? []))).toEqual(new Set(['invalid_grant']));
    }
  });

  test('S5 a code that comes a second time takes back what the first time gave', async () => {
    const { redeem } = await bare.signIn(ada, { parameters: offline });
    const first = await redeem();
    expect(await bare.client.userinfo(first.accessToken)).toMatchObject({ status: 200 });
    expect(await redeem()).toMatchObject({ status: 400, error: 'invalid_grant' });
    expect(await bare.client.userinfo(first.accessToken)).toMatchObject({ status: 401 });
    expect(await bare.client.refresh(first.refreshToken ?? '')).toMatchObject({ status: 400, error: 'invalid_grant' });
  });

  test('S5 of parallel redemptions the tokens are revoked as well', async () => {
    const { code, request } = await bare.signIn(ada, { parameters: offline });
    const answers = await Promise.all(Array.from({ length: 4 }, () => bare.client.redeem(code, request)));
    const winner = answers.find(({ status }) => status === 200);
    expect(await bare.client.userinfo(winner?.accessToken ?? '')).toMatchObject({ status: 401 });
    expect((await bare.client.refresh(winner?.refreshToken ?? '')).error).toBe('invalid_grant');
  });

  test('S5 a code lives for sixty seconds', async () => {
    const early = await bare.signIn(ada);
    bare.advance(59);
    expect(await early.redeem()).toMatchObject({ status: 200 });
    const late = await bare.signIn(ada);
    bare.advance(61);
    expect(await late.redeem()).toMatchObject({ status: 400, error: 'invalid_grant' });
  });

  test('S5 a refresh token is rotated at each use; one that comes again ends them all', async () => {
    const { redeem } = await bare.signIn(ada, { parameters: offline });
    const first = await redeem();
    const second = await bare.client.refresh(first.refreshToken ?? '');
    expect(second.status).toBe(200);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(await bare.client.refresh(first.refreshToken ?? '')).toMatchObject({ error: 'invalid_grant' });
    expect(await bare.client.refresh(second.refreshToken ?? '')).toMatchObject({ error: 'invalid_grant' });
    expect(await bare.client.userinfo(second.accessToken)).toMatchObject({ status: 401 });
  });

  test('S5 of eight refreshes with one token at once exactly one succeeds', async () => {
    const { redeem } = await bare.signIn(ada, { parameters: offline });
    const { refreshToken } = await redeem();
    const answers = await Promise.all(Array.from({ length: 8 }, () => bare.client.refresh(refreshToken ?? '')));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('S5 rotation does not prolong the life of refresh tokens past fourteen days', async () => {
    const { redeem } = await bare.signIn(ada, { parameters: offline });
    let tokens = await redeem();
    for (let day = 0; day < 13; day += 1) {
      bare.advance(86_400);
      tokens = await bare.client.refresh(tokens.refreshToken ?? '');
      expect(tokens.status).toBe(200);
    }
    bare.advance(86_400);
    expect(await bare.client.refresh(tokens.refreshToken ?? '')).toMatchObject({ error: 'invalid_grant' });
  });

  test.each(['freeze', 'switch off'] as const)(
    'T11 an account that is locked (%s) between sign-in and redemption gets nothing for its code or refresh token',
    async (how) => {
      const person = await createPerson(bare.services);
      const { userId } = person.account;
      const earlier = await (await bare.signIn(person, { parameters: offline })).redeem();
      const { redeem, agent } = await bare.signIn(person);
      await bare.services.database.transaction(async (transaction) => {
        if (how === 'freeze') {
          await bare.services.accounts.freeze(transaction, { userId, at: bare.services.clock() });
        } else {
          await transaction
            .insertInto('mfa_user')
            .values({
              user_id: userId,
              version: 1,
              consecutive_failures: 20,
              wait_until: null,
              disabled_at: 1,
              enrolment_needs: 'ticket',
              failure_notice_at: null,
              future_code: null,
              recovery_salt: null,
              recovery_created_at: null,
              recovery_kept_at: null,
            })
            .execute();
        }
      });
      expect(await redeem()).toMatchObject({ status: 400, error: 'invalid_grant', idToken: '' });
      expect(await bare.client.refresh(earlier.refreshToken ?? '')).toMatchObject({
        status: 400,
        error: 'invalid_grant',
      });
      expect(await bare.client.userinfo(earlier.accessToken)).toMatchObject({ status: 401 });
      const silent = await agent.get(bare.client.start({ prompt: 'none' }).url);
      expect(bare.client.errorOf(silent)).toBe('login_required');
    },
  );

  test('T21 the database holds no code, token or cookie that opens anything', async () => {
    const { agent, code, redeem } = await bare.signIn(ada, { parameters: offline });
    const tokens = await redeem();
    const rows = await bare.services.database.kysely.selectFrom('oidc').selectAll().execute();
    const dump = JSON.stringify(rows);
    const secrets = [
      code,
      tokens.accessToken,
      tokens.refreshToken ?? '',
      agent.cookies.get('halfminute-session')?.value ?? '',
    ];
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(20);
      expect(dump).not.toContain(secret);
    }
  });

  test('everything of a user ends in one transaction, but the session that is left out', async () => {
    const person = await createPerson(bare.services);
    const here = await bare.signIn(person, { parameters: offline });
    const hereTokens = await here.redeem();
    const there = await bare.signIn(person, { parameters: offline });
    const thereTokens = await there.redeem();
    const sessions = await bare.services.database.kysely
      .selectFrom('oidc')
      .select('uid')
      .where('model', '=', 'Session')
      .where('account_id', '=', person.account.userId)
      .execute();
    expect(sessions).toHaveLength(2);
    const [kept] = sessions;
    const ended = await bare.services.database.transaction((transaction) =>
      bare.services.sessions.endAll(transaction, { userId: person.account.userId, exceptUid: kept?.uid ?? '' }),
    );
    expect(ended).toBe(1);
    const states = await Promise.all(
      [hereTokens, thereTokens].map(({ accessToken }) => bare.client.userinfo(accessToken)),
    );
    expect(states.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401]);
    const silent = await Promise.all(
      [here, there].map(({ agent }) => agent.get(bare.client.start({ prompt: 'none' }).url)),
    );
    expect(new Set(silent.map((answer) => bare.client.errorOf(answer)))).toEqual(new Set(['login_required', null]));
  });
});
