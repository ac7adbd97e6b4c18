import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { password, useReadyVault } from './ready-vault.ts';
import type { Ended } from './run-halfminute.ts';
import { programArguments, runHalfminute, runProgram } from './run-halfminute.ts';

// A command takes some 0.2 s alone, and many times that where all cores are busy.
vi.setConfig({ testTimeout: 240_000 });

const vaults = useReadyVault();

describe('a vault path with something else at it', () => {
  const kinds: readonly (readonly [string, string, (path: string) => void])[] = [
    ['nothing', 'no-vault', () => undefined],
    ['a folder', 'is-a-directory', (path) => mkdirSync(path)],
    ['an empty file', 'empty', (path) => writeFileSync(path, '')],
    ["somebody else's JSON", 'not-a-vault', (path) => writeFileSync(path, '{"db":{"version":1,"entries":[]}}')],
    ['half a vault', 'damaged', (path) => writeFileSync(path, readFileSync(vaults.ready).subarray(0, 300))],
    ['a vault with one changed byte', 'damaged', (path) => writeFileSync(path, changed(readFileSync(vaults.ready)))],
    [
      'a vault from the future',
      'newer-version',
      (path) => writeFileSync(path, fromTheFuture(readFileSync(vaults.ready))),
    ],
  ];

  it.each(kinds)(
    '%s: refused with exit code 6 before any password is asked for, nothing changed',
    async (_name, code, place) => {
      const at = join(vaults.folder, `odd-${Math.random().toString(36).slice(2)}`);
      place(at);
      const before = existsSync(at) && statSync(at).isFile() ? readFileSync(at) : null;
      for (const command of [['list'], ['code', 'x'], ['backup', join(vaults.folder, 'never')]]) {
        const { stdout, exitCode } = await runHalfminute([...command, '--vault', at, '--json']);
        expect(exitCode).toBe(6);
        expect(JSON.parse(stdout)).toMatchObject({
          error: { code, message: expect.stringMatching(/\.$|FILE\)\.|--list$|restore$/) },
        });
      }
      expect(existsSync(at) && statSync(at).isFile() ? readFileSync(at) : null).toEqual(before);
      if (code !== 'no-vault') {
        const init = await runHalfminute(['init', '--vault', at, '--password-stdin', '--json'], {
          input: `${password}\n`,
        });
        expect(init.exitCode).toBe(2);
        expect(JSON.parse(init.stdout)).toMatchObject({ error: { code: 'vault-exists' } });
      }
    },
    60_000,
  );

  it.skipIf(process.getuid?.() !== 0)('a folder that may not be written: a clear sentence, nothing made', async () => {
    const locked = join(vaults.folder, 'locked');
    mkdirSync(locked, { mode: 0o555 });
    chmodSync(vaults.folder, 0o755);
    // Root may write anywhere: the command runs as nobody.
    const { exitCode, stderr } = await runAsNobody(
      ['init', '--vault', join(locked, 'v.halfminute'), '--password-stdin'],
      `${password}\n`,
    );
    expect(exitCode).toBe(1);
    expect(stderr).toContain('may not be written');
    expect(readdirSync(locked)).toEqual([]);
  });
});

function changed(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const at = copy.length - 100;
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
  return copy;
}

/** Version 2, with a checksum that fits: nothing is wrong with it but that it is not for us. */
function fromTheFuture(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt16BE(2, 16);
  const body = copy.subarray(0, -32);
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
}

function runAsNobody(args: readonly string[], input: string): Promise<Ended> {
  return runProgram(
    'setpriv',
    ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath, ...programArguments, ...args],
    { input },
  );
}
