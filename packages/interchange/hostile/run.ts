/** `npm run hostile`: hands every hostile file to the command line, and prints what became of it, with seconds and peak memory. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { password } from './hostile-file.ts';
import type { HostileFile } from './hostile-file.ts';
import { hostileFiles } from './files.ts';

const mostSeconds = 2;
const mostMegabytes = 300;
const nameColumns = 44;
const program = join(import.meta.dirname, '../../../apps/cli/src/main.ts');
/** Where a member of an archive would be, were it written where its name says. */
const climbedOut = '/tmp/halfminute-climbed-out';

interface Run {
  readonly answer: string;
  readonly asExpected: boolean;
  readonly seconds: number;
  /** Of the whole process, with Node itself. */
  readonly megabytes: number;
}

const folder = mkdtempSync(join(tmpdir(), 'halfminute-hostile-'));
let failures = 0;
try {
  console.log(`${'file'.padEnd(nameColumns)} seconds     MB  what the user is told`);
  for (const file of hostileFiles) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, so that the seconds are its own
    const run = await tryFile(file);
    const isGood = run.asExpected && run.seconds <= mostSeconds && run.megabytes <= mostMegabytes;
    failures += isGood ? 0 : 1;
    console.log(
      `${file.name.padEnd(nameColumns)} ${run.seconds.toFixed(2).padStart(7)} ${run.megabytes.toFixed(0).padStart(6)}  ${isGood ? '' : 'FAILED: '}${run.answer}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (existsSync(climbedOut)) {
  failures += 1;
  console.log(`FAILED: ${climbedOut} was written.`);
}
console.log(
  `${hostileFiles.length - failures} of ${hostileFiles.length} as wanted: each within ${mostSeconds} s and ${mostMegabytes} MB.`,
);
process.exitCode = failures === 0 ? 0 : 1;

async function tryFile({ bytes, expected }: HostileFile): Promise<Run> {
  const path = join(folder, 'file');
  writeFileSync(path, bytes());
  const memory = join(folder, 'memory');
  const { output, exitCode, seconds } = await importing(path, memory);
  const [, kibibytes] = existsSync(memory) ? (/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(memory, 'utf8')) ?? []) : [];
  const megabytes = kibibytes === undefined ? Number.POSITIVE_INFINITY : (Number(kibibytes) * 1024) / 1_000_000;
  rmSync(memory, { force: true });
  const { error, entries = [] } = readAnswer(output);
  if (exitCode !== 0 || error !== undefined) {
    const answer = error?.message.replaceAll(path, 'FILE') ?? `no sentence (exit code ${exitCode})`;
    return { answer, asExpected: expected === 'refused' && error !== undefined, seconds, megabytes };
  }
  const imported = entries.filter(({ verdict }) => verdict === 'imported').length;
  return {
    answer: `${imported} of ${entries.length} imported`,
    asExpected: expected !== 'refused' && imported === expected.imported,
    seconds,
    megabytes,
  };
}

interface Answer {
  readonly error?: { readonly message: string };
  readonly entries?: readonly { readonly verdict: string }[];
}

function readAnswer(output: string): Answer {
  try {
    // The command line's own answer, as its README describes it.
    return JSON.parse(output) as Answer;
  } catch {
    return {};
  }
}

function importing(path: string, memory: string) {
  // Not resourceUsage(): its peak begins with that of the process that started this one.
  const tellMemory = `const fs = process.getBuiltinModule('fs');
    process.on('exit', () => fs.writeFileSync(${JSON.stringify(memory)}, fs.readFileSync('/proc/self/status')));`;
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [
      '--conditions=@halfminute/source',
      '--import',
      `data:text/javascript,${encodeURIComponent(tellMemory)}`,
      program,
      'import',
      path,
      '--dry-run',
      '--json',
      '--file-password-stdin',
    ],
    { stdio: ['pipe', 'pipe', 'inherit'], timeout: 120_000 },
  );
  child.stdin.end(`${password}\n`);
  const output: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => output.push(part));
  return new Promise<{
    readonly output: string;
    readonly exitCode: number | null;
    readonly seconds: number;
  }>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => {
      const seconds = (performance.now() - started) / 1000;
      resolve({
        output: Buffer.concat(output).toString(),
        exitCode,
        seconds,
      });
    });
  });
}
