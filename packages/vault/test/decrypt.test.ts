import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatOtpauthUri } from '@halfminute/otp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canRun, projectRoot } from '../../../tools/requirements.ts';
import {
  addAccount,
  advanceCounter,
  createVault,
  editAccount,
  formatRecoveryKey,
  liveAccounts,
  mergeDocuments,
  openVault,
  sealVault,
  trashAccount,
  trashedAccounts,
} from '../src/index.ts';
import { hotp, idOf, plain, replica, secret, steam, totp } from './accounts.ts';
import { seededBytes } from './chance.ts';
import { argon2 } from './derive-key.ts';
import { forgeVault, rechecksummed } from './forge.ts';
import type { Truth } from './truth.ts';

/** docs/decrypt.py, which was written from docs/vault-format.md and shares no code with the program, reads what the program writes. */

const FOLDER = join(projectRoot, 'vectors/vault');
const SCRIPT = join(projectRoot, 'docs/decrypt.py');
const NAMES = readdirSync(FOLDER).flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -'.json'.length)] : []));

function truthOf(name: string): Truth {
  // Written by make-vectors.ts as a Truth.
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as Truth;
}

function decrypt(file: string, input: string, ...options: readonly string[]) {
  const run = spawnSync('/usr/bin/python3', [SCRIPT, file, ...options], { input, encoding: 'utf8' });
  return { status: run.status, stdout: run.stdout, stderr: run.stderr };
}

/** The option and the input for the first key that a truth names. */
function keyOf(truth: Truth): readonly [input: string, option: string] {
  if (truth.recoveryKey !== undefined) {
    return [formatRecoveryKey(truth.recoveryKey).join(' ').toLowerCase(), '--recovery-key-stdin'];
  }
  return truth.deviceKeyHex === undefined
    ? [String(truth.password), '--password-stdin']
    : [truth.deviceKeyHex, '--device-key-hex-stdin'];
}

interface Row {
  readonly id: string;
  readonly inTrash: boolean;
}

function withoutId(row: object): object {
  return { ...row, id: undefined };
}

/** What the reader prints for an account, from the truth. */
function rowOf(account: Record<string, unknown>, inTrash: boolean): Record<string, unknown> {
  // A truth is what plain() of accounts.ts makes.
  const { unknownParameters, ...otp } = account['otp'] as Record<string, unknown>;
  const { id, tags, note, favourite } = account;
  return { id, ...otp, parameters: unknownParameters, tags, note, favourite, inTrash };
}

describe.skipIf(!canRun('docs/decrypt.py on the golden vaults', 'python-vault'))('docs/decrypt.py', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'halfminute-decrypt-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(NAMES)('reads the same accounts out of %s', (name) => {
    const truth = truthOf(name);
    const run = decrypt(join(FOLDER, `${name}.halfminute`), ...keyOf(truth));
    expect([run.stderr.includes('Traceback'), run.status]).toEqual([false, 0]);
    const rows = (JSON.parse(run.stdout) as { accounts: readonly Row[] }).accounts;
    expect(rows.filter((row) => !row.inTrash)).toEqual(truth.accounts.map((account) => rowOf(account, false)));
    // What lost against an account stands under that account's id here, and under one of its own in the program.
    expect(rows.filter((row) => row.inTrash).map(withoutId)).toEqual(
      truth.trash.map((account) => withoutId(rowOf(account, true))),
    );
  });

  it.each(['v1-kinds', 'v1-pin-kinds', 'v1-names', 'v1-trash', 'v1-later-program'])(
    'prints the same links as the program for %s',
    async (name) => {
      const truth = truthOf(name);
      const run = decrypt(join(FOLDER, `${name}.halfminute`), ...keyOf(truth), '--otpauth');
      const outcome = await openVault(
        readFileSync(join(FOLDER, `${name}.halfminute`)),
        truth.password === undefined
          ? { kind: 'device-key', deviceKey: new Uint8Array(Buffer.from(String(truth.deviceKeyHex), 'hex')) }
          : { kind: 'password', password: truth.password },
        { deriveKey: argon2 },
      );
      const links =
        outcome.outcome === 'opened' ? liveAccounts(outcome.vault.document).map((a) => formatOtpauthUri(a.otp)) : [];
      expect(links).toHaveLength(truth.accounts.length);
      expect(run.stdout).toBe(`${links.join('\n')}\n`);
    },
  );

  it('reads what the program writes today, after edits and a conflict', async () => {
    const randomBytes = seededBytes('today');
    const vault = await createVault({ password: 'today', cost: 'standard', deriveKey: argon2, randomBytes });
    const made = [hotp({ counter: 8 }), steam(), totp({ issuer: '' })].reduce(
      (filled, otp, index) => addAccount(filled, { id: idOf(index), otp, tags: ['Ä'] }, replica(1)),
      vault.document,
    );
    const here = editAccount(made, idOf(2), { otp: totp({ secret: secret('MFRGGZDF') }) }, replica(1));
    const there = editAccount(advanceCounter(made, idOf(0), replica(2)), idOf(2), { otp: hotp() }, replica(2));
    const document = trashAccount(mergeDocuments(here, there), idOf(1), replica(1));
    const file = join(folder, 'today.halfminute');
    writeFileSync(file, await sealVault({ ...vault, document }, { randomBytes }));
    const run = decrypt(file, 'today', '--password-stdin');
    const rows = (JSON.parse(run.stdout) as { accounts: readonly Row[] }).accounts;
    expect(rows.filter((row) => !row.inTrash)).toEqual(
      liveAccounts(document).map((account) => rowOf(plain(account), false)),
    );
    expect(rows.filter((row) => row.inTrash).map(withoutId)).toEqual(
      trashedAccounts(document).map((account) => withoutId(rowOf(plain(account), true))),
    );
  });

  it('says of an entry of a later program that it is there', () => {
    const truth = truthOf('v1-later-kind');
    const run = decrypt(join(FOLDER, 'v1-later-kind.halfminute'), ...keyOf(truth));
    expect(run.stderr).toContain('Entries of a later program, which are under "lines" only: 1');
    expect(run.stdout).toContain('"ocra"');
  });

  it.each<[string, (file: Uint8Array) => Uint8Array, string]>([
    ['an empty file', () => new Uint8Array(0), 'The file is empty.'],
    ["somebody else's file", () => Buffer.from('{"a":1}'), 'This is not a Halfminute vault.'],
    ['a file cut short', (file) => file.subarray(0, -1), 'its checksum differs'],
    ['a damaged file', (file) => file.with(40, 0), 'its checksum differs'],
    [
      'a forged file',
      (file) => rechecksummed(file.with(file.length - 40, (file.at(-40) ?? 0) ^ 1)),
      'The vault was forged',
    ],
    [
      'a file of a later version',
      () => forgeVault({ masterKey: new Uint8Array(32), header: ['{}'], plaintext: '', version: 2 }),
      'The vault has version 2 of the format',
    ],
    [
      'an unsafe cost',
      () =>
        forgeVault({
          masterKey: new Uint8Array(32),
          header: [
            '{}',
            `{"kind":"password","id":"","memoryKiB":1048577,"passes":1,"lanes":1,"salt":""} ${'0'.repeat(120)}`,
          ],
          plaintext: '',
        }),
      'unsafe cost',
    ],
  ])('refuses %s with a sentence and status 1', (_, change, sentence) => {
    const file = join(folder, 'changed.halfminute');
    writeFileSync(file, change(readFileSync(join(FOLDER, 'v1-empty.halfminute'))));
    const run = decrypt(file, String(truthOf('v1-empty').password), '--password-stdin');
    expect(run).toMatchObject({ status: 1, stdout: '' });
    expect(run.stderr).toContain(sentence);
    expect(run.stderr).not.toContain('Traceback');
  });

  it('tells a wrong password, a slip in the recovery key and a way that is not there apart', () => {
    const file = join(FOLDER, 'v1-recovery-key.halfminute');
    expect(decrypt(file, 'wrong', '--password-stdin').stderr).toContain('That is not the password.');
    expect(decrypt(file, 'slip', '--recovery-key-stdin').stderr).toContain('The recovery key has a slip.');
    const other = '2'.repeat(32);
    expect(decrypt(file, other, '--recovery-key-stdin').stderr).toContain('That is not the recovery key.');
    expect(decrypt(file, '00', '--device-key-hex-stdin').stderr).toContain('cannot be opened with a device-key');
  });
});
