import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canRun } from '../../../tools/requirements.ts';
import { programArguments, runHalfminute, runProgram, temporaryFolder } from './run-halfminute.ts';

let folder: ReturnType<typeof temporaryFolder>;
let vault: string;

beforeEach(() => {
  folder = temporaryFolder();
  vault = join(folder.path, 'v.halfminute');
});
afterEach(() => folder.remove());

const password = 'correct horse battery\n';

describe.skipIf(!canRun('the order of system calls', 'strace'))('a save, as the system sees it', () => {
  it('writes a file beside the vault, fsyncs it, renames it over the vault, and fsyncs the folder', async () => {
    const made = await runHalfminute(['init', '--vault', vault, '--password-stdin'], { input: password });
    expect(made.exitCode).toBe(0);
    const trace = join(folder.path, 'trace');
    const calls =
      'trace=openat,write,writev,pwrite64,pwritev,fsync,fdatasync,rename,renameat,renameat2,link,linkat,close';
    const { exitCode } = await runProgram(
      'strace',
      [
        '-f',
        '-y',
        '-o',
        trace,
        '-e',
        calls,
        process.execPath,
        ...programArguments,
        'add',
        '--vault',
        vault,
        '--service',
        'Exizent',
        '--password-stdin',
      ],
      { input: `${password}JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP\n` },
    );
    expect(exitCode).toBe(0);
    const lines = readFileSync(trace, 'utf8').split('\n');
    const temporary = String.raw`v\.halfminute\.[0-9a-f]{16}\.tmp`;
    const order = [
      new RegExp(`openat\\(.*${temporary}".*O_WRONLY\\|O_CREAT\\|O_EXCL.*0600`),
      new RegExp(`p?writev?(?:64)?\\(\\d+<[^>]*${temporary}>`),
      new RegExp(`fsync\\(\\d+<[^>]*${temporary}>`),
      new RegExp(`rename(?:at2?)?\\(.*${temporary}".*/v\\.halfminute"`),
      new RegExp(`fsync\\(\\d+<${folder.path}>`),
    ];
    const places = order.map((call) => lines.findIndex((line) => call.test(line)));
    expect(
      places.every((place) => place >= 0),
      places.join(' '),
    ).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    // No other descriptor ever writes to the vault itself.
    expect(lines.filter((line) => /writev?(?:64)?\(\d+<[^>]*v\.halfminute>/.test(line))).toEqual([]);
  }, 120_000);
});

/** A disk of 64 KiB, in a name space of its own that goes with the shell. */
const tinyDisk = (folderPath: string, script: string): readonly string[] => [
  '--map-root-user',
  '--mount',
  'sh',
  '-c',
  `mount -t tmpfs -o size=64k,mode=700 tmpfs "${folderPath}" && ${script}`,
];

function hasTinyDisks(): boolean {
  const place = temporaryFolder();
  try {
    execFileSync('unshare', tinyDisk(place.path, 'true'), { stdio: 'ignore' });
    return true;
  } catch {
    console.log('skipped: a full disk (to let it run: allow user name spaces, or run as root)');
    return false;
  } finally {
    place.remove();
  }
}

describe.skipIf(!hasTinyDisks())('a full disk', () => {
  it('loses nothing, says so, and saves again when there is room', async () => {
    const program = [process.execPath, ...programArguments].map((word) => `'${word}'`).join(' ');
    const script = `
      cd "${folder.path}"
      printf 'correct horse battery\\n' | ${program} init --vault v.halfminute --password-stdin >&2 || exit 90
      cp v.halfminute before
      dd if=/dev/zero of=filler bs=1k 2>/dev/null
      printf 'correct horse battery\\nJBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP\\n' | ${program} add --vault v.halfminute --service Exizent --password-stdin --json
      echo "exit $?"
      cmp v.halfminute before && echo unchanged
      ls -A | grep -c 'tmp$'
      rm filler
      printf 'correct horse battery\\nJBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP\\n' | ${program} add --vault v.halfminute --service Exizent --password-stdin >/dev/null
      echo "exit $?"`;
    const { stdout } = await runProgram('unshare', tinyDisk(folder.path, script));
    const [refusal = '{}', ...rest] = stdout.trim().split('\n');
    expect(JSON.parse(refusal)).toMatchObject({ error: { code: 'disk-full' } });
    expect(rest).toEqual(['exit 1', 'unchanged', '0', 'exit 0']);
  }, 120_000);
});
