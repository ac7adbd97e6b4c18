import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '@halfminute/core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { commandNames, commandSpec } from '../src/command-table.ts';
import { EXIT } from '../src/exit-code.ts';
import { createNodePlatform } from '../src/platform/node-platform.ts';
import { programArguments, runProgram, temporaryFolder } from './run-halfminute.ts';

vi.setConfig({ testTimeout: 240_000 });

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
const examples = [...readme.matchAll(/```sh\n([^]*?)```/g)].map(([, text = '']) => text);

let folder: ReturnType<typeof temporaryFolder>;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = temporaryFolder();
  const vaultPath = join(folder.path, 'v.halfminute');
  const app = createApp(createNodePlatform({ vaultPath }), { cost: 'standard' });
  await app.start();
  await app.session.create({ password: 'correct horse battery' });
  app.dispose();
  writeFileSync(join(folder.path, 'password.txt'), 'correct horse battery\n');
  const program = [process.execPath, ...programArguments].map((word) => `'${word}'`).join(' ');
  writeFileSync(join(folder.path, 'halfminute'), `#!/bin/sh\nexec ${program} "$@"\n`, { mode: 0o755 });
  env = { PATH: `${folder.path}:${process.env['PATH'] ?? ''}`, HALFMINUTE_VAULT: vaultPath };
});
afterAll(() => folder.remove());

/** What each example prints, in the order of the README. */
const printed = [
  /^Added Exizent, ada@firm\.example\.\nThe code right now: \d{3} \d{3}\n$/,
  /^\d{6}\n$/,
  /^94287082\n$/,
  /^Exizent ada@firm\.example\n$/,
  /^The backup is saved\..*\nRestored\. There are 1 accounts in it\.\n$/,
  /^$/,
];

describe('the README', () => {
  it('has an example for each expectation', () => {
    expect(examples).toHaveLength(printed.length);
  });

  it('has examples that do what they say, one after the other', async () => {
    for (const [at, example] of examples.entries()) {
      const { exitCode, stdout, stderr } = await runProgram(
        'bash',
        ['--norc', '-euc', `cd '${folder.path}'\n${example}`],
        {
          env,
        },
      );
      expect({ exitCode, stderr }, example).toEqual({ exitCode: 0, stderr: '' });
      expect(stdout, example).toMatch(printed[at] ?? /never/);
    }
  });

  it('names every command and every exit code', () => {
    for (const name of commandNames.filter((one) => !commandSpec(one).internal)) {
      expect(readme).toContain(`\`${name}`);
    }
    const documented = [...readme.matchAll(/^\|\s+(\d+) \|/gm)].map(([, code]) => Number(code));
    expect(documented).toEqual(Object.values(EXIT));
  });
});
