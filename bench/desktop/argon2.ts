import { execFileSync } from 'node:child_process';
import { hashRaw } from '@node-rs/argon2';
import type { Table } from '../table.ts';

/** What each sets its own time against: *strong* of packages/vault; Argon2id is what the library does unasked. */
const strong = { memoryCost: 256 * 1024, timeCost: 4, parallelism: 4, outputLen: 32 } as const;

export async function bareArgon2Ms(password: string): Promise<number> {
  const begin = performance.now();
  await hashRaw(password, strong);
  return performance.now() - begin;
}

/** Argon2id as the shell computes it beside the library that the command line uses, in turn. `program`: the built example argon2-time. */
export async function argon2Beside(program: string, rounds: number): Promise<Table> {
  const times = { shell: [] as number[], library: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    // The first of a process pays for its memory, in both.
    times.shell.push(fastest(JSON.parse(execFileSync(program, ['2'], { encoding: 'utf8' })) as readonly number[]));
    // oxlint-disable-next-line no-await-in-loop -- in turn
    times.library.push(Math.min(await bareArgon2Ms('correct'), await bareArgon2Ms('horse')));
  }
  const [shell, library] = [median(times.shell), median(times.library)];
  return {
    title: `Argon2id, 256 MiB, 4 passes, 4 lanes, medians of ${rounds} in turn (ratio of times)`,
    rows: [
      { name: `@node-rs/argon2 (${library.toFixed(0)} ms)`, perSecond: 1000 / library, ratio: 1 },
      { name: `the window's shell (${shell.toFixed(0)} ms)`, perSecond: 1000 / shell, ratio: shell / library },
    ],
    targets: [
      {
        what: 'Argon2id in the shell beside @node-rs/argon2',
        wanted: 'at most 1 times as long, to within 5 %',
        measured: `${(shell / library).toFixed(2)} times`,
        met: shell / library <= 1.05,
      },
    ],
  };
}

function fastest(numbers: readonly number[]): number {
  return Math.min(...numbers);
}

export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}
