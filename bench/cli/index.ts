import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Table } from '../table.ts';

export const name = 'cli';

const projectRoot = join(import.meta.dirname, '../..');
const link = 'otpauth://totp/A:b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8';

/** Alternating pairs: whatever else the computer does falls on both alike. */
const PAIRS = 150;
const WARM_UPS = 10;
const LONGEST_START = 1.15;

interface Program {
  readonly name: string;
  readonly args: readonly string[];
  readonly prints: string;
}

/** Starts of `halfminute read -`, as it is installed, beside those of the same Node doing nothing. */
export async function run(): Promise<Table[]> {
  execFileSync(process.execPath, [join(projectRoot, 'apps/cli/build.mjs')], { stdio: 'inherit' });
  const folder = mkdtempSync(join(tmpdir(), 'halfminute-bench-'));
  const env = { ...process.env, XDG_CACHE_HOME: folder, NODE_OPTIONS: '' };
  try {
    const nothing: Program = { name: 'node -e 0', args: ['-e', '0'], prints: '' };
    const read: Program = {
      name: 'halfminute read -',
      args: [join(projectRoot, 'apps/cli/dist/halfminute.cjs'), 'read', '-', '--at', '59'],
      prints: '94287082\n',
    };
    for (let at = 0; at < WARM_UPS; at++) {
      startMs(nothing, env);
      startMs(read, env);
    }
    const times = { nothing: [] as number[], read: [] as number[] };
    for (let at = 0; at < PAIRS; at++) {
      // Each goes first in every other pair.
      const order = at % 2 === 0 ? (['nothing', 'read'] as const) : (['read', 'nothing'] as const);
      for (const which of order) {
        times[which].push(startMs(which === 'nothing' ? nothing : read, env));
      }
    }
    const ratio = median(times.read.map((ms, at) => ms / (times.nothing[at] ?? Number.NaN)));
    return [
      {
        title: `Starts of the command line (${PAIRS} alternating pairs, medians, Node ${process.versions.node})`,
        rows: [
          { name: nothing.name, perSecond: 1000 / median(times.nothing), ratio: 1 },
          { name: read.name, perSecond: 1000 / median(times.read), ratio },
        ],
        targets: [
          {
            what: '`halfminute read -` beside `node -e 0`',
            wanted: `at most ${LONGEST_START} times`,
            measured: `${ratio.toFixed(3)} times (${median(times.read).toFixed(1)} ms and ${median(times.nothing).toFixed(1)} ms)`,
            met: ratio <= LONGEST_START,
          },
        ],
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How long it takes from the start to the end of the process. */
function startMs({ args, prints }: Program, env: NodeJS.ProcessEnv): number {
  const start = performance.now();
  const { stdout, status } = spawnSync(process.execPath, args, { input: link, encoding: 'utf8', env });
  const took = performance.now() - start;
  if (status !== 0 || stdout !== prints) {
    throw new Error(`${args.join(' ')} ended with ${status} and did not print what it should.`);
  }
  return took;
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = sorted.slice(sorted.length % 2 === 0 ? middle - 1 : middle, middle + 1);
  return sorted.length % 2 === 0 ? (low + high) / 2 : low;
}
