import { createApp } from '@halfminute/core';
import type { App, FoundImport } from '@halfminute/core';
import { createMemoryPlatform } from '@halfminute/core/testing';
import { exportFormats, isExportFormat, isSealedFormat, readBackup, writeExport } from '@halfminute/interchange';
import type { ExportFormat } from '@halfminute/interchange';
import { encodeBase32, formatOtpauthUri, Secret } from '@halfminute/otp';
import type { OtpAccount } from '@halfminute/otp';
import { addAccounts, mergeDocuments, newAccountId, openVault } from '@halfminute/vault';
import { randomBytes } from 'node:crypto';
import { URI } from 'otpauth';
import type { Table } from '../table.ts';

export const name = 'interchange';

const count = 10_000;
const rounds = 5;
const password = 'cases on the table';
const chance = (length: number): Uint8Array => Uint8Array.from(randomBytes(length));

const accounts: readonly OtpAccount[] = Array.from({ length: count }, (_, at) => ({
  kind: 'totp',
  issuer: `Service ${at % 400}`,
  accountName: `ada+${at}@firm.example`,
  secret: Secret.fromBytes(chance(20)),
  algorithm: 'SHA1',
  digits: 6,
  periodSeconds: 30,
  unknownParameters: [],
}));

/** Ten thousand accounts in, merged and out, beside what each could be at the least. */
export async function run(): Promise<readonly Table[]> {
  return [await reading(), await importing(), await merging(), await exporting()];
}

async function reading(): Promise<Table> {
  const list = accounts.map((account) => formatOtpauthUri(account)).join('\n');
  const bytes = new TextEncoder().encode(list);
  const theirs = await bestMs(() => list.split('\n').map((line) => URI.parse(line)));
  const ours = await bestMs(async () => entriesOf(await readBackup(bytes)));
  const json = new TextEncoder().encode(JSON.stringify(aegisFile()));
  const bare = await bestMs(() => JSON.parse(new TextDecoder().decode(json)) as unknown);
  const aegis = await bestMs(async () => entriesOf(await readBackup(json)));
  return {
    title: `Reading ${count} accounts (ratio: time against the first row)`,
    rows: [
      row(`otpauth links: otpauth's URI.parse, line by line`, theirs, theirs),
      row('otpauth links: ours, each with its verdict', ours, theirs),
      row('a backup of Aegis: UTF-8 and JSON.parse alone', bare, theirs),
      row('a backup of Aegis: ours, each entry with its verdict', aegis, theirs),
    ],
    targets: [underASecond('reading links', ours), underASecond('reading a backup of Aegis', aegis)],
  };
}

/** From bytes to accounts that are saved, on a host in memory whose key derivation costs nothing. */
async function importing(): Promise<Table> {
  const bytes = new TextEncoder().encode(JSON.stringify(aegisFile()));
  const steps = { read: [] as number[], accept: [] as number[], again: [] as number[], undo: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    // oxlint-disable no-await-in-loop -- one after the other, so that each time is its own
    const app = await openApp();
    const found = await timed(steps.read, () => read(app, bytes));
    const ticked = new Set(found.entries.map(({ key }) => key));
    const accepted = await timed(steps.accept, () => found.accept(ticked));
    await timed(steps.again, () => read(app, bytes));
    const id = accepted.outcome === 'imported' ? accepted.importId : '';
    await timed(steps.undo, () => app.imports.undo(id));
    app.dispose();
    // oxlint-enable no-await-in-loop
  }
  const [first, accept, again, undo] = [steps.read, steps.accept, steps.again, steps.undo].map((all) =>
    Math.min(...all),
  );
  const figures = [
    ['read and compared with what is there', first],
    ['added, in one save', accept],
    ['read again, all of them duplicates', again],
    ['taken back', undo],
  ] as const;
  return {
    title: `Importing ${count} accounts from a backup of Aegis (ratio: time against the first row)`,
    rows: figures.map(([what, ms = Number.NaN]) => row(what, ms, first ?? Number.NaN)),
    targets: figures.map(([what, ms = Number.NaN]) => underASecond(what, ms)),
  };
}

async function merging(): Promise<Table> {
  const app = await openApp();
  const stored = await app.backups.rawCopy();
  if (stored === null) {
    throw new Error('The app in memory kept no vault.');
  }
  const opening = await openVault(stored, { kind: 'password', password }, createMemoryPlatform());
  if (opening.outcome !== 'opened') {
    throw new Error(`The vault in memory: ${opening.outcome}.`);
  }
  const { document } = opening.vault;
  const halves = [accounts.slice(0, count / 2), accounts.slice(count / 2)].map((half, at) =>
    addAccounts(
      document,
      half.map((otp) => ({ id: newAccountId(chance), otp })),
      { replica: `${at}`.repeat(16), unixSeconds: 1_764_000_000 + at },
    ),
  );
  const [one = document, other = document] = halves;
  const both = mergeDocuments(one, other);
  const halvesMs = await bestMs(() => mergeDocuments(one, other));
  const sameMs = await bestMs(() => mergeDocuments(both, one));
  return {
    title: `Merging what two computers have added (ratio: time against the first row)`,
    rows: [
      row(`${count / 2} accounts each, none on both`, halvesMs, halvesMs),
      row(`${count} accounts and ${count / 2} of the same`, sameMs, halvesMs),
    ],
    targets: [underASecond('merging', Math.max(halvesMs, sameMs))],
  };
}

async function exporting(): Promise<Table> {
  const list = accounts.map((otp) => ({ otp }));
  const means = { randomBytes: chance, unixMs: 1_764_000_000_000, date: '2026-11-26' };
  const bare = await bestMs(() => JSON.stringify(aegisFile()));
  const write = (format: ExportFormat, some = list): Promise<unknown> =>
    writeExport(isSealedFormat(format) ? { format, password } : { format }, some, means);
  const figures: (readonly [string, number])[] = [];
  for (const format of Object.keys(exportFormats).filter(isExportFormat)) {
    // The paper of ten thousand accounts is two thousand pages.
    const some = format === 'paper' ? list.slice(0, 200) : list;
    const what = `${format}${isSealedFormat(format) ? ', with its key derivation' : ''}${format === 'paper' ? ', 200 accounts' : ''}`;
    // oxlint-disable-next-line no-await-in-loop -- one after the other, so that each time is its own
    figures.push([what, await bestMs(() => write(format, some))]);
  }
  return {
    title: `Exporting ${count} accounts (ratio: time against JSON.stringify of the same)`,
    rows: [row('JSON.stringify alone', bare, bare), ...figures.map(([what, ms]) => row(what, ms, bare))],
    targets: figures.map(([what, ms]) => underASecond(what, ms)),
  };
}

function aegisFile(): unknown {
  const entries = accounts.map(({ issuer, accountName, secret }) => ({
    type: 'totp',
    name: accountName,
    issuer,
    info: { secret: encodeBase32(secret.reveal()), algo: 'SHA1', digits: 6, period: 30 },
  }));
  return { version: 1, header: { slots: null, params: null }, db: { version: 3, entries } };
}

async function openApp(): Promise<App> {
  const app = createApp(createMemoryPlatform(), { cost: 'standard', version: '0.0.0-bench' });
  await app.start();
  await app.session.create({ password });
  return app;
}

async function read(app: App, bytes: Uint8Array): Promise<FoundImport> {
  const outcome = await app.imports.read([{ name: 'aegis.json', bytes }]);
  if (outcome.outcome !== 'found') {
    throw new Error(`The backup was not read: ${outcome.outcome}.`);
  }
  return outcome.found;
}

function entriesOf(backup: Awaited<ReturnType<typeof readBackup>>): number {
  if (backup.outcome !== 'ready' || backup.entries.length !== count) {
    throw new Error('The backup was not read whole.');
  }
  return backup.entries.length;
}

async function bestMs(task: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, so that each time is its own
    await timed(times, task);
  }
  return Math.min(...times);
}

async function timed<Value>(times: number[], task: () => Value): Promise<Awaited<Value>> {
  const begin = performance.now();
  const value = await task();
  times.push(performance.now() - begin);
  return value;
}

function row(what: string, ms: number, baseMs: number) {
  return { name: `${what} (${ms.toFixed(0)} ms)`, ratio: ms / baseMs };
}

function underASecond(what: string, ms: number): Table['targets'][number] {
  return { what, wanted: 'under a second', measured: `${(ms / 1000).toFixed(2)} s`, met: ms < 1000 };
}
