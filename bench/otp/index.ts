import type { HashAlgorithm } from '@halfminute/otp';
import { measureInChromium } from './chromium.ts';
import { nodeRivals } from './node-rivals.ts';
import { startOpenSsl } from './openssl.ts';
import { makeAccounts, ourName } from './rivals.ts';
import { checkAgreement, firstCounter, runnerOf, takeTurns } from './rounds.ts';
import type { Rates } from './rounds.ts';
import type { Table } from '../table.ts';

export const name = 'otp';

interface Target {
  readonly what: string;
  readonly wanted: string;
  readonly measured: string;
  readonly met: boolean;
}

/** SHA-1 is what nearly every account uses: the targets are about it. The others are shown beside it, with fewer rounds. */
const plans = [
  { algorithm: 'SHA1', rounds: 31, milliseconds: 60 },
  { algorithm: 'SHA256', rounds: 11, milliseconds: 60 },
  { algorithm: 'SHA512', rounds: 11, milliseconds: 60 },
] as const;

/** Codes per second on one core for 1,000 different accounts. */
export async function run(): Promise<readonly Table[]> {
  const tables: Table[] = [];
  for (const { algorithm, rounds, milliseconds } of plans) {
    tables.push(table('Node', algorithm, await measureInNode(algorithm, { rounds, milliseconds })));
  }
  for (const [index, rates] of (await measureInChromium(plans)).entries()) {
    tables.push(table('Chromium', plans[index]?.algorithm ?? 'SHA1', rates));
  }
  return tables;
}

async function measureInNode(
  algorithm: HashAlgorithm,
  { rounds, milliseconds }: { readonly rounds: number; readonly milliseconds: number },
): Promise<Rates> {
  const accounts = makeAccounts(algorithm);
  const rivals = nodeRivals(accounts);
  checkAgreement(rivals);
  const openSsl = startOpenSsl(accounts);
  try {
    if ((await openSsl.firstCode(firstCounter)) !== rivals[0]?.code(0, firstCounter)) {
      throw new Error('The C program makes other codes.');
    }
    return await takeTurns([...rivals.map(runnerOf), openSsl.runner], rounds, milliseconds);
  } finally {
    openSsl.stop();
  }
}

function table(host: string, algorithm: HashAlgorithm, rates: Rates): Table {
  const ratioTo = (rival: string): number =>
    median((rates[ourName] ?? []).map((ours, round) => ours / (rates[rival]?.[round] ?? Number.NaN)));
  const rows = Object.keys(rates).map((rival) => ({
    name: rival,
    perSecond: median(rates[rival] ?? []),
    ratio: ratioTo(rival),
  }));
  return {
    title: `Codes in ${host}, ${algorithm}, 1,000 accounts, one core; ratio: how many times as fast Halfminute is`,
    rows,
    targets: algorithm === 'SHA1' ? targets(host, rows) : [],
  };
}

function targets(host: string, rows: Table['rows']): readonly Target[] {
  const least = host === 'Chromium' ? 10 : 5;
  return rows.flatMap(({ name: rival, ratio }): Target[] => {
    const wanted = rival.startsWith('otp') ? least : rival.startsWith('OpenSSL') ? 1 : undefined;
    return wanted === undefined
      ? []
      : [
          {
            what: `against ${rival} in ${host}`,
            wanted: wanted === 1 ? 'not slower' : `at least ${wanted} times as fast`,
            measured: `${ratio.toFixed(2)} times`,
            met: ratio >= wanted,
          },
        ];
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
