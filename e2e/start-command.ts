import { spawn, type ChildProcess } from 'node:child_process';
import { projectRoot } from '../tools/requirements.ts';

/** `npm start` as a process of its own. */
export interface StartCommand {
  /** Resolves once the output holds `text`; rejects when the command ends before. */
  says(text: string): Promise<void>;
  /** Everything printed so far. */
  output(): string;
  /** Presses Ctrl+C; resolves to the exit code. Nothing happens where all has ended. */
  interrupt(): Promise<number | null>;
  /** Sends a signal to npm's own process and to no other; resolves when npm has ended. */
  endNpm(signal: NodeJS.Signals): Promise<void>;
  /** Whether any process of it is left, but for those with a group of their own. */
  isAnyoneLeft(): boolean;
  ended(): Promise<number | null>;
}

/** Runs `npm start` in the project, with `stateFolder` for its key, and no browser of the user's. */
export function runStart(options: {
  readonly stateFolder: string;
  readonly args?: readonly string[];
  /** Beyond this process's own, such as a display. */
  readonly environment?: Readonly<Record<string, string>>;
}): StartCommand {
  const environment: NodeJS.ProcessEnv = { ...process.env, XDG_STATE_HOME: options.stateFolder };
  // As in a user's shell, not in a test's; and no browser of the user's, if this runs on a desktop.
  delete environment['NODE_ENV'];
  delete environment['VITEST'];
  delete environment['DISPLAY'];
  delete environment['WAYLAND_DISPLAY'];
  Object.assign(environment, options.environment);
  const child: ChildProcess = spawn('npm', ['start', '--', ...(options.args ?? [])], {
    cwd: projectRoot,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that Ctrl+C can be sent to all of it, as a terminal does.
    detached: true,
  });
  let printed = '';
  const listeners = new Set<() => void>();
  const hear = (part: Buffer): void => {
    printed += part.toString();
    listeners.forEach((listener) => listener());
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  return {
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (printed.includes(text)) {
            listeners.delete(look);
            resolve();
          }
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`npm start ended without saying "${text}":\n${printed}`)));
      }),
    output: () => printed,
    interrupt: () => {
      reachesGroup(child, 'SIGINT');
      return ended;
    },
    async endNpm(signal) {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.kill(signal);
      await exited;
    },
    isAnyoneLeft: () => reachesGroup(child, 0),
    ended: () => ended,
  };
}

function reachesGroup(leader: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  try {
    return leader.pid !== undefined && process.kill(-leader.pid, signal);
  } catch {
    return false; // nobody of the group is left
  }
}
