import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { familyOf } from '../sign-in/cost.ts';

/** A program with a window, started in a home of its own. */
export interface StartedProgram {
  readonly startedMs: number;
  /** Its own process first, then all that it started; the session bus that it was given does not count. */
  processIds(): readonly number[];
  stop(): Promise<void>;
}

export interface ProgramOptions {
  readonly command: readonly string[];
  readonly display: string;
  /** Prepares the home before the start, such as by a vault. */
  readonly home?: (folder: string) => void;
}

export async function startProgram({ command, display, home }: ProgramOptions): Promise<StartedProgram> {
  const folder = mkdtempSync(join(tmpdir(), 'halfminute-home-'));
  const runtime = join(folder, 'run');
  mkdirSync(runtime, { mode: 0o700 });
  home?.(folder);
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, XDG_RUNTIME_DIR: runtime, HOME: folder },
  });
  const [address] = await once(bus.stdout, 'data');
  const startedMs = performance.now();
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    stdio: 'ignore',
    env: {
      PATH: process.env['PATH'],
      LANG: 'C.UTF-8',
      DISPLAY: display,
      HOME: folder,
      XDG_RUNTIME_DIR: runtime,
      DBUS_SESSION_BUS_ADDRESS: String(address).trim(),
      // Neither has a screen reader to serve.
      NO_AT_BRIDGE: '1',
    },
  });
  const ended = once(child, 'exit');
  return {
    startedMs,
    processIds: () => (child.pid === undefined ? [] : familyOf(child.pid)),
    async stop() {
      child.kill('SIGTERM');
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 3000))]);
      child.kill('SIGKILL');
      const busEnded = once(bus, 'exit');
      bus.kill('SIGTERM');
      await busEnded;
      await removeFolder(folder);
    },
  };
}

/** The portal of documents that the bus may have started takes a moment to leave its mount in there. */
async function removeFolder(folder: string): Promise<void> {
  for (let left = 20; ; left -= 1) {
    try {
      rmSync(folder, { recursive: true, force: true });
      return;
    } catch (error) {
      if (left === 0) {
        throw error;
      }
      // oxlint-disable-next-line no-await-in-loop -- again and again
      await sleep(200);
    }
  }
}

/** How often each thread of these processes was woken so far: each waking ends in giving the processor up again (proc(5)). */
export function wakeUps(processIds: readonly number[]): ReadonlyMap<string, number> {
  const woken = new Map<string, number>();
  for (const id of processIds) {
    for (const thread of threadsOf(id)) {
      try {
        const status = readFileSync(`/proc/${id}/task/${thread}/status`, 'utf8');
        woken.set(thread, Number(/^voluntary_ctxt_switches:\s+(\d+)$/m.exec(status)?.[1] ?? 0));
      } catch {
        // It ended between the listing and the reading.
      }
    }
  }
  return woken;
}

/** How often they were woken between two looks. A thread that ended meanwhile takes its count with it; it was woken once at least, to end. */
export function wakeUpsBetween(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): number {
  const ended = [...before.keys()].filter((thread) => !after.has(thread)).length;
  return [...after].reduce((sum, [thread, woken]) => sum + woken - (before.get(thread) ?? 0), ended);
}

function threadsOf(processId: number): readonly string[] {
  try {
    return readdirSync(`/proc/${processId}/task`);
  } catch {
    return [];
  }
}
