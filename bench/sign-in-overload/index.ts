import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildService } from '../sign-in/build.ts';
import { halfminuteTarget } from '../sign-in/halfminute/index.ts';
import { createUsers, drive, quantile, warmUp } from '../sign-in/load.ts';
import { hashCosts } from '../sign-in/target.ts';
import type { Table } from '../table.ts';
import { courseOf, readHeapReport, watchMemory } from './memory.ts';
import type { Course } from './memory.ts';
import { arrive } from './open-loop.ts';
import type { Arrivals } from './open-loop.ts';

export const name = 'sign-in-overload';

const capacity = { atATime: 8, seconds: 15 } as const;
/** How many times the capacity. */
const overload = 2;
/** Far more than wait in the service's queue, and few enough that the load script stays small whatever the service does. */
const mostInFlight = 512;
/** Memory counts from here on. */
const settlingSeconds = 60;
const stretchSeconds = 10;
/** A code of one user is accepted once a period, so nobody may come twice within one. */
const periodSeconds = 30;
const accounts = 12_000;

/** Arrivals at twice what the service can do, with the default hash, for `minutes`. */
export async function run({ minutes = 10 }: { readonly minutes?: number } = {}): Promise<Table[]> {
  if (!(minutes >= 2)) {
    throw new RangeError(`The first minute does not count: at least 2 minutes, not ${minutes}.`);
  }
  buildService();
  const folder = mkdtempSync(join(tmpdir(), 'halfminute-overload-'));
  try {
    return [await overloaded(minutes, join(folder, 'heap'))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function overloaded(minutes: number, heapFile: string): Promise<Table> {
  const report = `${import.meta.resolve('./heap-report.ts')}?${new URLSearchParams({ to: heapFile }).toString()}`;
  const target = await halfminuteTarget({
    name: 'Halfminute on SQLite',
    database: 'sqlite',
    nodeArguments: ['--import', report],
    connections: mostInFlight,
  }).start({ accounts, hash: hashCosts.ours });
  try {
    const nextUser = createUsers(accounts);
    await warmUp(target, { count: 500, atATime: 4, nextUser });
    const { signIns, seconds } = await drive(target, { ...capacity, nextUser });
    const perSecond = signIns / seconds;
    const offered = overload * perSecond;
    if (accounts / offered <= periodSeconds) {
      throw new Error(`At ${offered.toFixed(0)} a second, ${accounts} users come back within ${periodSeconds} s.`);
    }
    console.error(`Capacity ${perSecond.toFixed(1)} a second; now ${minutes} minutes at ${offered.toFixed(1)}.`);
    const memory = watchMemory(target);
    const beganMs = Date.now();
    const arrivals = await arrive(target, {
      perSecond: offered,
      seconds: minutes * 60,
      mostInFlight,
      stretchSeconds,
      nextUser,
    });
    const span = { fromMs: beganMs + settlingSeconds * 1000, toMs: beganMs + minutes * 60_000 };
    return tableOf({
      minutes,
      capacity: perSecond,
      offered,
      arrivals,
      resident: courseOf(memory.stop(), span),
      heap: courseOf(readHeapReport(heapFile), span),
    });
  } finally {
    await target.stop();
  }
}

function tableOf({
  minutes,
  capacity: perSecond,
  offered,
  arrivals: { outcomes, seconds, succeededMs, refusedMs, succeededByStretch, examples },
  resident,
  heap,
}: {
  readonly minutes: number;
  readonly capacity: number;
  readonly offered: number;
  readonly arrivals: Arrivals;
  readonly resident: Course;
  readonly heap: Course;
}): Table {
  for (const example of examples) {
    console.error(example);
  }
  const row = (of: string, rate: number) => ({ name: of, perSecond: rate, ratio: rate / perSecond });
  const heldBack =
    outcomes.dropped === 0
      ? 'none was held back'
      : `${outcomes.dropped} more were held back, since ${mostInFlight} were on their way`;
  const barren = succeededByStretch.filter((count) => count === 0).length;
  return {
    title: `${minutes} minutes at twice capacity on SQLite, ${hashCosts.ours.name}, in a pool of one thread (ratio to capacity)`,
    rows: [
      row(`capacity (${capacity.atATime} at a time, ${capacity.seconds} s)`, perSecond),
      row(`arrivals (${heldBack})`, offered - outcomes.dropped / seconds),
      row(`complete sign-ins (${latencies(succeededMs)})`, outcomes.succeeded / seconds),
      row(
        `answered 503 with Retry-After (${latencies(refusedMs)}, from the first request on)`,
        outcomes.refused / seconds,
      ),
    ],
    targets: [
      // Were nobody sent away, it was no overload, and all the others would prove nothing.
      {
        what: 'arrivals answered 503 with Retry-After',
        wanted: 'some',
        measured: String(outcomes.refused),
        met: outcomes.refused > 0,
      },
      none('answers 5xx but 503 with Retry-After', outcomes.serverErrors),
      none('connection errors', outcomes.connectionErrors),
      none('other unexpected answers', outcomes.unexpected),
      none(`stretches of ${stretchSeconds} s without a complete sign-in`, barren),
      flat('memory (PSS)', resident),
      flat('heap after a collection of the old generation', heap),
    ],
  };
}

function latencies(ms: readonly number[]): string {
  const sorted = ms.toSorted((a, b) => a - b);
  return `p50 ${quantile(sorted, 0.5).toFixed(0)} ms, p99 ${quantile(sorted, 0.99).toFixed(0)} ms`;
}

function none(what: string, count: number): Table['targets'][number] {
  return { what, wanted: 'none', measured: String(count), met: count === 0 };
}

/** Less than before is no fault. */
function flat(what: string, { first, last, samples }: Course): Table['targets'][number] {
  return {
    what: `${what}, last fifth beside the first after a minute`,
    wanted: 'at most 10 % more',
    measured: `${first.toFixed(1)} MiB, then ${last.toFixed(1)} MiB (${samples} samples)`,
    met: last <= first * 1.1,
  };
}
