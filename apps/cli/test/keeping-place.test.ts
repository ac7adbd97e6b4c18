import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { requireKeepingPlace } from '../src/platform/keeping-place.ts';
import { longCode, useReadyVault } from './ready-vault.ts';
import { runHalfminute } from './run-halfminute.ts';

vi.setConfig({ testTimeout: 240_000 });

const place = useReadyVault();

const keptName = (): string => `${basename(place.vault)}.20261125T081402Z-0123abcd.bak`;

/** Without any password: whoever is refused is refused before one is asked for. */
const exportTo = (output: string, ...more: readonly string[]) =>
  runHalfminute(['export', '--plain', '--vault', place.vault, '-o', output, ...more, '--password-stdin']);
const keeping = (destination: string, { isBackup }: { readonly isBackup: boolean }): Promise<string> =>
  requireKeepingPlace(destination, { vaultPaths: [place.vault], replaces: true, isBackup, name: null });
const backupTo = (output: string) => runHalfminute(['backup', output, '--force', '--vault', place.vault]);

/** Names that all lead to the vault. */
function namesOfTheVault(): readonly string[] {
  const { vault, folder } = place;
  const linked = join(folder, `folder-${basename(vault)}`);
  symlinkSync(folder, linked);
  symlinkSync(vault, `${vault}-soft`);
  symlinkSync(basename(`${vault}-soft`), `${vault}-softer`);
  linkSync(vault, `${vault}-hard`);
  return [
    vault,
    relative(process.cwd(), vault),
    join(folder, 'nothing', '..', basename(vault)),
    join(linked, basename(vault)),
    `${vault}-soft`,
    `${vault}-softer`,
    `${vault}-hard`,
  ];
}

describe('the vault', () => {
  it('is never what an export or a backup is written over, by whatever name', async () => {
    const before = readFileSync(place.vault);
    const refusal = { code: 'output-is-vault', exitCode: 2, message: expect.stringContaining('the vault itself') };
    for (const name of namesOfTheVault()) {
      for (const isBackup of [true, false]) {
        // oxlint-disable-next-line no-await-in-loop -- each on the same vault
        await expect(keeping(name, { isBackup }), name).rejects.toMatchObject(refusal);
      }
    }
    for (const run of [
      () => exportTo(place.vault, '--force'),
      () => exportTo(place.vault),
      () => backupTo(place.vault),
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- each on the same vault
      expect(await run()).toMatchObject({
        exitCode: 2,
        stdout: '',
        stderr: expect.stringContaining('the vault itself'),
      });
    }
    expect(readFileSync(place.vault)).toEqual(before);
    expect(readdirSync(place.folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('keeps its earlier copies, its lock and what it needs beside it', async () => {
    const { vault, folder } = place;
    const kept = join(folder, keptName());
    copyFileSync(vault, kept);
    symlinkSync(kept, `${vault}-kept`);
    const names = [
      kept,
      `${vault}-kept`,
      `${vault}.lock`,
      `${vault}.LOCK`,
      `${vault}.0123456789abcdef.tmp`,
      `${vault}.0123456789abcdef.stale`,
      `${vault}.20261125T081402Z-ffffffff.bak`,
    ];
    for (const name of names) {
      for (const isBackup of [true, false]) {
        // oxlint-disable-next-line no-await-in-loop -- each on the same vault
        await expect(keeping(name, { isBackup }), name).rejects.toMatchObject({ code: 'output-is-kept-copy' });
      }
    }
    expect(await exportTo(kept, '--force')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('belongs to the vault'),
    });
    expect(readFileSync(kept)).toEqual(readFileSync(vault));
  });

  it('is not lost to a backup of the name that a folder would give it', async () => {
    const folder = join(place.folder, `in-${basename(place.vault)}`);
    mkdirSync(folder);
    const vault = join(folder, 'halfminute-links.txt');
    copyFileSync(place.vault, vault);
    const args = ['export', '--plain', '--force', '--vault', vault, '-o', folder, '--password-stdin'];
    expect(await runHalfminute(args)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('the vault itself'),
    });
    expect(readFileSync(vault)).toEqual(readFileSync(place.vault));
  });

  it('of another name, and a backup, give way to no export; a backup gives way to a backup alone', async () => {
    const other = join(place.folder, `other-${basename(place.vault)}`);
    copyFileSync(place.vault, other);
    expect(await exportTo(other, '--force')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('a vault or a backup of Halfminute'),
    });
    expect(await backupTo(other)).toMatchObject({ exitCode: 0 });
    copyFileSync(place.vault, `${other}.20261125T081402Z-0123abcd.bak`);
    expect(await backupTo(other)).toMatchObject({ exitCode: 2 });
  });

  it('in its usual place stays where it is, also while another one is used', async () => {
    const data = join(place.folder, `data-${basename(place.vault)}`);
    mkdirSync(join(data, 'halfminute'), { recursive: true });
    const usual = join(data, 'halfminute', 'vault.halfminute');
    copyFileSync(place.vault, usual);
    const args = ['backup', usual, '--force', '--vault', place.vault];
    for (const env of [{ XDG_DATA_HOME: data }, { HALFMINUTE_VAULT: usual }]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(await runHalfminute(args, { env })).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining('the vault itself'),
      });
    }
    expect((await runHalfminute(args)).exitCode).toBe(0);
  });

  it('is not added to where a shell has opened it as the standard output', () => {
    const before = readFileSync(place.vault);
    const [node, ...args] = [process.execPath, '--conditions=@halfminute/source', 'apps/cli/src/main.ts'];
    const command = `'${[node, ...args].join("' '")}' backup - --vault '${place.vault}' >> '${place.vault}'`;
    expect(() => execFileSync('sh', ['-c', command], { stdio: 'ignore' })).toThrow();
    expect(readFileSync(place.vault)).toEqual(before);
  });
});

describe('what is no place for a file', () => {
  const refused: readonly (readonly [destination: () => string, sentence: string])[] = [
    [() => '/dev/full', '/dev/full is a device'],
    [() => '/dev/null', '/dev/null is a device'],
    [() => pipeAt('pipe'), 'is a pipe'],
    [() => linkTo('/dev/null'), 'is a device'],
    [() => join(place.folder, 'no', 'folder', 'at-all'), 'There is no folder'],
    [() => `${join(place.folder, 'no-folder')}/`, 'There is no folder'],
    [() => join(place.vault, 'inside'), 'There is no folder'],
    [() => ringAt(), 'cannot be written here (ELOOP)'],
    [() => join(place.folder, 'a'.repeat(300)), 'cannot be written here (ENAMETOOLONG)'],
  ];

  it('is refused by name before a password is asked for, and stays as it is', async () => {
    const nullBefore = statSync('/dev/null').ino;
    for (const [destination, sentence] of refused) {
      const at = destination();
      for (const isBackup of [true, false]) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        await expect(keeping(at, { isBackup }), at).rejects.toThrow(sentence);
      }
    }
    expect(await exportTo('/dev/full', '--force')).toMatchObject({ exitCode: 2, stdout: '' });
    expect(await backupTo('')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('is empty') });
    expect(statSync('/dev/null').isCharacterDevice() && statSync('/dev/null').ino === nullBefore).toBe(true);
  });

  it('is told before the password where a file of the name is there', async () => {
    const taken = join(place.folder, 'taken.txt');
    writeFileSync(taken, 'mine');
    expect(await exportTo(taken)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('--force') });
    writeFileSync(join(dirname(taken), 'halfminute-links.txt'), 'mine');
    expect(await exportTo(dirname(taken))).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('--force') });
  });

  it('leaves the standard output its other names, and a link its target', async () => {
    expect((await place.run(['export', '--plain', '-o', '/dev/stdout'])).stdout).toContain(longCode);
    const target = join(place.folder, 'target.txt');
    writeFileSync(target, 'old');
    symlinkSync(target, `${target}-link`);
    await place.run(['export', '--plain', '--force', '-o', `${target}-link`]);
    expect(readFileSync(target, 'utf8')).toContain(longCode);
    expect(readFileSync(`${target}-link`, 'utf8')).toContain(longCode);
  });

  function pipeAt(name: string): string {
    const path = join(place.folder, `${name}-${basename(place.vault)}`);
    execFileSync('mkfifo', [path]);
    return path;
  }

  function ringAt(): string {
    const path = join(place.folder, `ring-${basename(place.vault)}`);
    symlinkSync(path, path);
    return path;
  }

  function linkTo(target: string): string {
    const path = join(place.folder, `link-${basename(place.vault)}`);
    symlinkSync(target, path);
    return path;
  }
});
