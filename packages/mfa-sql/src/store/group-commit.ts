import type { RecordChange } from '@halfminute/mfa';

type Answer = 'replaced' | 'conflict';

interface Waiting {
  readonly change: RecordChange;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** More would make the first of them wait noticeably for the last. */
const mostTogether = 64;

/**
 * Changes that arrive while another is being written are written together: one transaction, one wait for the disk, one link of the audit chain's
 * lock, however many they are. One that comes alone is written at once; nothing is ever held back to wait for company.
 *
 * `writeAll` answers for each change in the order given, or throws, and then nothing was written. Where several failed together, and by a fault that one
 * of them may have (`isOfOne`), each is tried alone, so that none suffers for another. Where the database is not there, all are told at once.
 */
export function createGroupCommit(
  writeAll: (changes: readonly RecordChange[]) => Promise<readonly Answer[]>,
  isOfOne: (error: unknown) => boolean,
): (change: RecordChange) => Promise<Answer> {
  const queue: Waiting[] = [];
  let writing = false;

  async function writeQueue(): Promise<void> {
    writing = true;
    while (queue.length > 0) {
      // In one order on every node: two that lock the same users never wait for each other in a circle.
      const together = queue
        .splice(0, mostTogether)
        .sort((a, b) => (a.change.after.userId < b.change.after.userId ? -1 : 1));
      // oxlint-disable-next-line no-await-in-loop -- the next group gathers meanwhile
      await writeGroup(together);
    }
    writing = false;
  }

  async function writeGroup(together: readonly Waiting[]): Promise<void> {
    try {
      const answers = await writeAll(together.map(({ change }) => change));
      for (const [index, { resolve }] of together.entries()) {
        resolve(answers[index] ?? 'conflict');
      }
    } catch (error) {
      if (together.length === 1 || !isOfOne(error)) {
        for (const { reject } of together) {
          reject(error);
        }
        return;
      }
      for (const one of together) {
        // oxlint-disable-next-line no-await-in-loop -- one after another, so that what failed is told from what did not
        await writeGroup([one]);
      }
    }
  }

  return (change) =>
    new Promise((resolve, reject) => {
      queue.push({ change, resolve, reject });
      if (!writing) {
        void writeQueue();
      }
    });
}
