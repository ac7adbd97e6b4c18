import type { Revision } from '@halfminute/core';

/** One act on the store, as the page sends it to vault-file-worker.ts. */
export type VaultFileRequest = { readonly directoryName: string } & (
  | { readonly act: 'read' }
  | { readonly act: 'write'; readonly bytes: Uint8Array; readonly replacing: Revision | null }
  | { readonly act: 'generations' }
  | { readonly act: 'readGeneration'; readonly id: string }
  | { readonly act: 'deleteGenerations' }
);
