import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { TestService } from '@halfminute/sign-in/testing';
import { projectRoot } from '../../tools/requirements.ts';

export interface AdminRun {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

const signInFolder = join(projectRoot, 'apps', 'sign-in');

/** One of the administrator's commands, in a process of its own, on the service's database and by its clock. */
export async function runAdmin(
  { config, now }: TestService,
  args: readonly string[],
  { input = '' }: { readonly input?: string } = {},
): Promise<AdminRun> {
  const policyFile = join(dirname(config.keyFile), 'policy-of-commands.json');
  writeFileSync(policyFile, JSON.stringify(config.policy));
  const child = spawn(
    process.execPath,
    [
      '--conditions=@halfminute/source',
      '--disable-warning=ExperimentalWarning',
      '--import',
      join(signInFolder, 'testing', 'test-clock.mjs'),
      '--import',
      join(projectRoot, 'tools', 'tsx.mjs'),
      join(signInFolder, 'src', 'admin', 'main.ts'),
      ...args,
    ],
    {
      // The channel is what tells the clock that a test moves it.
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
      env: {
        PATH: process.env['PATH'],
        HALFMINUTE_TEST_CLOCK_SECONDS: String(now() - Date.now() / 1000),
        HALFMINUTE_MODE: config.mode,
        HALFMINUTE_ISSUER: config.issuer,
        HALFMINUTE_DATABASE: config.database,
        HALFMINUTE_KEY_FILE: config.keyFile,
        HALFMINUTE_POLICY: policyFile,
        HALFMINUTE_HASH_MEMORY_KIB: String(config.hashing.memoryKiB),
        HALFMINUTE_HASH_PASSES: String(config.hashing.passes),
        HALFMINUTE_HASH_THREADS: '1',
      },
    },
  );
  child.stdin?.end(input);
  const [out, err, [code]] = await Promise.all([
    child.stdout === null ? '' : text(child.stdout),
    child.stderr === null ? '' : text(child.stderr),
    once(child, 'close'),
  ]);
  return { exitCode: typeof code === 'number' ? code : -1, out, err };
}
