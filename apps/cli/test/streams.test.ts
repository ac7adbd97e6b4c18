import { execFile, execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { longCode, password, useReadyVault } from './ready-vault.ts';
import type { Ended } from './run-halfminute.ts';
import { programArguments } from './run-halfminute.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const place = useReadyVault();
const link = 'otpauth://totp/Alder:ada?secret=MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U&issuer=Alder';

/** A command line of a shell, in which $HALFMINUTE is the program and $VAULT a vault. */
function shell(line: string, input = ''): Promise<Ended> {
  const program = [process.execPath, ...programArguments].map((part) => `'${part}'`).join(' ');
  return new Promise((resolve) => {
    const child = execFile(
      'bash',
      ['-c', line.replaceAll('$HALFMINUTE', program)],
      { env: { ...process.env, VAULT: place.vault, FOLDER: place.folder, NODE_NO_WARNINGS: '1' } },
      (error, stdout, stderr) =>
        resolve({ exitCode: error === null ? 0 : typeof error.code === 'number' ? error.code : null, stdout, stderr }),
    );
    child.stdin?.on('error', () => undefined).end(input);
  });
}

describe('an import', () => {
  it.each([
    ['what never ends', 'cat /dev/zero | $HALFMINUTE import - --dry-run', 'larger than 32 MiB'],
    ['a pipe that never ends', '$HALFMINUTE import <(yes otpauth://totp/a) --dry-run', 'larger than 32 MiB'],
    ['a device', '$HALFMINUTE import /dev/zero --dry-run', '/dev/zero is a device'],
    ['a device at the standard input', '$HALFMINUTE import - --dry-run < /dev/zero', 'The standard input is a device'],
    ['a device beside a file', 'echo x > "$FOLDER/x"; $HALFMINUTE import "$FOLDER/x" /dev/zero --dry-run', '/dev/zero'],
    ['a folder', '$HALFMINUTE import "$FOLDER" --dry-run', 'is a folder'],
    ['the passwords', '$HALFMINUTE import - --file-password-stdin --dry-run', 'cannot be the file and hold a password'],
  ])('refuses %s, soon and by name', async (_, line, sentence) => {
    const beganMs = performance.now();
    const { exitCode, stdout, stderr } = await shell(line);
    expect({ exitCode, said: stdout + stderr }).toEqual({ exitCode: 2, said: expect.stringContaining(sentence) });
    expect(performance.now() - beganMs).toBeLessThan(30_000);
  });

  it('reads the standard input and a pipe as it reads a file', async () => {
    const lines = [`cat | $HALFMINUTE import - --dry-run`, `$HALFMINUTE import <(cat) --dry-run`];
    for (const line of lines) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect((await shell(line, link)).stdout).toMatch(/imported +Alder, ada/u);
    }
  });

  it.skipIf(process.platform !== 'linux')(
    'of a file that says to be empty and never ends is refused as well',
    async () => {
      const line = 'ulimit -v 40000000; $HALFMINUTE';
      expect(await shell(`${line} import /proc/self/pagemap --dry-run`)).toMatchObject({ exitCode: 2 });
      const restored = await shell(
        `${line} restore /proc/self/pagemap --vault "$VAULT" --password-stdin`,
        `${password}\n`,
      );
      expect(restored).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('larger than any vault') });
    },
  );

  it('waits for whoever opens a pipe a little later, and for nobody for ever', async () => {
    const pipe = join(place.folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const late = await shell(
      `(sleep 0.4; echo '${link}' > "$FOLDER/pipe") & $HALFMINUTE import "$FOLDER/pipe" --dry-run`,
    );
    expect(late.stdout).toMatch(/imported +Alder, ada/u);
    expect((await shell('$HALFMINUTE import "$FOLDER/pipe" --dry-run')).exitCode).toBe(2);
  });
});

describe('an output that does not get out', () => {
  const given = `${password}\n`;
  const command = (words: string): string => `$HALFMINUTE ${words} --vault "$VAULT" --password-stdin`;

  it.each([
    ['a list', command('export --plain')],
    ['JSON', command('export --plain --json')],
    ['a page', command('export --plain --format paper')],
    ['QR codes', command('export vpn --plain --qr')],
    ['a backup', '$HALFMINUTE backup - --vault "$VAULT"'],
  ])('is told as what it is: %s', async (_, line) => {
    const before = readFileSync(place.vault);
    const { exitCode, stderr } = await shell(`${line} > /dev/full`, given);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('could not be written to its end (there is no room, ENOSPC)');
    expect(stderr).toContain('not whole');
    expect(stderr).not.toContain('Something broke');
    expect(stderr).not.toContain(longCode);
    expect(readFileSync(place.vault)).toEqual(before);
  });

  it('is told where nobody reads on, and is no matter for a list', async () => {
    const late = `{ ${command('export --plain')}; echo "rc $?" >&2; } | true`;
    expect((await shell(late, given)).stderr).toMatch(/stopped before its end[^]*rc 1/u);
    expect((await shell(`{ ${command('list')}; echo "rc $?" >&2; } | true`, given)).stderr).toBe('rc 0\n');
  });

  it('says nothing that is not so of what was saved before', async () => {
    writeFileSync(join(place.folder, 'list.txt'), link);
    const { exitCode, stderr } = await shell(`${command('import "$FOLDER/list.txt"')} > /dev/full`, given);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('What was saved before that stays saved.');
    expect((await place.run(['list'])).stdout).toContain('Alder');
    const file = `${place.vault}-out`;
    expect((await shell(`${command(`export --plain -o '${file}'`)} > /dev/full`, given)).exitCode).toBe(1);
    expect(readFileSync(file, 'utf8')).toContain(longCode);
  });

  it('ends a watch, which would go on for nobody', async () => {
    const watching = command('code "Exizent Test" --watch');
    expect(await shell(`${watching} > /dev/full`, given)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('could not be written to its end'),
    });
    expect((await shell(`{ timeout 60 ${watching}; echo "rc $?" >&2; } | true`, given)).stderr).toContain('rc 0');
  });

  it('has its exit code where not even the standard error takes the sentence', async () => {
    expect((await shell(`${command('list --json')} > /dev/full 2> /dev/full`, given)).exitCode).toBe(1);
  });
});
