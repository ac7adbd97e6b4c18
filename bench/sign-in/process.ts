import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { familyOf } from './cost.ts';

export interface StartedProcess {
  readonly firstLine: string;
  readonly readySeconds: number;
  readonly processIds: () => readonly number[];
  stop(): Promise<void>;
}

/** Starts a Node program of ours and waits for the first line it prints. Its errors are shown. */
export async function startProcess(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<StartedProcess> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--conditions=@halfminute/source', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '', ...environment },
  });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, 'line'), ended]);
  if (child.exitCode !== null || child.pid === undefined) {
    throw new Error(`${args[0] ?? 'node'} ended before it was ready, with ${String(child.exitCode)}.`);
  }
  const id = child.pid;
  return {
    firstLine: String(first[0]),
    readySeconds: (performance.now() - began) / 1000,
    processIds: () => familyOf(id),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
