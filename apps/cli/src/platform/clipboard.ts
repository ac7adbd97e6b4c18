import { spawn } from 'node:child_process';
import { PlatformError } from '@halfminute/core';
import type { Clipboard } from '@halfminute/core';
import { findProgram } from './find-program.ts';

type Command = readonly [program: string, ...args: string[]];

/** How one kind of desktop lets programs at its clipboard. Text goes in by stdin: other programs can see arguments. */
interface ClipboardCommands {
  readonly write: Command;
  /** Prints what it holds. */
  readonly read: Command;
}

/** The clipboard of the desktop we run on, if there is one and a program that reaches it. */
export function findClipboard(): Clipboard | null {
  const commands = candidates().find(({ write }) => findProgram(write[0]) !== null);
  return commands === undefined ? null : createClipboard(commands);
}

function candidates(): readonly ClipboardCommands[] {
  if (process.platform === 'darwin') {
    return [macos];
  }
  if (process.platform === 'win32') {
    return [windows];
  }
  return [
    ...(process.env['WAYLAND_DISPLAY'] ? [wayland] : []),
    ...(process.env['DISPLAY'] ? [xclip, xsel] : []),
    ...(process.env['WSL_DISTRO_NAME'] ? [windows] : []),
  ];
}

const macos: ClipboardCommands = { write: ['pbcopy'], read: ['pbpaste'] };
const wayland: ClipboardCommands = { write: ['wl-copy'], read: ['wl-paste', '--no-newline'] };
const xclip: ClipboardCommands = {
  write: ['xclip', '-selection', 'clipboard', '-in'],
  read: ['xclip', '-selection', 'clipboard', '-out'],
};
const xsel: ClipboardCommands = {
  write: ['xsel', '--clipboard', '--input'],
  read: ['xsel', '--clipboard', '--output'],
};
const windows: ClipboardCommands = {
  write: ['clip.exe'],
  read: ['powershell.exe', '-NoProfile', '-NonInteractive', '-Command', 'Get-Clipboard'],
};

function createClipboard(commands: ClipboardCommands): Clipboard {
  const write = async (text: string): Promise<void> => {
    await run(commands.write, text);
  };
  if (findProgram(commands.read[0]) === null) {
    return { write };
  }
  return {
    write,
    async clearIfHolds(text) {
      // Some of these programs end what they print with a line of their own.
      if ((await run(commands.read, null)).trimEnd() === text) {
        await write('');
      }
    },
  };
}

/** Answers what it printed. `input`: null for a command that only prints. */
function run([program, ...args]: Command, input: string | null): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void =>
      reject(new PlatformError('not-permitted', `The clipboard did not answer: ${why}.`));
    const path = findProgram(program);
    if (path === null) {
      fail(`${program} is gone`);
      return;
    }
    // A program that writes stays behind to hand the text out; it must not hold our stdout open.
    const child = spawn(path, args, { stdio: ['pipe', input === null ? 'pipe' : 'ignore', 'ignore'] });
    let printed = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (printed += text));
    child.on('error', () => fail(`${program} cannot be started`));
    child.on(input === null ? 'close' : 'exit', (code) => {
      if (code === 0) {
        resolve(printed);
      } else {
        fail(`${program} ended with ${code}`);
      }
    });
    child.stdin?.on('error', () => undefined).end(input ?? '');
  });
}
