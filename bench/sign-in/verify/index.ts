import { mkdtempSync, rmSync } from 'node:fs';
import type { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateMfa } from '@halfminute/mfa-sql';
import { createBrowser, createConnections } from '../browser.ts';
import { createUsers, drive, summarise, warmUp } from '../load.ts';
import type { Round, Summary } from '../load.ts';
import { startProcess } from '../process.ts';
import { benchRing, codeNow, insertEnrolledUsers, userId } from '../seeds.ts';
import type { RunningTarget } from '../target.ts';
import { openBench } from './open-bench.ts';

/** The two servers on one database, whole rounds in turn: what the rules cost beside the one statement that they cannot do without. */
export async function measureVerification(
  place: string,
  { rounds, seconds, atATime, accounts }: { rounds: number; seconds: number; atATime: number; accounts: number },
): Promise<{ readonly bare: Summary; readonly mfa: Summary }> {
  const database = openBench(place);
  await migrateMfa(database);
  for (let first = 0; first < accounts; first += batch) {
    await insertEnrolledUsers(database.kysely, { first, count: Math.min(batch, accounts - first), ring: benchRing });
  }
  await database.close();
  const connections = createConnections(atATime);
  const targets = {
    bare: await startVerifier('bare-server.ts', { place, connections }),
    mfa: await startVerifier('mfa-server.ts', { place, connections }),
  };
  // So many that nobody comes again within a period; the two servers have users of their own.
  const half = accounts >> 1;
  const [bareUsers, mfaUsers] = [createUsers(half), createUsers(half)];
  const nextUser = { bare: bareUsers, mfa: () => half + mfaUsers() };
  const measured = { bare: [] as Round[], mfa: [] as Round[] };
  try {
    for (const which of ['bare', 'mfa'] as const) {
      await warmUp(targets[which], { count: 500, atATime, nextUser: nextUser[which] });
    }
    for (let round = 0; round < rounds; round++) {
      for (const which of round % 2 === 0 ? (['bare', 'mfa'] as const) : (['mfa', 'bare'] as const)) {
        measured[which].push(await drive(targets[which], { atATime, seconds, nextUser: nextUser[which] }));
      }
    }
  } finally {
    await targets.bare.stop();
    await targets.mfa.stop();
    connections.destroy();
  }
  return { bare: summarise(measured.bare), mfa: summarise(measured.mfa) };
}

const batch = 5000;

async function startVerifier(
  file: string,
  { place, connections }: { place: string; connections: Agent },
): Promise<RunningTarget> {
  const started = await startProcess([join(import.meta.dirname, file), place]);
  return {
    readySeconds: started.readySeconds,
    async signIn(user) {
      const { status } = await createBrowser(connections).send(started.firstLine, {
        user: userId(user),
        code: codeNow(user),
      });
      if (status !== 204) {
        throw new Error(`${file} answered ${status} to a right code.`);
      }
    },
    processIds: started.processIds,
    stop: started.stop,
  };
}

/** A folder for a SQLite file, gone when `work` is done. */
export async function withSqliteFile<T>(work: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'halfminute-bench-'));
  try {
    return await work(join(folder, 'bench.db'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
