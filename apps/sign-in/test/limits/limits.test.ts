import type { KyselyPlugin } from 'kysely';
import { describe, expect, it } from 'vitest';
import { chargedBuckets } from '../../src/limits/budgets.ts';
import { createLimits } from '../../src/limits/sql-limits.ts';
import type { BudgetAbout, BudgetName, Limits } from '../../src/limits/limits.ts';
import { createTestClock, onEachDatabase } from '../database/each-database.ts';

const nobody: BudgetAbout = { address: null, subject: null };
const from = (address: string): BudgetAbout => ({ address, subject: null });

/** How many of `count` are let through, one after another. */
async function letThrough(
  limits: Limits,
  budget: BudgetName,
  { count, about }: { readonly count: number; readonly about: (index: number) => BudgetAbout },
): Promise<number> {
  let allowed = 0;
  for (let index = 0; index < count; index += 1) {
    allowed += (await limits.take(budget, about(index))).allowed ? 1 : 0;
  }
  return allowed;
}

onEachDatabase('limits', (databases) => {
  async function start() {
    const address = await databases.fresh();
    const time = createTestClock();
    const node = async () => createLimits({ database: await databases.open(address), clock: time.clock });
    return { time, node, limits: await node() };
  }

  it('G6 one code tried on 1,000 accounts trips, from one address', async () => {
    const { limits } = await start();
    expect(await letThrough(limits, 'code', { count: 1_000, about: () => from('192.0.2.1') })).toBe(60);
  });

  it('G6 one code tried on 1,000 accounts trips, from every address of a subnet', async () => {
    const { limits } = await start();
    const about = (index: number) => from(`192.0.2.${index % 256}`);
    expect(await letThrough(limits, 'code', { count: 1_000, about })).toBe(150);
  });

  it('G6 one code tried on 1,000 accounts trips, from 1,000 networks', async () => {
    const { limits } = await start();
    const about = (index: number) => from(`10.${index >> 8}.${index & 255}.1`);
    expect(await letThrough(limits, 'code', { count: 1_000, about })).toBe(500);
  });

  it('G6 an IPv6 customer has one budget, and 256 of them in a row have one between them', async () => {
    const { limits } = await start();
    const inOne64 = (index: number) => from(`2001:db8:1:1::${index.toString(16)}`);
    expect(await letThrough(limits, 'code', { count: 200, about: inOne64 })).toBe(60);
    const inOne48 = (index: number) => from(`2001:db8:1:${(index % 250).toString(16)}::1`);
    expect(await letThrough(limits, 'code', { count: 300, about: inOne48 })).toBe(90);
    expect((await limits.take('code', from('2001:db8:2::1'))).allowed).toBe(true);
  });

  it('G6 T2 500 at once get no more than 500 one after another', async () => {
    const { limits } = await start();
    const outcomes = await Promise.all(Array.from({ length: 500 }, () => limits.take('code', from('192.0.2.1'))));
    expect(outcomes.filter(({ allowed }) => allowed)).toHaveLength(60);
  });

  it('G6 T2 a used-up budget stays so for another node and after a restart, and says when to come back', async () => {
    const { time, node, limits } = await start();
    await letThrough(limits, 'code', { count: 60, about: () => from('192.0.2.1') });
    await limits.settle();
    const other = await node();
    expect(await other.take('code', from('192.0.2.1'))).toEqual({ allowed: false, retryAfterSeconds: 60 });
    time.pass(59);
    expect(await other.take('code', from('192.0.2.1'))).toEqual({ allowed: false, retryAfterSeconds: 1 });
    time.pass(1);
    expect(await other.take('code', from('192.0.2.1'))).toEqual({ allowed: true });
    expect((await other.take('code', from('192.0.2.1'))).allowed).toBe(false);
  });

  it('G6 two nodes that write at the same time lose nothing', async () => {
    const { node } = await start();
    const nodes = await Promise.all([node(), node(), node()]);
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(nodes.map((each) => letThrough(each, 'code', { count: 4, about: () => from('192.0.2.1') })));
      await Promise.all(nodes.map((each) => each.settle()));
    }
    expect((await (await node()).take('code', from('192.0.2.1'))).allowed).toBe(false);
  });

  it('what was right is given back: an office of 2,000 behind one address signs in at nine', async () => {
    const { limits, node } = await start();
    let refused = 0;
    for (let person = 0; person < 2_000; person += 1) {
      const about = { address: '192.0.2.1', subject: `person${person}` };
      const mistypes = person % 20 === 0 ? 1 : 0;
      for (let wrong = 0; wrong < mistypes; wrong += 1) {
        refused += (await limits.take('password', about)).allowed ? 0 : 1;
      }
      const taken = await limits.take('password', about);
      refused += taken.allowed ? 0 : 1;
      limits.giveBack('password', about);
    }
    expect(refused).toBe(0);
    await limits.settle();
    // And 100 wrong ones are still counted: 50 more are left of 150.
    expect(await letThrough(await node(), 'password', { count: 100, about: () => from('192.0.2.1') })).toBe(50);
  });

  it('giving back after it was written counts as well, and never makes a budget larger', async () => {
    const { limits, time } = await start();
    await letThrough(limits, 'code', { count: 10, about: () => from('192.0.2.1') });
    await limits.settle();
    for (let times = 0; times < 10; times += 1) {
      limits.giveBack('code', from('192.0.2.1'));
    }
    await limits.settle();
    limits.giveBack('code', from('192.0.2.1'));
    await limits.settle();
    expect(await letThrough(limits, 'code', { count: 100, about: () => from('192.0.2.1') })).toBe(60);
    await limits.settle();
    time.pass(7_200);
    expect(await letThrough(limits, 'code', { count: 100, about: () => from('192.0.2.1') })).toBe(60);
  });

  it('a refused request takes from none of its budgets', async () => {
    const { limits } = await start();
    await letThrough(limits, 'mail', { count: 3, about: () => ({ address: '192.0.2.1', subject: 'ada' }) });
    expect(
      await letThrough(limits, 'mail', { count: 50, about: () => ({ address: '192.0.2.1', subject: 'ada' }) }),
    ).toBe(0);
    expect(
      await letThrough(limits, 'mail', { count: 50, about: () => ({ address: '192.0.2.1', subject: null }) }),
    ).toBe(17);
  });

  it('S17 T19 mails are bounded for each name that is typed, known or not, in every spelling of an address', async () => {
    const { limits } = await start();
    for (const subject of ['ada', 'nobody-at-all']) {
      const about = (index: number) => ({ address: `10.0.${index}.1`, subject });
      expect(await letThrough(limits, 'mail', { count: 20, about })).toBe(3);
    }
  });

  it('nobody uses up the passwords that a user may mistype at home', async () => {
    const { limits } = await start();
    const about = (address: string) => ({ address, subject: 'ada' });
    expect(await letThrough(limits, 'password', { count: 100, about: () => about('192.0.2.1') })).toBe(20);
    expect(await limits.take('password', about('198.51.100.1'))).toEqual({ allowed: true });
  });

  it('wrong passwords for one account are bounded from everywhere together, too', async () => {
    const { limits } = await start();
    const about = (index: number) => ({ address: `10.${index >> 8}.${index & 255}.1`, subject: 'ada' });
    expect(await letThrough(limits, 'password', { count: 300, about })).toBe(100);
  });

  it('requests without an address share one budget', async () => {
    const { limits } = await start();
    expect(await letThrough(limits, 'code', { count: 100, about: () => nobody })).toBe(60);
  });

  it('a clock that goes back empties no budget', async () => {
    const { limits, time } = await start();
    await letThrough(limits, 'code', { count: 60, about: () => from('192.0.2.1') });
    await limits.settle();
    time.pass(-86_400);
    expect((await limits.take('code', from('192.0.2.1'))).allowed).toBe(false);
  });

  it('a clock that goes back fills no budget either', async () => {
    const { limits, time } = await start();
    await letThrough(limits, 'code', { count: 10, about: () => from('192.0.2.1') });
    await limits.settle();
    time.pass(-86_400);
    await letThrough(limits, 'code', { count: 10, about: () => from('192.0.2.1') });
    await limits.settle();
    expect(await letThrough(limits, 'code', { count: 100, about: () => from('192.0.2.1') })).toBe(40);
  });

  it('G6 T2 nobody slips through who was reading while what was taken was written', async () => {
    const database = await databases.open();
    let answer: Promise<void> = Promise.resolve();
    const slow: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        await answer;
        return result;
      },
    };
    const limits = createLimits({
      database: { ...database, kysely: database.kysely.withPlugin(slow) },
      clock: createTestClock().clock,
    });
    await letThrough(limits, 'code', { count: 60, about: () => from('192.0.2.1') });
    let arrive = () => {};
    answer = new Promise((resolve) => {
      arrive = resolve;
    });
    const reading = limits.take('code', from('192.0.2.1'));
    await limits.settle();
    arrive();
    expect((await reading).allowed).toBe(false);
  });

  it('a database that is gone lets nobody through', async () => {
    const address = await databases.fresh();
    const database = await databases.open(address);
    const limits = createLimits({ database, clock: createTestClock().clock });
    await database.kysely.schema.dropTable('budget').execute();
    await expect(limits.take('code', nobody)).rejects.toThrow();
  });

  it('rows that are empty long since are swept away', async () => {
    const address = await databases.fresh();
    const database = await databases.open(address);
    const time = createTestClock();
    const limits = createLimits({ database, clock: time.clock });
    await limits.take('code', from('192.0.2.1'));
    await limits.settle();
    time.pass(2 * 86_400);
    await limits.take('code', from('198.51.100.1'));
    await limits.settle();
    const rows = await database.kysely.selectFrom('budget').select('key').orderBy('key').execute();
    expect(rows.map(({ key }) => key)).toEqual([
      'code address 198.51.100.1/32',
      'code all',
      'code subnet 198.51.100.0/24',
    ]);
  });
});

describe('budgets', () => {
  it('store no name that was typed, which may have been a password', () => {
    const keys = chargedBuckets('password', { address: '192.0.2.1', subject: 'hunter2 hunter2' }, 1).map(
      ({ key }) => key,
    );
    expect(keys.join(' ')).not.toContain('hunter2');
    expect(keys).toHaveLength(5);
  });

  it('grow by one factor', () => {
    const [first] = chargedBuckets('code', nobody, 10);
    expect(first).toMatchObject({ burst: 600, perHour: 600 });
  });
});
