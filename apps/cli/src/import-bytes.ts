import type { Stats } from 'node:fs';
import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { requireSize } from '@halfminute/interchange';
import { systemErrorName } from './system-error-name.ts';
import { pause, readSome } from './read-some.ts';
import { Refusal } from './refusal.ts';
import { isTerminal } from './standard-streams.ts';

const STDIN = 0;
const CHUNK_BYTES = 256 * 1024;

/** How long somebody may take to open the other end of a pipe that has a name. */
const WRITER_MS = 1000;

/**
 * Everything in a file or a pipe; "-" is the standard input. Never more than is read of any file, whatever size it says to have. Throws {@link Refusal}
 * where it is a folder, a device or a terminal, and InterchangeError 'too-large'.
 */
export async function readImportBytes(path: string): Promise<Uint8Array> {
  if (path === '-') {
    if (await isTerminal('input')) {
      throw new Refusal(
        'missing-operand',
        '"-" is the standard input, and it is a terminal. Name the file, or hand it over by a pipe.',
      );
    }
    return readDescriptor(STDIN, 'The standard input');
  }
  let descriptor: number;
  try {
    // O_NONBLOCK: opening a pipe would wait for its writer for ever. Windows has neither.
    descriptor = openSync(path, constants.O_RDONLY | (process.platform === 'win32' ? 0 : constants.O_NONBLOCK));
  } catch (error) {
    throw unreadable(path, error);
  }
  try {
    return readDescriptor(descriptor, path);
  } finally {
    closeSync(descriptor);
  }
}

function readDescriptor(descriptor: number, called: string): Uint8Array {
  const status = fstatSync(descriptor);
  requireReadable(status, called);
  requireSize(status.size);
  const chunks: Uint8Array[] = [];
  // What a file of the kernel's has not yet would never come.
  const waits = !status.isFile();
  let total = 0;
  let waitedMs = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const length = readOrRefuse(descriptor, chunk, { called, waits });
    if (length > 0) {
      total += length;
      requireSize(total);
      chunks.push(chunk.subarray(0, length));
    } else if (total === 0 && status.isFIFO() && descriptor !== STDIN && waitedMs < WRITER_MS) {
      waitedMs += pause();
    } else {
      return Buffer.concat(chunks, total);
    }
  }
}

function readOrRefuse(
  descriptor: number,
  into: Buffer,
  { called, waits }: { readonly called: string; readonly waits: boolean },
): number {
  try {
    return readSome(descriptor, into, { waits });
  } catch (error) {
    throw unreadable(called, error);
  }
}

function requireReadable(status: Stats, called: string): void {
  if (status.isDirectory()) {
    throw new Refusal('is-a-folder', `${called} is a folder. Name the files in it.`);
  }
  if (status.isCharacterDevice() || status.isBlockDevice()) {
    throw new Refusal('is-a-device', `${called} is a device, and no backup of an authenticator is one. Name a file.`);
  }
}

function unreadable(called: string, error: unknown): Error {
  const name = systemErrorName(error) ?? 'unknown';
  const sentence = sentences.get(name)?.(called);
  return new Refusal('unreadable-file', sentence ?? `${called} cannot be read (${name}).`);
}

/** Of what happens to everybody. */
const sentences: ReadonlyMap<string, (called: string) => string> = new Map([
  ['ENOENT', (called) => `There is no file ${called}. Look at its name and folder.`],
  ['EACCES', (called) => `The system does not let you read ${called}.`],
]);
