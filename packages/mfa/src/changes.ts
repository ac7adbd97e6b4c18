import type { Decision } from './decision.ts';
import { MfaError } from './errors.ts';
import type { MfaRecord } from './record.ts';
import type { MfaStore } from './store.ts';

/** Decides from a record; is called again with the newer record where another was faster. */
type Decide<Outcome> = (record: MfaRecord) => Decision<Outcome> | Promise<Decision<Outcome>>;

export interface Changes {
  make<Outcome>(userId: string, decide: Decide<Outcome>): Promise<Outcome>;
}

/** A conflict with a record that did not move is no progress of another's: the store is out of order, or reads from an old copy. */
const mostConflictsWithoutProgress = 20;

/**
 * Reads, decides and replaces, until nobody came in between: whatever was checked (wait, cap, last step) is checked again on the record
 * that is written over. Each conflict means that another call succeeded, so of any number of parallel callers all are answered.
 *
 * The calls of one process for one user take turns. That is not what makes them safe (a second process knows nothing of it); it
 * keeps a thousand parallel guesses from deciding a thousand times each.
 */
export function createChanges(store: MfaStore): Changes {
  const lastInLine = new Map<string, Promise<unknown>>();

  async function untilReplaced<Outcome>(userId: string, decide: Decide<Outcome>): Promise<Outcome> {
    let before = await store.read(userId);
    let withoutProgress = 0;
    for (;;) {
      const { outcome, after, events, notices } = await decide(before);
      if (after === before && events.length === 0 && notices.length === 0) {
        return outcome;
      }
      if ((await store.replace({ before, after, events, notices })) === 'replaced') {
        return outcome;
      }
      const newer = await store.read(userId);
      withoutProgress = newer.version === before.version ? withoutProgress + 1 : 0;
      if (withoutProgress === mostConflictsWithoutProgress) {
        throw new MfaError('store-stuck', 'The store refuses to replace a record that nobody else replaced.');
      }
      before = newer;
    }
  }

  return {
    make(userId, decide) {
      const work = () => untilReplaced(userId, decide);
      // The call before may have failed; that is its caller's matter.
      const mine = (lastInLine.get(userId) ?? Promise.resolve()).then(work, work);
      lastInLine.set(userId, mine);
      const leave = () => {
        if (lastInLine.get(userId) === mine) {
          lastInLine.delete(userId);
        }
      };
      mine.then(leave, leave);
      return mine;
    },
  };
}
