import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createLinks, linkSeconds } from '../../src/links/sql-links.ts';
import type { LinkKind } from '../../src/links/links.ts';
import { createTestClock, onEachDatabase, randomBytes } from '../database/each-database.ts';

const issuer = 'https://id.example.org';

onEachDatabase('links', (databases) => {
  async function start() {
    const address = await databases.fresh();
    const database = await databases.open(address);
    const time = createTestClock();
    const links = createLinks({ database, clock: time.clock, randomBytes, issuer });
    return {
      address,
      database,
      time,
      links,
      create: (kind: LinkKind, userId = 'ada') =>
        database.transaction((inside) => links.create(inside, { kind, userId })),
      spend: (token: string) => database.transaction((inside) => links.spend(inside, token)),
    };
  }

  it('S17 of fifty who use one link at once, on two nodes, one gets it', async () => {
    const { address, time, links, create } = await start();
    const { token } = await create('password-reset');
    const nodes = await Promise.all([databases.open(address), databases.open(address)]);
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, index) => {
        const database = nodes[index % nodes.length] ?? expect.fail();
        const of = createLinks({ database, clock: time.clock, randomBytes, issuer });
        return database.transaction((inside) => of.spend(inside, token));
      }),
    );
    expect(outcomes.filter(({ state }) => state === 'good')).toHaveLength(1);
    expect(outcomes.filter(({ state }) => state === 'spent')).toHaveLength(49);
    expect(await links.look(token)).toEqual({ state: 'spent' });
  });

  it('S17 a link for a forgotten password is good for fifteen minutes, and looking at it spends nothing', async () => {
    const { time, links, create, spend } = await start();
    const first = await create('password-reset');
    time.pass(15 * 60 - 1);
    expect(await links.look(first.token)).toEqual({ state: 'good', link: first.link });
    expect(await links.look(first.token)).toEqual({ state: 'good', link: first.link });
    const second = await create('password-reset');
    time.pass(1);
    expect(await links.look(first.token)).toEqual({ state: 'expired' });
    expect(await spend(first.token)).toEqual({ state: 'expired' });
    expect(await spend(second.token)).toEqual({ state: 'good', link: second.link });
    expect(await spend(second.token)).toEqual({ state: 'spent' });
  });

  it('a link whose transaction is undone is not spent', async () => {
    const { database, links, create, spend } = await start();
    const { token } = await create('invitation');
    await expect(
      database.transaction(async (inside) => {
        expect((await links.spend(inside, token)).state).toBe('good');
        throw new Error('what the link was for failed');
      }),
    ).rejects.toThrow('what the link was for failed');
    expect((await spend(token)).state).toBe('good');
  });

  it('a dump of the table opens nothing: it holds no token', async () => {
    const { database, create } = await start();
    const { token } = await create('invitation');
    const [row] = await database.kysely.selectFrom('link').selectAll().execute();
    expect(Buffer.from(row?.token_hash ?? [])).toEqual(createHash('sha256').update(token).digest());
    expect(JSON.stringify(row)).not.toContain(token);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  });

  it('a token that nobody made is unknown, whatever is in it', async () => {
    const { links, spend } = await start();
    for (const token of ['', 'x', '\0', '\uD800', "' or 1=1 --", 'a'.repeat(100_000)]) {
      expect(await links.look(token)).toEqual({ state: 'unknown' });
      expect(await spend(token)).toEqual({ state: 'unknown' });
    }
  });

  it('links of a user and a kind are revoked together, and no others', async () => {
    const { database, links, create } = await start();
    const mine = await create('enrol');
    const ticket = await create('enrol-ticket');
    const other = await create('enrol', 'bob');
    await database.transaction((inside) => links.revoke(inside, { userId: 'ada', kinds: ['enrol'] }));
    await database.transaction((inside) => links.revoke(inside, { userId: 'ada', kinds: [] }));
    expect((await links.look(mine.token)).state).toBe('spent');
    expect((await links.look(ticket.token)).state).toBe('good');
    expect((await links.look(other.token)).state).toBe('good');
  });

  it('parameters come back as they were given', async () => {
    const { database, links } = await start();
    const parameters = { at: 1_795_000_000, device: 'Firefox "on" Debian', gone: null, first: true };
    const { token } = await database.transaction((inside) =>
      links.create(inside, { kind: 'not-me', userId: 'ada', parameters }),
    );
    expect(await links.look(token)).toMatchObject({ link: { kind: 'not-me', parameters } });
  });

  it('S15 the address of a link is under the issuer, in its path', async () => {
    const { links, create } = await start();
    const { token } = await create('invitation');
    expect(links.url(token)).toBe(`https://id.example.org/link/${token}`);
  });
});

describe('how long links live', () => {
  it('is what the mails say', () => {
    const hours = Object.fromEntries(Object.entries(linkSeconds).map(([kind, seconds]) => [kind, seconds / 3600]));
    expect(hours).toEqual({
      invitation: 168,
      'password-reset': 0.25,
      'not-me': 168,
      enrol: 24,
      'enrol-ticket': 24,
      'enable-again': 24,
    });
  });
});
