import { setTimeout as wait } from 'node:timers/promises';
import { MfaSqlError } from './errors.ts';

/** Each loss means that somebody else won, so that with as many tries as there are rivals everybody gets through. */
const mostAttempts = 60;
const longestWaitMs = 50;

/**
 * Runs `work` until it is not `lost` any more, at most 60 times; between two tries it waits by chance, so that two that collided do
 * not collide again. Whatever else goes wrong is thrown at once.
 */
export async function retrying<T>(work: () => Promise<T>, lost: (error: unknown) => boolean): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one try after another
      return await work();
    } catch (error) {
      if (attempt === mostAttempts || !lost(error)) {
        throw error;
      }
    }
    // oxlint-disable-next-line no-await-in-loop -- as above
    await wait(Math.random() * Math.min(2 ** attempt, longestWaitMs));
  }
}

/** SQLSTATEs of a serialization failure and of a deadlock. Whatever speaks PostgreSQL's protocol uses the same two. */
const serialization = new Set(['40001', '40P01']);

/** The database says that this transaction lost against another and left nothing behind. */
function lostToAnother(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && serialization.has(error.code);
}

/** Also where the record was replaced in between: with `within`, what was read is old, and the whole has to be thought again. */
export function lostOrConflict(error: unknown): boolean {
  return isConflict(error) || lostToAnother(error);
}

export function isConflict(error: unknown): boolean {
  return error instanceof MfaSqlError && error.code === 'conflict';
}

/** The database is there, and refuses what it was asked to write: not for want of a connection. */
export function isRefusal(error: unknown): boolean {
  return (
    error instanceof Error &&
    // SQLite's result code, or the severity of what PostgreSQL says before it goes on; a connection that it ends is FATAL.
    ('errcode' in error || ('severity' in error && error.severity === 'ERROR'))
  );
}
