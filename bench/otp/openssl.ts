import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Accounts } from './rivals.ts';
import type { Runner } from './rounds.ts';

/** The C program, compiled and started, with the keys of all accounts. */
export interface OpenSsl {
  readonly runner: Runner;
  /** The code that the C program makes of the first account. */
  readonly firstCode: (counter: number) => Promise<string>;
  readonly stop: () => void;
}

/** OpenSSL's HMAC() called from C; see openssl-hmac.c for what it reads and answers. */
export function startOpenSsl({ algorithm, keys }: Accounts): OpenSsl {
  const folder = mkdtempSync(join(tmpdir(), 'halfminute-bench-'));
  const program = join(folder, 'openssl-hmac');
  execFileSync('cc', ['-O2', '-Wall', '-o', program, join(import.meta.dirname, 'openssl-hmac.c'), '-lcrypto']);
  const child = spawn(program, [algorithm], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.stdin.write(keys.map((key) => `${Buffer.from(key).toString('hex')}\n`).join(''));

  const ask = async (request: string): Promise<readonly string[]> => {
    child.stdin.write(`${request}\n`);
    const answer = await answers.next();
    if (answer.done === true) {
      throw new Error('The C program of the bench has ended.');
    }
    return answer.value.split(' ');
  };
  return {
    runner: {
      name: "OpenSSL's HMAC() called from C",
      run: async (milliseconds, firstCounter) => {
        const [codes, nanoseconds] = await ask(`run ${milliseconds} ${firstCounter}`);
        return (Number(codes) / Number(nanoseconds)) * 1e9;
      },
    },
    firstCode: async (counter) => (await ask(`code ${counter}`))[0] ?? '',
    stop: () => {
      child.stdin.end();
      rmSync(folder, { recursive: true });
    },
  };
}
