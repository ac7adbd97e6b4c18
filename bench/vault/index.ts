import { measureInChromium } from './chromium.ts';
import { measure } from './measure.ts';
import type { Timings } from './measure.ts';
import type { Table } from '../table.ts';

export const name = 'vault';

const ACCOUNTS = 10_000;
const ROUNDS = 61;

/** Sealing and parsing a large vault against JSON and UTF-8 alone over the same document. */
export async function run(): Promise<readonly Table[]> {
  const node = await measure(ACCOUNTS, ROUNDS);
  const chromium = await measureInChromium(ACCOUNTS, ROUNDS);
  return [table(node, { host: 'Node', most: 1.3 }), table(chromium, { host: 'Chromium', most: 1.7 })];
}

function table(timings: Timings, { host, most }: { readonly host: string; readonly most: number }): Table {
  const { bareWriteMs, sealMs, bareReadMs, parseMs, parseAndListMs } = timings;
  const row = (what: string, ms: number, bareMs: number) => ({ name: what, perSecond: 1_000 / ms, ratio: ms / bareMs });
  const target = (what: string, ms: number, bareMs: number) => ({
    what,
    wanted: `at most ${most} times as long as JSON and UTF-8 alone`,
    measured: `${(ms / bareMs).toFixed(2)} times (${ms.toFixed(1)} ms against ${bareMs.toFixed(1)} ms)`,
    met: ms / bareMs <= most,
  });
  return {
    title: `A vault of ${ACCOUNTS} accounts (${(timings.bytes / 1e6).toFixed(1)} MB) in ${host}; ratio: time against JSON and UTF-8 alone`,
    rows: [
      row('JSON.stringify and UTF-8', bareWriteMs, bareWriteMs),
      row('seal: content, AES-256-GCM, SHA-256', sealMs, bareWriteMs),
      row('UTF-8 and JSON.parse', bareReadMs, bareReadMs),
      row('parse: SHA-256, AES-256-GCM, document (an account is read when it is first asked for)', parseMs, bareReadMs),
      row('parse, read and check every account, and put them in order', parseAndListMs, bareReadMs),
    ],
    targets: [target(`seal in ${host}`, sealMs, bareWriteMs), target(`parse in ${host}`, parseMs, bareReadMs)],
  };
}
