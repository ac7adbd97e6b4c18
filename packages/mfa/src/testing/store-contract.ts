import type { MakeStore, StoreCase, StoreNeed } from './contract-case.ts';
import { parallelCases } from './parallel-cases.ts';
import { recordCases } from './record-cases.ts';

/** The rules of the port, each a case that every store must pass. */
export const storeCases: readonly StoreCase[] = [...recordCases, ...parallelCases];

/**
 * The cases for a store, to be run by any test runner: `for (const { name, run } of storeContract(make, offers)) it(name, run)`. What its
 * maker does not offer has to be said, so that nothing is left out unseen.
 */
export function storeContract(
  make: MakeStore,
  offers: { readonly [need in StoreNeed]: boolean },
): readonly { readonly name: string; readonly run: () => Promise<void> }[] {
  return storeCases
    .filter(({ needs }) => needs.every((need) => offers[need]))
    .map(({ name, run }) => ({ name, run: () => run(make) }));
}
