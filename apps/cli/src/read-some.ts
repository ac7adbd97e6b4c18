import { readSync } from 'node:fs';
import { systemErrorName } from './system-error-name.ts';

const PAUSE_MS = 5;

/**
 * Bytes from an open file descriptor, as many as there are; 0 at its end. `waits`: what a pipe that does not block has not yet may
 * still come. Throws what the system refused.
 */
export function readSome(descriptor: number, into: Buffer, { waits }: { readonly waits: boolean }): number {
  for (;;) {
    try {
      return readSync(descriptor, into, 0, into.length, null);
    } catch (error) {
      const name = systemErrorName(error);
      if (name === 'EAGAIN' && waits) {
        pause();
      } else if (name === 'EOF') {
        // How Windows says that a pipe is at its end.
        return 0;
      } else {
        throw error;
      }
    }
  }
}

/** Nothing else runs in this process: it sleeps. Answers for how many milliseconds. */
export function pause(): number {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
  return PAUSE_MS;
}
