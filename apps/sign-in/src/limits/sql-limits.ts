import type { SqlDatabase } from '@halfminute/mfa-sql';
import { sql } from 'kysely';
import type { BudgetTable, SignInSchema } from '../database/schema.ts';
import { writtenQuery } from '@halfminute/mfa-sql';
import type { WrittenQuery } from '@halfminute/mfa-sql';
import { chargedBuckets } from './budgets.ts';
import type { ChargedBucket } from './budgets.ts';
import type { Limits } from './limits.ts';

export interface SqlLimitsHost {
  readonly database: SqlDatabase<SignInSchema>;
  /** Unix seconds, with fractions. */
  readonly clock: () => number;
  /** All budgets times this; 1 where absent. Where more than a few thousand people sign in, or where load is measured. */
  readonly factor?: number;
}

/** How long what was taken may wait for its row: a right password gives back within this time, and costs no write at all. */
const SETTLE_AFTER_MS = 250;
/** Rows that nobody touched for so long are empty buckets: each one empties within two hours. */
const FORGET_AFTER_SECONDS = 86_400;
const SWEEP_EVERY_SECONDS = 3_600;

/** What this process took or gave back and has not written yet. */
interface Unwritten {
  readonly bucket: ChargedBucket;
  amount: number;
}

/**
 * Leaky buckets in the database, so that a restart or another node does not fill them. Each node reads the rows and adds what it
 * holds back itself; what stays taken is written a quarter of a second later, many at once. So nodes may together overrun a
 * budget by what arrives within that time, which the counter of the account bounds in any case, and a sign-in in which
 * everything was right writes nothing here.
 */
export function createLimits({ database, clock, factor = 1 }: SqlLimitsHost): Limits {
  const unwritten = new Map<string, Unwritten>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let writing: Promise<void> = Promise.resolve();
  let writes = 0;
  let sweptAt = clock();

  /** How full each bucket is, as stored, leaked up to `now`. */
  async function stored(charged: readonly ChargedBucket[]): Promise<ReadonlyMap<string, number>> {
    for (;;) {
      const before = writes;
      // oxlint-disable-next-line no-await-in-loop -- again only where our own write came in between
      const { rows } = await database.kysely.executeQuery(
        levelsQuery(charged.length)(
          database.dialect,
          charged.map(({ key }) => key),
        ),
      );
      // What was written between the reading and here is in neither of the two sums.
      if (before === writes) {
        const now = clock();
        const perHourByKey = new Map(charged.map(({ key, perHour }) => [key, perHour]));
        return new Map(rows.map(({ key, level, at }) => [key, leaked(level, perHourByKey.get(key) ?? 0, now - at)]));
      }
    }
  }

  function add(bucket: ChargedBucket, amount: number): void {
    const entry = unwritten.get(bucket.key) ?? { bucket, amount: 0 };
    entry.amount += amount;
    if (entry.amount === 0) {
      unwritten.delete(bucket.key);
      return;
    }
    unwritten.set(bucket.key, entry);
    schedule();
  }

  function schedule(): void {
    if (timer === null) {
      // A failed write stays unwritten and counts; the next one tries again, and `take` meets the same database meanwhile.
      timer = setTimeout(() => void write().catch(() => undefined), SETTLE_AFTER_MS);
      timer.unref();
    }
  }

  /** One write at a time, each whether the one before succeeded or not. */
  function write(): Promise<void> {
    if (timer !== null) {
      clearTimeout(timer);
      timer = null;
    }
    const last = writing.catch(() => undefined).then(writeAll);
    writing = last;
    return last;
  }

  async function writeAll(): Promise<void> {
    // In one order everywhere, so that nodes wait for one another's rows in no circle.
    const entries = [...unwritten.values()]
      .filter(({ amount }) => amount !== 0)
      .map(({ bucket, amount }) => ({ bucket, amount }))
      .sort((one, other) => (one.bucket.key < other.bucket.key ? -1 : 1));
    const now = clock();
    if (entries.length > 0) {
      await database.transaction(async (transaction) => {
        for (const { bucket, amount } of entries) {
          // oxlint-disable-next-line no-await-in-loop -- the order is what keeps nodes apart
          await transaction
            .insertInto('budget')
            .values({ key: bucket.key, level: Math.max(0, amount), at: now })
            .onConflict((conflict) =>
              conflict.column('key').doUpdateSet({ level: levelPlus(bucket, { amount, now }), at: now }),
            )
            .execute();
        }
      });
      writes += 1;
      for (const { bucket, amount } of entries) {
        add(bucket, -amount);
      }
    }
    if (now - sweptAt > SWEEP_EVERY_SECONDS) {
      sweptAt = now;
      await database.kysely
        .deleteFrom('budget')
        .where('at', '<', now - FORGET_AFTER_SECONDS)
        .execute();
    }
  }

  function levelPlus(bucket: ChargedBucket, { amount, now }: { readonly amount: number; readonly now: number }) {
    const greater = database.dialect === 'sqlite' ? sql.raw('max') : sql.raw('greatest');
    // A clock that went back leaks nothing.
    const seconds = sql`${greater}(0, ${now} - budget.at)`;
    return sql<number>`${greater}(0, ${greater}(0, budget.level - ${seconds} * ${bucket.perHour / 3600}) + ${amount})`;
  }

  return {
    async take(budget, about) {
      const charged = chargedBuckets(budget, about, factor);
      const levels = await stored(charged);
      // Nothing is awaited from here to the end: of many at once in this process no two get the same last place.
      const waits = charged.map((bucket) => {
        const level = Math.max(0, (levels.get(bucket.key) ?? 0) + (unwritten.get(bucket.key)?.amount ?? 0));
        return Math.max(0, ((level + 1 - bucket.burst) * 3600) / bucket.perHour);
      });
      const wait = Math.max(...waits);
      if (wait > 0) {
        return { allowed: false, retryAfterSeconds: Math.ceil(wait) };
      }
      for (const bucket of charged) {
        add(bucket, 1);
      }
      return { allowed: true };
    },

    giveBack(budget, about) {
      for (const bucket of chargedBuckets(budget, about, factor)) {
        add(bucket, -1);
      }
    },

    async settle() {
      while ([...unwritten.values()].some(({ amount }) => amount !== 0)) {
        // oxlint-disable-next-line no-await-in-loop -- what came while the last was written
        await write();
      }
    },
  };
}

const levelsQueries: WrittenQuery<BudgetTable>[] = [];

function levelsQuery(keys: number): WrittenQuery<BudgetTable> {
  return (levelsQueries[keys] ??= writtenQuery(
    `select key, level, at from budget where key in (${Array.from({ length: keys }, () => '?').join(', ')})`,
  ));
}

function leaked(level: number, perHour: number, seconds: number): number {
  return Math.max(0, level - (Math.max(0, seconds) * perHour) / 3600);
}
