import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../../tools/requirements.ts';

/** The program as `npm run halfminute` starts it: from its sources, by Node alone. */
export const programArguments: readonly string[] = [
  '--conditions=@halfminute/source',
  join(projectRoot, 'apps/cli/src/main.ts'),
];

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What file descriptor 3 holds. */
  readonly third?: string;
}

/** Runs `halfminute` with these arguments and nothing of this computer's environment but the PATH. */
export function runHalfminute(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return runProgram(process.execPath, [...programArguments, ...args], options);
}

export function runProgram(
  program: string,
  args: readonly string[],
  { input = '', env = {}, third }: RunOptions = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', NODE_NO_WARNINGS: '1', ...env },
      stdio: ['pipe', 'pipe', 'pipe', ...(third === undefined ? [] : ['pipe' as const])],
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdin?.on('error', () => undefined).end(input);
    const pipe = child.stdio[3];
    if (third !== undefined && pipe !== null && pipe !== undefined && 'end' in pipe) {
      pipe.end(third);
    }
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}

/** A folder for one test, and how to let go of it. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'halfminute-cli-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
