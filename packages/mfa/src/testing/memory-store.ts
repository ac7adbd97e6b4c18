import type { MfaEvent, Notice } from '../events.ts';
import { emptyRecord } from '../record.ts';
import type { MfaRecord } from '../record.ts';
import type { MfaStore } from '../store.ts';

/** A whole store in memory, for tests. It passes the contract of every store, and forgets all with the process. */
export interface MemoryStore extends MfaStore {
  /** All that was written into the audit log, in order. */
  readonly events: readonly MfaEvent[];
  /** All that was put into the outbox, in order. */
  readonly notices: readonly Notice[];
  /** Everything that is kept of the users, as a dump of a database would show it. */
  records(): readonly MfaRecord[];
  /** While true, nothing can be put into the outbox, and so nothing replaced that has a notice. */
  outboxFails: boolean;
}

export function createMemoryStore(): MemoryStore {
  const recordsByUser = new Map<string, MfaRecord>();
  const events: MfaEvent[] = [];
  const notices: Notice[] = [];

  const store: MemoryStore = {
    events,
    notices,
    outboxFails: false,
    records: () => Array.from(recordsByUser.values(), copyOf),

    async read(userId) {
      // Others get their turn, as they do while a database is asked.
      await Promise.resolve();
      const record = recordsByUser.get(userId);
      return record === undefined ? emptyRecord(userId) : copyOf(record);
    },

    async replace(change) {
      await Promise.resolve();
      const { before, after } = change;
      if ((recordsByUser.get(before.userId)?.version ?? 0) !== before.version) {
        return 'conflict';
      }
      if (store.outboxFails && change.notices.length > 0) {
        throw new Error('The outbox is full.');
      }
      recordsByUser.set(before.userId, copyOf({ ...after, userId: before.userId, version: before.version + 1 }));
      events.push(...change.events.map(copyOf));
      notices.push(...change.notices.map(copyOf));
      return 'replaced';
    },

    async usersSealedWithOtherKeys(keyId, limit) {
      await Promise.resolve();
      return Array.from(recordsByUser.values())
        .filter(({ authenticators, pending }) =>
          [...authenticators, ...pending].some(({ seed }) => seed.keyId !== keyId),
        )
        .map(({ userId }) => userId)
        .slice(0, limit);
    },
  };
  return store;
}

/** A copy down to the last byte, so that nobody holds a piece of what is stored. */
function copyOf<Value>(value: Value): Value {
  return copied(value) as Value; // A copy has the shape of what it was made from.
}

function copied(value: unknown): unknown {
  if (value instanceof Uint8Array) {
    return Uint8Array.from(value);
  }
  if (Array.isArray(value)) {
    return value.map(copied);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copied(member)]));
  }
  return value;
}
