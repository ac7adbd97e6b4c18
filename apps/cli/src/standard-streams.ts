import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';
import { EXIT } from './exit-code.ts';
import { pause, readSome } from './read-some.ts';
import { Refusal } from './refusal.ts';
import { systemErrorName } from './system-error-name.ts';

// By file descriptor and not by `process.stdin` and `process.stdout`: making those streams costs more than everything
// else that `read` does, and a write that is synchronous is on its way before the process ends.

const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;

/** Enough for whatever a person pastes; far below what would fill the memory. */
const LARGEST_INPUT_BYTES = 1024 * 1024;

const CHUNK_BYTES = 64 * 1024;

/** Throws {@link Refusal} 'output-failed' where there is no room for it, or the medium fails. */
export function writeOut(text: string): void {
  writeBytesOut(Buffer.from(text, 'utf8'));
}

/** As {@link writeOut}. */
export function writeBytesOut(bytes: Uint8Array): void {
  try {
    isReaderGone = writeAll(STDOUT, bytes) === 'nobody-reads' || isReaderGone;
  } catch (error) {
    const name = errorName(error);
    const why = name === 'ENOSPC' || name === 'EDQUOT' || name === 'EFBIG' ? `there is no room, ${name}` : name;
    throw new Refusal(
      'output-failed',
      `The standard output could not be written to its end (${why}). What was saved before that stays saved.`,
      { exitCode: EXIT.broken },
    );
  }
}

/** Where nobody can be told, nothing more can be done. */
export function writeError(text: string): void {
  try {
    writeAll(STDERR, Buffer.from(text, 'utf8'));
  } catch {
    // The exit code tells it.
  }
}

let isReaderGone = false;

/** Whether somebody stopped reading the standard output before its end, as `head` does. Mostly that is all right. */
export function hasReaderGone(): boolean {
  return isReaderGone;
}

/** Everything from the standard input as text. */
export function readStandardInput(): string {
  return readDescriptor(STDIN, 'the standard input');
}

/** Everything from an open file descriptor as text: UTF-8, or UTF-16 with its mark, as Windows pipes it. */
export function readDescriptor(descriptor: number, called: string): string {
  const chunks: Buffer[] = [];
  let total = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const length = readOrRefuse(descriptor, chunk, called);
    if (length === 0) {
      break;
    }
    total += length;
    if (total > LARGEST_INPUT_BYTES) {
      throw new Refusal('too-long', `There is more in ${called} than the ${LARGEST_INPUT_BYTES} bytes that are read.`);
    }
    chunks.push(chunk.subarray(0, length));
  }
  const bytes = Buffer.concat(chunks, total);
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return isUtf16 ? bytes.toString('utf16le', 2) : bytes.toString('utf8');
}

function readOrRefuse(descriptor: number, into: Buffer, called: string): number {
  try {
    return readSome(descriptor, into, { waits: true });
  } catch (error) {
    throw new Refusal('unreadable-file', `Reading ${called} failed (${errorName(error)}).`);
  }
}

/** Everything from a small file as text. */
export function readTextFile(path: string, called: string): string {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (error) {
    throw new Refusal('unreadable-file', `The file for ${called} cannot be read (${errorName(error)}).`);
  }
  try {
    return readDescriptor(descriptor, `the file for ${called}`);
  } finally {
    closeSync(descriptor);
  }
}

/** Whether a person may sit at the other end. A pipe and a file surely have none; asking further loads more of Node. */
export async function isTerminal(stream: 'input' | 'output'): Promise<boolean> {
  const descriptor = stream === 'input' ? STDIN : STDOUT;
  try {
    if (!fstatSync(descriptor).isCharacterDevice()) {
      return false;
    }
  } catch {
    return false;
  }
  const { isatty } = await import('node:tty');
  return isatty(descriptor);
}

function writeAll(descriptor: number, bytes: Uint8Array): 'written' | 'nobody-reads' {
  let left = bytes;
  while (left.length > 0) {
    try {
      left = left.subarray(writeSync(descriptor, left));
    } catch (error) {
      const name = errorName(error);
      if (name === 'EPIPE') {
        // Whoever read us has gone: there is nobody to tell.
        return 'nobody-reads';
      }
      if (name !== 'EAGAIN') {
        throw error;
      }
      pause();
    }
  }
  return 'written';
}

function errorName(error: unknown): string {
  return systemErrorName(error) ?? 'unexpected failure';
}
