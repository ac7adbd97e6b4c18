import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { Refusal } from './refusal.ts';

// By file descriptor and not by `process.stdin` and `process.stdout`: making those streams costs more than everything
// else that `read` does, and a write that is synchronous is on its way before the process ends.

const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;

/** Enough for whatever a person pastes; far below what would fill the memory. */
const LARGEST_INPUT_BYTES = 1024 * 1024;

const CHUNK_BYTES = 64 * 1024;

export function writeOut(text: string): void {
  writeAll(STDOUT, Buffer.from(text, 'utf8'));
}

export function writeBytesOut(bytes: Uint8Array): void {
  writeAll(STDOUT, bytes);
}

export function writeError(text: string): void {
  writeAll(STDERR, Buffer.from(text, 'utf8'));
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
    const length = readSome(descriptor, chunk, called);
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

function readSome(descriptor: number, into: Buffer, called: string): number {
  for (;;) {
    try {
      return readSync(descriptor, into, 0, into.length, null);
    } catch (error) {
      const name = errorName(error);
      if (name === 'EAGAIN') {
        // Somebody made the pipe non-blocking. Nothing else runs in this process: wait a little and ask again.
        pause();
        continue;
      }
      if (name === 'EOF') {
        // How Windows says that a pipe is at its end.
        return 0;
      }
      throw new Refusal('unreadable-file', `Reading ${called} failed (${name}).`);
    }
  }
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  let left = bytes;
  while (left.length > 0) {
    try {
      left = left.subarray(writeSync(descriptor, left));
    } catch (error) {
      const name = errorName(error);
      if (name === 'EPIPE') {
        // Whoever read us has gone, as `head` does: there is nobody to tell.
        return;
      }
      if (name !== 'EAGAIN') {
        throw error;
      }
      pause();
    }
  }
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}

function errorName(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unexpected failure';
}
