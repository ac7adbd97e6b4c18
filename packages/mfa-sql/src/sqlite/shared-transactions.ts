import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';

interface Waiting<Schema> {
  readonly work: (transaction: Transaction<Schema>) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** The connection under Kysely, of which there is one. */
interface OneConnection {
  /** Whether a transaction is open. */
  readonly isOpen: () => boolean;
  /** Runs a statement at once; a savepoint takes a tenth of the time that it would take through Kysely. */
  readonly run: (sql: string) => void;
}

/** More would make the first of them wait noticeably for the last. */
const mostTogether = 32;

/**
 * Runs transactions that were asked for in the same turn of the event loop one after another inside one transaction of the database, so that they
 * wait for the disk once: where there are several, each has a savepoint, and one that fails undoes itself alone. Each is answered only once all
 * of it is on the disk.
 * SQLite has one writer anyway, and the wait for the disk is the greatest part of a short transaction.
 */
export function createSharedTransactions<Schema>(
  kysely: Kysely<Schema>,
  { isOpen, run }: OneConnection,
): <T>(work: (transaction: Transaction<Schema>) => Promise<T>) => Promise<T> {
  const queue: Waiting<Schema>[] = [];
  let running = false;

  async function runQueue(): Promise<void> {
    running = true;
    // Whoever asks in this turn comes along.
    await nextTurn();
    while (queue.length > 0) {
      // oxlint-disable-next-line no-await-in-loop -- one writer
      await runGroup(queue.splice(0, mostTogether));
    }
    running = false;
  }

  async function runGroup(group: readonly Waiting<Schema>[]): Promise<void> {
    const done: (() => void)[] = [];
    try {
      await kysely.transaction().execute(async (transaction) => {
        for (const one of group) {
          // oxlint-disable-next-line no-await-in-loop -- one writer
          done.push(await (group.length === 1 ? runAlone(transaction, one) : runOne(transaction, one)));
        }
      });
    } catch (error) {
      // Nothing of it is written, and a commit that failed is everybody's.
      for (const { reject } of group) {
        reject(error);
      }
      return;
    }
    for (const answer of done) {
      answer();
    }
  }

  /** Without a savepoint, which would copy every page that changes: what fails here undoes all there is. */
  async function runAlone(transaction: Transaction<Schema>, { work, resolve }: Waiting<Schema>): Promise<() => void> {
    const value = await work(transaction);
    return () => resolve(value);
  }

  /** Answers what to tell whoever asked, once all is committed. Throws where SQLite has given up the whole transaction (a full disk). */
  async function runOne(
    transaction: Transaction<Schema>,
    { work, resolve, reject }: Waiting<Schema>,
  ): Promise<() => void> {
    run('savepoint one');
    try {
      const value = await work(transaction);
      run('release one');
      return () => resolve(value);
    } catch (error) {
      if (!isOpen()) {
        throw error;
      }
      run('rollback to one');
      run('release one');
      return () => reject(error);
    }
  }

  return <T>(work: (transaction: Transaction<Schema>) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      // as: resolve is called with what this very work answered
      queue.push({ work, resolve: resolve as (value: unknown) => void, reject });
      if (!running) {
        void runQueue();
      }
    });
}
