import { setTimeout } from 'node:timers/promises';
import type { Table } from '../table.ts';
import { startPostgres } from '../../tools/postgres.ts';
import type { Postgres } from '../../tools/postgres.ts';
import { betterAuthTarget } from './better-auth/index.ts';
import { measureBareHash } from './bare-hash.ts';
import { buildService } from './build.ts';
import { pssMebibytes } from './cost.ts';
import { halfminuteTarget } from './halfminute/index.ts';
import { keycloakAccess } from './keycloak/admin.ts';
import { keycloakTarget } from './keycloak/index.ts';
import { measuredKeycloak } from './keycloak/measured-before.ts';
import { createUsers, drive, summarise, warmUp } from './load.ts';
import type { Round, Summary } from './load.ts';
import { hashCosts } from './target.ts';
import type { HashCost, RunningTarget, Target } from './target.ts';
import { openUnfinished } from './unfinished.ts';
import { measureVerification, withSqliteFile } from './verify/index.ts';

export const name = 'sign-in';

const rounds = 5;
const secondsARound = 8;
const warmUps = 1500;
const levels = [1, 4, 8] as const;
/** Enough that nobody signs in twice within one period of 30 s. */
const accounts = 12_000;

/** Complete sign-ins (authorize, password, code, token) side by side, verification alone, two nodes, a million accounts. */
export async function run({ resume = false }: { readonly resume?: boolean } = {}): Promise<Table[]> {
  buildService();
  const unfinished = openUnfinished({ resume });
  const postgres = await startPostgres();
  try {
    const tables: Table[] = [];
    for (const part of [besideTheHash, atEqualHash, besideTheBareHash, verificationAlone, twoNodes, aMillionAccounts]) {
      // The whole takes half an hour: whoever waits sees how far it is, and what was measured survives a later failure.
      const measured = unfinished.measuredBefore(part.name) ?? [await part(postgres)].flat();
      tables.push(...measured);
      unfinished.keep(part.name, measured);
      console.error(`${part.name}: measured`);
    }
    unfinished.forget();
    return tables;
  } finally {
    await postgres.stop();
  }
}

const onSqlite: Target = halfminuteTarget({ name: 'Halfminute on SQLite', database: 'sqlite' });

async function onPostgres(postgres: Postgres, nodes = 1): Promise<Target> {
  return halfminuteTarget({
    name: nodes === 1 ? 'Halfminute on PostgreSQL' : `Halfminute on PostgreSQL, ${nodes} nodes`,
    // createDatabase answers a postgres: address.
    database: (await postgres.createDatabase()) as `postgres://${string}`,
    databaseProcess: postgres.pid,
    nodes,
  });
}

/** In front of the others where its address is given, so that ratios are to it. */
async function keycloakIfGiven(hash: HashCost): Promise<readonly Target[]> {
  const access = keycloakAccess(process.env);
  return access === null ? [] : [await keycloakTarget(access, hash)];
}

/** What everything but the password hash costs, one, four and eight at a time. */
async function besideTheHash(postgres: Postgres): Promise<Table[]> {
  const keycloak = await keycloakIfGiven(hashCosts.nearlyFree);
  const running = await startAll(
    [...keycloak, betterAuthTarget, onSqlite, await onPostgres(postgres)],
    hashCosts.nearlyFree,
  );
  try {
    const atRest = running.map(({ target }) => pssMebibytes(target.processIds()));
    const tables: Table[] = [];
    for (const atATime of levels) {
      const summaries = await inTurn(running, atATime);
      const [sqlite, onTheServer] = summaries.slice(-2);
      tables.push({
        title: `Complete sign-ins a second with ${hashCosts.nearlyFree.name}, ${atATime} at a time (ratio to ${keycloak.length > 0 ? 'Keycloak' : 'better-auth'})`,
        rows: rowsOf(running, summaries),
        targets: [
          ...(atATime === 4
            ? [
                atMost('own CPU of a sign-in beside the hash, on SQLite', 5, sqlite?.cpuMsEach, 'ms'),
                atMost('the same on PostgreSQL, database included', 5, onTheServer?.cpuMsEach, 'ms'),
                atMost('ready, process started to listening', 1, running.at(-2)?.target.readySeconds, 's'),
                atMost('memory at rest (PSS)', 150, atRest.at(-2), 'MiB'),
              ]
            : []),
          ...(atATime === 8
            ? [
                atMost('p99 beside the hash on SQLite', 25, sqlite?.p99Ms, 'ms'),
                atMost('p99 beside the hash on PostgreSQL', 25, onTheServer?.p99Ms, 'ms'),
              ]
            : []),
        ],
      });
    }
    return tables;
  } finally {
    await stopAll(running);
  }
}

/** With the password hash that Keycloak ships with. */
async function atEqualHash(postgres: Postgres): Promise<Table> {
  const keycloak = await keycloakIfGiven(hashCosts.peer);
  const running = await startAll([...keycloak, onSqlite, await onPostgres(postgres)], hashCosts.peer);
  try {
    const summaries = await inTurn(running, 4);
    const inThisRun = keycloak.length > 0;
    const to = (inThisRun ? summaries[0]?.perSecond : measuredKeycloak.perSecondWithItsHash) ?? Number.NaN;
    const [sqlite, onTheServer] = summaries.slice(-2);
    return {
      title: `Complete sign-ins a second with ${hashCosts.peer.name}, 4 at a time (ratio to Keycloak${inThisRun ? '' : `: ${measuredKeycloak.what}`})`,
      rows: [
        ...(inThisRun ? [] : [{ name: measuredKeycloak.name, perSecond: to, ratio: 1 }]),
        ...rowsOf(running, summaries, to),
      ],
      targets: [
        atLeast('complete sign-ins on SQLite beside Keycloak at equal hash', 2.5, ratio(sqlite, to)),
        atLeast('the same on PostgreSQL', 2.5, ratio(onTheServer, to)),
      ],
    };
  } finally {
    await stopAll(running);
  }
}

/** How much of the password hash's own pace is left of whole sign-ins with it. */
async function besideTheBareHash(): Promise<Table> {
  const running = await startAll([onSqlite], hashCosts.ours);
  try {
    const [summary] = await inTurn(running, 4);
    const bare = await measureBareHash(hashCosts.ours, { seconds: secondsARound });
    return {
      title: `Complete sign-ins beside the bare hash, ${hashCosts.ours.name}, in a pool of one thread (ratio to the bare hash)`,
      rows: [
        { name: 'the bare hash', perSecond: bare, ratio: 1 },
        {
          name: describe(onSqlite.name, summary),
          perSecond: summary?.perSecond ?? Number.NaN,
          ratio: ratio(summary, bare),
        },
      ],
      targets: [atLeast('complete sign-ins beside the bare hash', 0.85, ratio(summary, bare))],
    };
  } finally {
    await stopAll(running);
  }
}

async function verificationAlone(postgres: Postgres): Promise<Table> {
  const how = { rounds, seconds: 4, atATime: 8, accounts: 200_000 };
  const sqlite = await withSqliteFile((path) => measureVerification(path, how));
  const server = await measureVerification(await postgres.createDatabase(), how);
  return {
    title: 'Verification alone over HTTP, 8 at a time (ratio to the bare conditional UPDATE of the same database)',
    rows: [
      { name: describe('bare UPDATE on SQLite', sqlite.bare), perSecond: sqlite.bare.perSecond, ratio: 1 },
      {
        name: describe('verify on SQLite', sqlite.mfa),
        perSecond: sqlite.mfa.perSecond,
        ratio: ratio(sqlite.mfa, sqlite.bare.perSecond),
      },
      { name: describe('bare UPDATE on PostgreSQL', server.bare), perSecond: server.bare.perSecond, ratio: 1 },
      {
        name: describe('verify on PostgreSQL', server.mfa),
        perSecond: server.mfa.perSecond,
        ratio: ratio(server.mfa, server.bare.perSecond),
      },
    ],
    targets: [
      atLeast('verify beside the bare UPDATE on SQLite', 0.5, ratio(sqlite.mfa, sqlite.bare.perSecond)),
      atLeast('verify beside the bare UPDATE on PostgreSQL', 0.5, ratio(server.mfa, server.bare.perSecond)),
    ],
  };
}

async function twoNodes(postgres: Postgres): Promise<Table> {
  const running = await startAll([await onPostgres(postgres), await onPostgres(postgres, 2)], hashCosts.nearlyFree);
  try {
    const [one, two] = await inTurn(running, 8);
    return {
      title: 'One node and two on one PostgreSQL, 8 at a time, all on this machine (ratio to one node)',
      rows: rowsOf(running, [one, two]),
      targets: [atLeast('two nodes beside one', 1, ratio(two, one?.perSecond ?? Number.NaN))],
    };
  } finally {
    await stopAll(running);
  }
}

async function aMillionAccounts(): Promise<Table> {
  const few = await onSqlite.start({ accounts: 1000, hash: hashCosts.nearlyFree });
  const many = await onSqlite.start({ accounts: 1_000_000, hash: hashCosts.nearlyFree });
  const running = [
    { name: '1,000 accounts', target: few, nextUser: createUsers(1000) },
    { name: '1,000,000 accounts', target: many, nextUser: createUsers(1_000_000) },
  ];
  try {
    // Three rounds bring a thousand users once around; with the pauses that is later than the half-minute of a code.
    const [small, large] = await inTurn(running, 1, { seconds: 3, warmUps: 300, pauseSeconds: 12 });
    const slower = (large?.p50Ms ?? Number.NaN) / (small?.p50Ms ?? Number.NaN);
    return {
      title: 'A thousand accounts and a million on SQLite, one sign-in at a time (ratio to a thousand)',
      rows: rowsOf(running, [small, large]),
      targets: [atMost('median latency with a million accounts beside a thousand', 1.2, slower, 'times')],
    };
  } finally {
    await stopAll(running);
  }
}

interface Running {
  readonly name: string;
  readonly target: RunningTarget;
  readonly nextUser: () => number;
}

async function startAll(targets: readonly Target[], hash: HashCost): Promise<readonly Running[]> {
  const running: Running[] = [];
  try {
    for (const target of targets) {
      running.push({
        name: target.name,
        target: await target.start({ accounts, hash }),
        nextUser: createUsers(accounts),
      });
    }
  } catch (error) {
    await stopAll(running);
    throw error;
  }
  return running;
}

async function stopAll(running: readonly Running[]): Promise<void> {
  for (const { target } of running) {
    await target.stop();
  }
}

interface RoundOptions {
  readonly seconds?: number;
  readonly warmUps?: number;
  /** After each round of all. */
  readonly pauseSeconds?: number;
}

/** Whole rounds in turn, each target first in another one. */
async function inTurn(
  running: readonly Running[],
  atATime: number,
  { seconds = secondsARound, warmUps: warm = warmUps, pauseSeconds = 0 }: RoundOptions = {},
): Promise<readonly Summary[]> {
  for (const { target, nextUser } of running) {
    await warmUp(target, { count: warm, atATime: Math.min(atATime, 4), nextUser });
  }
  const measured: Round[][] = running.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < running.length; turn++) {
      const index = (round + turn) % running.length;
      const one = running[index];
      if (one !== undefined) {
        measured[index]?.push(await drive(one.target, { atATime, seconds, nextUser: one.nextUser }));
      }
    }
    await setTimeout(pauseSeconds * 1000);
  }
  return measured.map(summarise);
}

function rowsOf(
  running: readonly Running[],
  summaries: readonly (Summary | undefined)[],
  to = summaries[0]?.perSecond ?? Number.NaN,
): Table['rows'] {
  return running.map(({ name: of }, index) => ({
    name: describe(of, summaries[index]),
    perSecond: summaries[index]?.perSecond ?? Number.NaN,
    ratio: ratio(summaries[index], to),
  }));
}

function ratio(summary: Summary | undefined, to: number): number {
  return (summary?.perSecond ?? Number.NaN) / to;
}

function describe(of: string, summary: Summary | undefined): string {
  if (summary === undefined) {
    return of;
  }
  const { p50Ms, p99Ms, cpuMsEach } = summary;
  const cpu = cpuMsEach > 0 ? `${cpuMsEach.toFixed(1)} ms of CPU each` : 'CPU not known';
  return `${of} (p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms, ${cpu})`;
}

function atLeast(what: string, wanted: number, measured: number): Table['targets'][number] {
  return {
    what,
    wanted: `at least ${wanted} times`,
    measured: `${measured.toFixed(2)} times`,
    met: measured >= wanted,
  };
}

function atMost(
  what: string,
  wanted: number,
  measured: number | null | undefined,
  unit: string,
): Table['targets'][number] {
  const value = measured ?? Number.NaN;
  return { what, wanted: `at most ${wanted} ${unit}`, measured: `${value.toFixed(2)} ${unit}`, met: value <= wanted };
}
