import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runStart, type StartCommand } from '../start-command.ts';

const address = 'http://127.0.0.1:4226/';

let folder: string;
let started: StartCommand[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'halfminute-start-'));
  started = [];
});

afterEach(async () => {
  await Promise.all(started.map((command) => command.interrupt()));
  rmSync(folder, { recursive: true });
});

/** With a display, and whatever stands for Rust; the window is a script that says so and stays. */
function start(environment: Readonly<Record<string, string>>): StartCommand {
  const command = runStart({
    stateFolder: join(folder, 'state'),
    args: ['--no-browser'],
    environment: { DISPLAY: ':none', CARGO_TARGET_DIR: join(folder, 'target'), ...environment },
  });
  started.push(command);
  return command;
}

/** A PATH on which cargo is a script of ours. */
function pathWithCargo(script: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'cargo'), `#!/bin/sh\nif [ "$1" = --version ]; then exit 0; fi\n${script}\n`, {
    mode: 0o755,
  });
  return [bin, process.env['PATH'] ?? ''].join(delimiter);
}

function isRunning(processId: string): boolean {
  return existsSync(`/proc/${processId}`);
}

const buildsWindow = `
mkdir -p "$CARGO_TARGET_DIR/release"
echo '   Compiling halfminute-desktop v0.1.0' >&2
printf '#!/bin/sh\\necho The window is open, process $$\\nexec sleep 600\\n' >"$CARGO_TARGET_DIR/release/halfminute-desktop"
chmod 755 "$CARGO_TARGET_DIR/release/halfminute-desktop"`;

describe('npm start with a display', () => {
  it('serves the web app at once, builds the window beside it, and opens it; the next time the window alone', async () => {
    const PATH = pathWithCargo(buildsWindow);
    const first = start({ PATH });
    await first.says(`Halfminute is at ${address}`);
    await first.says('The window is ready.');
    await first.says('The window is open');
    expect(first.output().indexOf(address)).toBeLessThan(first.output().indexOf('Building the window'));
    expect((await fetch(address)).status).toBe(200);
    await first.interrupt();

    const second = start({ PATH });
    await second.says('The window is open');
    expect(second.output()).not.toContain('Building');
    await expect(fetch(address)).rejects.toThrow('fetch failed');
    await second.interrupt();
  });

  it("ends the window with npm's own process", async () => {
    const command = start({ PATH: pathWithCargo(buildsWindow) });
    await command.says('The window is open');
    const window = /The window is open, process (\d+)/u.exec(command.output())?.[1] ?? '';
    expect(isRunning(window)).toBe(true);
    await command.endNpm('SIGTERM');
    await expect.poll(() => command.isAnyoneLeft() || isRunning(window), { timeout: 10_000 }).toBe(false);
  });

  it('goes on with the web app when the window cannot be built, and says why', async () => {
    const command = start({ PATH: pathWithCargo("echo 'error: no library of that name' >&2\nexit 101") });
    await command.says('The window could not be built (cargo ended with 101).');
    expect(command.output()).toContain('error: no library of that name');
    expect((await fetch(address)).status).toBe(200);
    await command.interrupt();
  });

  it.each(['Ctrl+C', 'SIGTERM'])('ends a build that goes on, and its compilers: %s', async (end) => {
    const begun = join(folder, 'begun');
    const command = start({ PATH: pathWithCargo(`sleep 600 &\necho $$ $! >${begun}\nwait`) });
    await command.says('Building the window');
    await expect
      .poll(() => existsSync(begun) && readFileSync(begun, 'utf8').trim(), { timeout: 20_000 })
      .toMatch(/^\d+ \d+$/);
    await (end === 'SIGTERM' ? command.endNpm(end) : command.interrupt());
    const processes = readFileSync(begun, 'utf8').trim().split(' ');
    await expect.poll(() => command.isAnyoneLeft() || processes.some(isRunning), { timeout: 10_000 }).toBe(false);
  });

  it('says what a window would need where there is no Rust', async () => {
    const withoutRust = (process.env['PATH'] ?? '')
      .split(delimiter)
      .filter((path) => !existsSync(join(path, 'cargo')))
      .join(delimiter);
    const command = start({ PATH: withoutRust, CARGO_HOME: join(folder, 'none') });
    await command.says('install Rust');
    expect((await fetch(address)).status).toBe(200);
  });
});
