import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface StartedProcess {
  /** The next line that it prints. Rejects when it ends instead. */
  nextLine(): Promise<string>;
  say(line: string): void;
  /** As a power cut would: SIGKILL. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Closes its input, and resolves with its exit code. */
  end(): Promise<number | null>;
}

/** Starts a program of test/drivers as a process of its own. */
export function startProcess(driver: string, args: readonly string[]): StartedProcess {
  const program = join(import.meta.dirname, 'drivers', `${driver}.ts`);
  const child = spawn(process.execPath, ['--conditions=@halfminute/source', program, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const exited = once(child, 'exit');
  const exitCode = async () => {
    const [code] = (await exited) as [number | null]; // as: what `exit` tells
    return code;
  };
  return {
    async nextLine() {
      const { done, value } = await lines.next();
      if (done === true) {
        throw new Error(`${driver} ended with ${await exitCode()} instead of answering.`);
      }
      return value;
    },
    say: (line) => child.stdin.write(`${line}\n`),
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    end() {
      child.stdin.end();
      return exitCode();
    },
  };
}
