import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canRun, sharedFolder } from '../../../tools/requirements.ts';
import { readBackup } from '../src/index.ts';
import type { ReadyBackup } from '../src/index.ts';
import { argon2, codeAt, plainAccount } from './samples.ts';

interface ExpectedEntry {
  readonly verdict: string;
  readonly account: Readonly<Record<string, string | number>> & { readonly secretBase32: string };
  readonly alsoAcceptable?: Readonly<Record<string, readonly (string | number)[]>>;
  readonly code: string;
}
interface ExpectedFile {
  readonly password: string | null;
  readonly entries: readonly ExpectedEntry[];
}

const compared = ['kind', 'issuer', 'accountName', 'algorithm', 'digits', 'periodSeconds', 'counter'] as const;
const folder = join(sharedFolder, 'fixtures/aegis');

describe.skipIf(!canRun('files that other programs wrote', 'shared'))('files that other programs wrote', () => {
  const files = readFiles();

  it('are all known here', () => {
    const notFixtures = new Set(['README.md', 'expected.json', 'truth.json']);
    const present = readdirSync(folder).filter((name) => !notFixtures.has(name));
    expect(Object.keys(files).toSorted()).toEqual(present.toSorted());
  });

  it.each(Object.keys(files))('%s is read entry by entry', async (name) => {
    const { password, entries } = files[name] ?? { password: null, entries: [] };
    const read = await readWith(readFileSync(join(folder, name)), password ?? '');
    expect(read.entries).toHaveLength(entries.length);
    const imported = read.entries.flatMap((entry) => (entry.verdict === 'imported' ? [entry.account] : []));
    for (const { account: expected, alsoAcceptable = {}, code } of entries) {
      const account = imported.find((one) => plainAccount(one).secretBase32 === expected.secretBase32);
      expect(account, expected['issuer']?.toString()).toBeDefined();
      if (account === undefined) {
        continue;
      }
      const fields: Readonly<Record<string, string | number>> = plainAccount(account);
      for (const field of compared) {
        expect([expected[field], ...(alsoAcceptable[field] ?? [])], field).toContain(fields[field]);
      }
      expect(codeAt(account, 1_764_000_000)).toBe(code);
    }
  });
});

function readFiles(): Readonly<Record<string, ExpectedFile>> {
  // The file is the project's own measure: where its shape is another, the tests fail.
  return canRun('files that other programs wrote', 'shared')
    ? (JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<string, ExpectedFile>)
    : {};
}

async function readWith(bytes: Uint8Array, password: string): Promise<ReadyBackup> {
  const backup = await readBackup(bytes);
  const read = backup.outcome === 'ready' ? backup : await backup.unlock({ password, argon2 });
  if (read.outcome !== 'ready') {
    throw new Error('The password of expected.json did not open the file.');
  }
  return read;
}
