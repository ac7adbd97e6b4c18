import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** A user's whole desk: a display with a window manager, a session bus, a home. Nothing of it is the tester's own, and all of it goes with `close`. */
export interface Desk {
  readonly environment: Readonly<Record<string, string>>;
  readonly home: string;
  /** Where the window and the command line keep the vault. */
  readonly vaultPath: string;
  /** Starts a program of this desk; it is ended with it. */
  start(program: string, args: readonly string[], environment?: Readonly<Record<string, string>>): ChildProcess;
  /** What a program of this desk prints until it ends; throws where it ends with anything but 0. */
  run(program: string, ...args: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

/** `screen`: its pixels. */
export async function openDesk(screen = { width: 1280, height: 900 }): Promise<Desk> {
  const home = mkdtempSync(join(tmpdir(), 'halfminute-desk-'));
  const running: ChildProcess[] = [];
  const environment: Record<string, string> = { ...cleanEnvironment(), HOME: home };
  for (const [name, folder] of Object.entries({ XDG_RUNTIME_DIR: 'run', XDG_DATA_HOME: 'data' })) {
    mkdirSync(join(home, folder), { mode: 0o700 });
    environment[name] = join(home, folder);
  }

  const desk: Desk = {
    environment,
    home,
    vaultPath: join(home, 'data', 'halfminute', 'vault.halfminute'),
    start(program, args, more = {}) {
      const child = spawn(program, args, {
        cwd: home,
        env: { ...environment, ...more },
        stdio: ['ignore', 'pipe', 'ignore'],
        // A group of its own, so that what it starts is ended with it.
        detached: true,
      });
      running.push(child);
      return child;
    },
    run: (program, ...args) =>
      new Promise((resolve, reject) => {
        execFile(program, args, { cwd: home, env: environment, timeout: 20_000 }, (error, stdout) => {
          if (error === null) {
            resolve(stdout);
          } else {
            reject(error);
          }
        });
      }),
    async close() {
      for (const child of running.toReversed()) {
        await endGroup(child);
      }
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };

  try {
    const pixels = `${screen.width}x${screen.height}x24`;
    const display = desk.start('Xvfb', ['-displayfd', '1', '-screen', '0', pixels, '-nolisten', 'tcp']);
    environment['DISPLAY'] = `:${await firstLine(display)}`;
    const configuration = join(home, 'bus.conf');
    writeFileSync(configuration, busConfiguration);
    const bus = desk.start('dbus-daemon', [`--config-file=${configuration}`, '--nofork', '--print-address=1']);
    environment['DBUS_SESSION_BUS_ADDRESS'] = await firstLine(bus);
    let manager = desk.start('openbox', []);
    await until(
      'the window manager is there',
      async () => {
        // On a busy machine it may come before its display, and then it ends.
        if (manager.exitCode !== null || manager.signalCode !== null) {
          manager = desk.start('openbox', []);
        }
        return (await desk.run('xprop', '-root', '_NET_SUPPORTING_WM_CHECK')).includes('window id');
      },
      60_000,
    );
    return desk;
  } catch (error) {
    await desk.close();
    throw error;
  }
}

/** A session's bus that starts no program by itself: what is not there does not answer. */
const busConfiguration = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/** Waits for what may take a moment; throws, naming `what`, where it does not come. */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  atMostMs: number = 20_000,
): Promise<void> {
  const endMs = Date.now() + atMostMs;
  while (!(await isSo())) {
    if (Date.now() > endMs) {
      throw new Error(`waited ${atMostMs / 1000} s in vain: ${what}`);
    }
    await sleep(50);
  }
}

/** Without the tester's own display, bus and folders. */
function cleanEnvironment(): Record<string, string> {
  const kept = ['PATH', 'LANG', 'TZ'];
  return {
    ...Object.fromEntries(kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))),
    // There is neither a graphics card nor an accessibility bus here, and looking for them takes seconds.
    LIBGL_ALWAYS_SOFTWARE: '1',
    NO_AT_BRIDGE: '1',
    XDG_SESSION_TYPE: 'x11',
    GDK_BACKEND: 'x11',
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) {
    throw new Error('the program has no output to read');
  }
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([once(lines, 'line'), once(child, 'exit')]);
  if (typeof line[0] !== 'string') {
    throw new Error(`${child.spawnfile} ended with ${line[0]} before it was ready`);
  }
  return line[0];
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) {
    return;
  }
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    try {
      process.kill(-child.pid, signal);
    } catch {
      return; // nobody of the group is left
    }
    if (child.exitCode === null && child.signalCode === null) {
      await Promise.race([once(child, 'exit'), sleep(2000)]);
    }
  }
}
