import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startPostgres } from '../../../../tools/postgres.ts';
import type { Postgres } from '../../../../tools/postgres.ts';
import { canRun } from '../../../../tools/requirements.ts';
import { createLogoutWorker } from '../../src/provider/logout-worker.ts';
import { sweepExpired } from '../../src/provider/sql-sessions.ts';
import { createPerson } from '../../testing/people.ts';
import { createTestClient } from '../../testing/test-client.ts';
import { testClient } from '../../testing/test-config.ts';
import { startBareProvider } from './bare-provider.ts';
import type { BareProvider } from './bare-provider.ts';
import { startLogoutReceiver } from './logout-receiver.ts';
import type { LogoutReceiver } from './logout-receiver.ts';

const other = { ...testClient, id: 'letters', name: 'Letters' };
const deaf = { ...testClient, id: 'deaf', name: 'Deaf' };

function suite(databaseOf: () => Promise<`postgres://${string}` | undefined>): void {
  let bare: BareProvider;
  let cases: LogoutReceiver;
  let letters: LogoutReceiver;
  beforeEach(async () => {
    [cases, letters] = [await startLogoutReceiver(), await startLogoutReceiver()];
    const database = await databaseOf();
    bare = await startBareProvider({
      ...(database === undefined ? {} : { database }),
      config: {
        clients: [
          { ...testClient, backchannelLogoutUri: cases.uri },
          { ...other, backchannelLogoutUri: letters.uri },
          { ...deaf, backchannelLogoutUri: null },
        ],
      },
    });
  });
  afterEach(async () => {
    await bare.stop();
    await Promise.all([cases.stop(), letters.stop()]);
  });

  const waiting = () => bare.services.database.kysely.selectFrom('logout_notice').selectAll().execute();

  /** A person in so many browsers; each went on to the other clients, too. Then all her sessions end. */
  async function endedSessions(browsers: number): Promise<void> {
    const ada = await createPerson(bare.services);
    for (let count = 0; count < browsers; count += 1) {
      const { agent } = await bare.signIn(ada);
      for (const client of [other, deaf]) {
        const through = createTestClient({ issuer: bare.issuer, client, userAgent: bare.userAgent });
        await bare.signIn(ada, { agent, client: through });
      }
    }
    const { sessions, database } = bare.services;
    await database.transaction((transaction) => sessions.endAll(transaction, { userId: ada.account.userId }));
  }

  test('E7 two nodes tell each client of each session once, and leave nothing behind', async () => {
    await endedSessions(6);
    expect(await waiting()).toHaveLength(18);
    const nodes = [createLogoutWorker(bare.services, bare.provider), createLogoutWorker(bare.services, bare.provider)];
    await Promise.all(nodes.map((node) => node.tellDue()));
    for (const { told } of [cases, letters]) {
      expect(told).toHaveLength(6);
      expect(new Set(told.map(({ claims }) => claims['sid'])).size).toBe(6);
    }
    expect(letters.told[0]?.claims).toMatchObject({ aud: 'letters' });
    expect(await waiting()).toEqual([]);
  });

  test('E7 what is undone with the transaction is told to nobody', async () => {
    const ada = await createPerson(bare.services);
    await bare.signIn(ada);
    const { sessions, database } = bare.services;
    const undone = database.transaction(async (transaction) => {
      await sessions.endAll(transaction, { userId: ada.account.userId });
      throw new RangeError('the rest of it failed');
    });
    await expect(undone).rejects.toThrow('the rest of it failed');
    expect(await createLogoutWorker(bare.services, bare.provider).tellDue()).toBe(0);
    expect(cases.told).toEqual([]);
  });

  test('E7 a client that does not take it holds up no other: the rest of its notices wait for another look', async () => {
    await endedSessions(10);
    cases.status = 500;
    const worker = createLogoutWorker(bare.services, bare.provider);
    expect(await worker.tellDue()).toBe(10);
    expect(letters.told).toHaveLength(10);
    expect(cases.told.length).toBeLessThanOrEqual(8);
    const left = await waiting();
    expect(left.map(({ client_id: id }) => id)).toEqual(Array.from({ length: 10 }, () => 'cases'));
  });

  test('E7 a client that is not there at all hears of it once it is', async () => {
    await endedSessions(1);
    await cases.stop();
    const worker = createLogoutWorker(bare.services, bare.provider);
    expect(await worker.tellDue()).toBe(1);
    expect(await waiting()).toHaveLength(1);
    cases = await startLogoutReceiver(Number(new URL(cases.uri).port));
    bare.advance(6);
    expect(await worker.tellDue()).toBe(1);
    expect(cases.told).toHaveLength(1);
  });

  test('E7 the time between two tries doubles, up to a quarter of an hour', async () => {
    await endedSessions(1);
    cases.status = 500;
    const worker = createLogoutWorker(bare.services, bare.provider);
    const gaps: number[] = [];
    for (let tries = 1; tries < 11; tries += 1) {
      await worker.tellDue();
      const [notice] = await waiting();
      expect(notice?.tries).toBe(tries);
      gaps.push(Math.round((notice?.next_try_at ?? 0) - bare.services.clock()));
      bare.advance((gaps.at(-1) ?? 0) + 1);
    }
    expect(gaps).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 900, 900]);
    expect(cases.told).toHaveLength(10);
  });

  test('E7 a client that comes back within the day of work hears of it then', async () => {
    await endedSessions(1);
    cases.status = 503;
    const worker = createLogoutWorker(bare.services, bare.provider);
    await worker.tellDue();
    bare.advance(11 * 3600);
    cases.status = 200;
    expect(await worker.tellDue()).toBe(1);
    expect(await waiting()).toEqual([]);
  });

  test('E7 after twelve hours it is given up, with a line in the log that says whose session and holds no token', async () => {
    const lines: unknown[] = [];
    const line = (event: string, detail?: object) => void lines.push({ event, ...detail });
    const services = { ...bare.services, log: { info: line, warn: line, error: line } };
    await endedSessions(1);
    cases.status = 500;
    const [notice] = await waiting();
    const worker = createLogoutWorker(services, bare.provider);
    await worker.tellDue();
    expect(lines).toEqual([{ event: 'client-told-later', client: 'cases', tries: 1, reason: 'http-500' }]);
    bare.advance(12 * 3600 + 1);
    await worker.tellDue();
    expect(lines.at(-1)).toEqual({
      event: 'client-not-told',
      client: 'cases',
      user: notice?.user_id,
      tries: 2,
      reason: 'http-500',
    });
    expect(await waiting()).toEqual([]);
    expect(JSON.stringify(lines)).not.toContain(notice?.sid);
    expect(await services.metrics.text()).toContain('halfminute_logout_notice_total{result="given-up"} 1');
  });

  test('E7 of a node that died while it was sending another one takes over a minute later', async () => {
    await endedSessions(1);
    const { kysely } = bare.services.database;
    await kysely
      .updateTable('logout_notice')
      .set({ tries: 1, next_try_at: bare.services.clock() + 60 })
      .execute();
    const worker = createLogoutWorker(bare.services, bare.provider);
    expect(await worker.tellDue()).toBe(0);
    bare.advance(61);
    expect(await worker.tellDue()).toBe(2);
  });

  test('E7 a session is known for a day after its own end, opens nothing then, and is swept away', async () => {
    const ada = await createPerson(bare.services);
    const { agent } = await bare.signIn(ada);
    const { database, clock, sessions } = bare.services;
    const rows = () =>
      database.kysely.selectFrom('oidc').select('id').where('model', '=', 'Session').where('uid', 'is not', null);
    bare.advance(3601 + 86_000);
    await sweepExpired(database, { now: clock(), most: 1000 });
    expect(bare.client.errorOf(await agent.get(bare.client.start({ prompt: 'none' }).url))).toBe('login_required');
    expect((await rows().where('account_id', '=', ada.account.userId).execute()).length).toBe(1);
    const ended = await database.transaction((transaction) =>
      sessions.endAll(transaction, { userId: ada.account.userId }),
    );
    expect(ended).toBe(0);
    expect(await createLogoutWorker(bare.services, bare.provider).tellDue()).toBe(1);
    bare.advance(500);
    await sweepExpired(database, { now: clock(), most: 1000 });
    expect(await rows().where('account_id', '=', ada.account.userId).execute()).toEqual([]);
  });
}

describe('who tells clients of ended sessions, on SQLite', () => suite(async () => undefined));

describe.runIf(canRun('who tells clients of ended sessions, on PostgreSQL', 'postgres'))(
  'who tells clients of ended sessions, on PostgreSQL',
  () => {
    let server: Postgres;
    beforeAll(async () => {
      server = await startPostgres();
    }, 60_000);
    afterAll(() => server.stop());
    // A connection string of PostgreSQL begins so.
    suite(async () => (await server.createDatabase()) as `postgres://${string}`);
  },
);
