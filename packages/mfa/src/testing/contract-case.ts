import type { MfaEvent, Notice } from '../events.ts';
import type { MfaStore } from '../store.ts';

/** A store as its maker hands it over: fresh, with nothing stored, and nobody else using it. */
export interface StoreUnderTest {
  readonly store: MfaStore;
  /** What is in the audit log, in order, and in the outbox, in any order. */
  written(): Promise<{
    readonly events: readonly Pick<MfaEvent, 'kind' | 'userId' | 'at' | 'detail'>[];
    readonly notices: readonly Pick<Notice, 'kind' | 'userId' | 'at' | 'parameters'>[];
  }>;
  /** The same data through another connection, as another process has it. */
  openAgain?(): Promise<MfaStore>;
  /** While true, nothing can be put into the outbox. */
  failOutbox?(isFailing: boolean): Promise<void> | void;
  /** Lets go of what was made for this store. */
  dispose?(): Promise<void> | void;
}

export type MakeStore = () => Promise<StoreUnderTest>;

/** What a case asks of a store's maker beyond the store. */
export type StoreNeed =
  /** It offers `openAgain`. */
  | 'second-opener'
  /** It offers `failOutbox`. */
  | 'failing-outbox';

/** One rule that every store keeps. Knows no test runner. */
export interface StoreCase {
  readonly name: string;
  readonly needs: readonly StoreNeed[];
  /** Makes a store of its own, and disposes of it. Rejects where the rule is broken. */
  run(make: MakeStore): Promise<void>;
}

/** Makes a case of what it does with a fresh store. */
export function storeCase(
  name: string,
  needs: readonly StoreNeed[],
  body: (under: StoreUnderTest) => Promise<void>,
): StoreCase {
  return {
    name,
    needs,
    async run(make) {
      const under = await make();
      try {
        await body(under);
      } finally {
        await under.dispose?.();
      }
    },
  };
}

/** The store and a second way to the same data, where there is one; else the store twice. */
export async function twoWays(under: StoreUnderTest): Promise<readonly [MfaStore, MfaStore]> {
  return [under.store, (await under.openAgain?.()) ?? under.store];
}
