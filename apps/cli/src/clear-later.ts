import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isSea } from 'node:sea';
import { setTimeout as delay } from 'node:timers/promises';
import { findClipboard } from './platform/clipboard.ts';
import { Refusal } from './refusal.ts';
import { readStandardInput } from './standard-streams.ts';

/**
 * Leaves a small process behind that clears the clipboard after so many seconds, if it still holds this text. The text
 * goes by a pipe: other programs can see arguments and environment.
 */
export async function clearLater(text: string, seconds: number): Promise<void> {
  const [program = ''] = process.argv.slice(1);
  // As one executable the program is its own Node, and takes our arguments only.
  const started = isSea() ? [] : [...process.execArgv, program];
  const child = spawn(process.execPath, [...started, 'clear-clipboard'], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  });
  child.stdin.end(`${seconds}\n${text}`);
  await once(child.stdin, 'finish');
  child.unref();
}

/** What that process does. */
export async function clearWhenTimeIsUp(): Promise<void> {
  const [seconds = '', text = ''] = readStandardInput().split('\n');
  const isTime = /^\d{1,4}$/.test(seconds);
  if (!isTime || text === '') {
    throw new Refusal('internal-command', 'This command is a part of "code --copy" and of no use alone.');
  }
  await delay(Number(seconds) * 1000);
  await findClipboard()?.clearIfHolds?.(text);
}
