import { openSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { ReadStream } from 'node:tty';
import { EXIT } from './exit-code.ts';
import { Refusal } from './refusal.ts';
import { isTerminal, writeError } from './standard-streams.ts';

const KEYS = {
  interrupt: '\u0003',
  end: '\u0004',
  backspace: ['\u0008', '\u007f'],
  eraseLine: '\u0015',
  enter: ['\r', '\n'],
} as const;

/** An escape sequence, as the arrow keys send: nothing one types into a password. */
// oxlint-disable-next-line no-control-regex -- the control character is what is looked for
const ESCAPE_SEQUENCE = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|O.)?/g;

/**
 * Asks at the terminal and shows nothing of what is typed. The question goes to stderr, so that stdout stays the
 * answer's. Where the standard input is a pipe, the terminal itself is asked. Throws {@link Refusal} 'no-terminal'.
 */
export async function askHidden(question: string): Promise<string> {
  const terminal = await openTerminal();
  writeError(question);
  terminal.setRawMode(true);
  try {
    return await readLine(terminal);
  } finally {
    terminal.setRawMode(false);
    terminal.destroy();
    writeError('\n');
  }
}

async function openTerminal(): Promise<ReadStream> {
  if (await isTerminal('input')) {
    return new ReadStream(0);
  }
  try {
    return new ReadStream(openSync(process.platform === 'win32' ? String.raw`\\.\CONIN$` : '/dev/tty', 'r+'));
  } catch {
    throw new Refusal(
      'no-terminal',
      'There is no terminal to ask at. Give the password by --password-stdin or --password-fd N.',
    );
  }
}

function readLine(terminal: ReadStream): Promise<string> {
  const decoder = new StringDecoder('utf8');
  let typed: string[] = [];
  return new Promise((resolve, reject) => {
    const interrupted = (): void => {
      reject(new Refusal('interrupted', 'Stopped. Nothing was changed.', { exitCode: EXIT.interrupted }));
    };
    terminal.on('data', (bytes: Buffer) => {
      for (const key of decoder.write(bytes).replaceAll(ESCAPE_SEQUENCE, '')) {
        if (isOneOf(KEYS.enter, key)) {
          resolve(typed.join(''));
          return;
        }
        if (key === KEYS.interrupt || (key === KEYS.end && typed.length === 0)) {
          interrupted();
          return;
        }
        if (isOneOf(KEYS.backspace, key)) {
          typed.pop();
        } else if (key === KEYS.eraseLine) {
          typed = [];
        } else if (key !== KEYS.end) {
          typed.push(key);
        }
      }
    });
    terminal.on('end', interrupted);
    terminal.on('error', interrupted);
  });
}

function isOneOf(keys: readonly string[], key: string): boolean {
  return keys.includes(key);
}
