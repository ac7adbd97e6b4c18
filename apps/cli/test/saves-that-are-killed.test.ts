import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '@halfminute/core';
import type { App } from '@halfminute/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNodePlatform } from '../src/platform/node-platform.ts';
import { runHalfminute, runProgram, temporaryFolder } from './run-halfminute.ts';

const password = 'correct horse battery';
const longCode = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const drivers = join(import.meta.dirname, 'drivers');

let folder: ReturnType<typeof temporaryFolder>;
let vaultPath: string;

beforeEach(async () => {
  folder = temporaryFolder();
  vaultPath = join(folder.path, 'v.halfminute');
  const app = createApp(createNodePlatform({ vaultPath }), { cost: 'standard' });
  await app.start();
  expect(await app.session.create({ password })).toEqual({ outcome: 'created' });
  app.dispose();
});
afterEach(() => folder.remove());

async function opened(): Promise<App> {
  const app = createApp(createNodePlatform({ vaultPath }));
  await app.start();
  expect(await app.session.unlock({ password })).toEqual({ outcome: 'opened' });
  return app;
}

describe('several programs and one vault', () => {
  it('two processes that add 200 accounts each end with 400', async () => {
    const add = (word: string) =>
      runProgram(process.execPath, [
        '--conditions=@halfminute/source',
        join(drivers, 'add-many.ts'),
        vaultPath,
        password,
        word,
        '200',
      ]);
    const ends = await Promise.all([add('first'), add('second')]);
    expect(ends.map(({ exitCode, stderr }) => ({ exitCode, stderr }))).toEqual([
      { exitCode: 0, stderr: '' },
      { exitCode: 0, stderr: '' },
    ]);
    const app = await opened();
    const names = new Set(app.getState().open?.accounts.map(({ issuer }) => issuer));
    app.dispose();
    expect(names.size).toBe(400);
    expect(existsSync(`${vaultPath}.lock`)).toBe(false);
  }, 300_000);
});

describe('a program that is killed while it saves', () => {
  it('leaves, over 200 saves and more, a vault that opens as the old or the new one', async () => {
    const added = await runHalfminute(['add', '--vault', vaultPath, '--service', 'Exizent', '--password-stdin'], {
      input: `${password}\n${longCode}\n`,
    });
    expect(added.exitCode).toBe(0);
    let saves = 0;
    let kills = 0;
    while (saves < 200) {
      saves += await saveAndKill(1 + Math.floor(Math.random() * 25), Math.random() * 12);
      kills++;
      const app = createApp(createNodePlatform({ vaultPath }));
      await app.start();
      // Looked at byte for byte (checksum over the whole file) at each kill; opened in full at the end and now and then.
      expect(app.getState().session.phase, `after kill ${kills}`).toBe('locked');
      if (kills % 5 === 0) {
        expect(await app.session.unlock({ password })).toEqual({ outcome: 'opened' });
        expect(app.getState().open?.accounts[0]?.note).toMatch(/^note \d+ x*$/);
      }
      app.dispose();
    }
    expect(kills).toBeGreaterThan(5);
    const app = await opened();
    const [account] = app.getState().open?.accounts ?? [];
    expect(account).toMatchObject({ issuer: 'Exizent' });
    // The next save sweeps up what the killed ones left.
    expect(account && (await app.accounts.edit(account.id, { note: 'swept' }))).toEqual({ outcome: 'saved' });
    app.dispose();
    const left = readdirSync(folder.path).filter((name) => /\.(?:tmp|stale|lock)$/.test(name));
    expect(left).toEqual([]);
    expect(readFileSync(vaultPath).subarray(0, 16).toString()).toBe('halfminute vault');
  }, 300_000);
});

/** Lets the driver save so often, then kills it a random moment later. Answers how many saves it had finished. */
async function saveAndKill(saves: number, laterMs: number): Promise<number> {
  const child = spawn(
    process.execPath,
    ['--conditions=@halfminute/source', join(drivers, 'save-for-ever.ts'), vaultPath, password],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let finished = 0;
  await new Promise<void>((resolve) => {
    child.on('exit', () => resolve());
    child.stdout.on('data', (dots: Buffer) => {
      finished += dots.length;
      if (finished >= saves) {
        resolve();
      }
    });
  });
  await new Promise((resolve) => {
    setTimeout(resolve, laterMs);
  });
  if (child.exitCode === null && child.signalCode === null) {
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }
  return finished;
}
