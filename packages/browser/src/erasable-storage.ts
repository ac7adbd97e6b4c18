import type { ErasableStorage } from '@halfminute/core';

/** What a browser keeps for a page, and may erase unless it agreed not to. Undefined where it cannot be asked. */
export function browserStorage(): ErasableStorage | undefined {
  // The type says that it is always there; it is missing where the page is not a secure context.
  const storage: typeof navigator.storage | undefined = navigator.storage;
  if (storage === undefined) {
    return undefined;
  }
  return {
    isPersistent: () => storage.persisted(),
    requestPersistence: () => storage.persist(),
  };
}
