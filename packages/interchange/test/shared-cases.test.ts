import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeBase32 } from '@halfminute/otp';
import { describe, expect, it } from 'vitest';
import { canRun, sharedFolder } from '../../../tools/requirements.ts';
import type { ImportEntry } from '../src/index.ts';
import { decodeHex } from '../src/bytes.ts';
import { codeAt, plainAccount, readPlain } from './samples.ts';

interface ExpectedAccount {
  readonly kind: string;
  readonly issuer: string;
  readonly account: string;
  readonly secretHex: string;
  readonly algorithm: string;
  readonly digits: number;
  readonly period: number | null;
  readonly counter: number | null;
  readonly codeAt?: Readonly<Record<string, string>>;
  readonly codeAtCounter?: Readonly<Record<string, string>>;
}
interface Case {
  readonly files: readonly string[];
  readonly accounts: readonly ExpectedAccount[];
  readonly skipped: readonly { readonly where: string; readonly reasonClass: string }[];
}

/** B13: "'+' kept in the label". */
const permittedNames: ReadonlyMap<string, string> = new Map([
  ['e553df73a0f9314a4a854166a6da2fb007d73079f362d1f233def9a3b7d50cd8', 'nora+field'],
]);
/** Verdicts that come of what is there already, which the room does not know; and B10, which is marked and imported. */
const notOurs: ReadonlySet<string> = new Set(['already-present', 'trashed-in-source']);

const folder = join(sharedFolder, 'cases/imports');
const ids = canRun('traps in files of other programs', 'shared') ? readdirSync(folder).toSorted() : [];

describe.skipIf(ids.length === 0)('traps in files of other programs', () => {
  it.each(ids)('%s', async (id) => {
    // The folder is the project's own measure: where its shape is another, the tests fail.
    const expected = JSON.parse(readFileSync(join(folder, id, 'expected.json'), 'utf8')) as Case;
    const backups = await Promise.all(expected.files.map((file) => readPlain(readFileSync(join(folder, id, file)))));
    const entries = backups.flatMap((backup) => backup.entries);
    const reasons = entries.flatMap((entry) => (entry.verdict === 'imported' ? [] : [entry.why.reason]));
    for (const account of expected.accounts) {
      expectImported(entries, account);
    }
    const skipped = expected.skipped.map(({ reasonClass }) => reasonClass).filter((reason) => !notOurs.has(reason));
    expect([...reasons].toSorted()).toEqual([...skipped].toSorted());
    if (expected.skipped.some(({ reasonClass }) => reasonClass === 'trashed-in-source')) {
      expect(entries.map((entry) => entry.verdict === 'imported' && entry.wasTrashed)).toEqual([false, true]);
    }
  });
});

function expectImported(entries: readonly ImportEntry[], expected: ExpectedAccount): void {
  const secret = encodeBase32(decodeHex(expected.secretHex) ?? new Uint8Array());
  const found = entries
    .flatMap((entry) => (entry.verdict === 'imported' ? [entry.account] : []))
    .find((account) => plainAccount(account).secretBase32 === secret);
  expect(found, expected.issuer).toBeDefined();
  if (found === undefined) {
    return;
  }
  expect(plainAccount(found)).toEqual({
    kind: expected.kind,
    issuer: expected.issuer,
    accountName: permittedNames.get(expected.secretHex) ?? expected.account,
    secretBase32: secret,
    algorithm: expected.algorithm,
    digits: expected.digits,
    ...(expected.kind === 'hotp' ? { counter: expected.counter } : { periodSeconds: expected.period }),
  });
  expect(codeAt(found, 1_764_000_000)).toBe(
    expected.codeAt?.['1764000000'] ?? expected.codeAtCounter?.[String(expected.counter)],
  );
}
