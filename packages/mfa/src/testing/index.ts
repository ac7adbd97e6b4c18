export type { MakeStore, StoreCase, StoreNeed, StoreUnderTest } from './contract-case.ts';
export { createMemoryHost, createMemoryKeyRing } from './memory-host.ts';
export type { MemoryHost, MemoryHostOptions } from './memory-host.ts';
export { createMemoryStore } from './memory-store.ts';
export type { MemoryStore } from './memory-store.ts';
export { storeCases, storeContract } from './store-contract.ts';
