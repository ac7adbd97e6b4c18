import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../../../tools/requirements.ts';

/** One command in a process of its own, as npm starts it; its output comes along as it is printed. */
export function startCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): { readonly child: ChildProcess; readonly output: () => string; readonly ended: Promise<number | null> } {
  const child = spawn(
    process.execPath,
    [
      '--conditions=@halfminute/source',
      '--disable-warning=ExperimentalWarning',
      '--import',
      join(projectRoot, 'tools/tsx.mjs'),
      join(projectRoot, 'apps/sign-in/src/admin/main.ts'),
      ...args,
    ],
    { env: { PATH: process.env['PATH'] ?? '', ...environment }, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
  }
  child.stdin.end();
  const { promise, resolve } = Promise.withResolvers<number | null>();
  child.once('close', resolve);
  return { child, output: () => text, ended: promise };
}
