import { createWorkerClient, type WorkerClient } from '@halfminute/browser';
import { type Generation, type StoredVault, type VaultFile, type WriteOutcome } from '@halfminute/core';
import type { VaultFileRequest } from './vault-file-request.ts';

/** Distributes over the union, so that each act keeps its own members. */
type Act<Request> = Request extends unknown ? Omit<Request, 'directoryName'> : never;

/**
 * The vault file in the origin-private file system, shared by all tabs of this origin. How a save is atomic and durable stands in
 * slot-store.ts; that two tabs never overwrite each other is the lock of vault-file-worker.ts.
 */
export function createVaultFile({
  directoryName = 'halfminute',
  startWorker = startVaultFileWorker,
}: {
  /** The folder of the store; another one is another vault. */
  readonly directoryName?: string;
  readonly startWorker?: () => Worker;
} = {}): VaultFile {
  const worker: WorkerClient<VaultFileRequest, unknown> = createWorkerClient(startWorker());
  // A channel does not speak to itself, so one object both tells of our writes and hears of others'.
  const channel = new BroadcastChannel(`halfminute-vault/${directoryName}`);

  async function ask<Answer>(act: Act<VaultFileRequest>): Promise<Answer> {
    const request: VaultFileRequest = { ...act, directoryName };
    return (await worker.ask(request)) as Answer; // vault-file-worker.ts answers each act in the type that VaultFile states
  }

  return {
    name: 'codes.halfminute',
    read: () => ask<StoredVault | null>({ act: 'read' }),
    async write(bytes, replacing) {
      const outcome = await ask<WriteOutcome>({ act: 'write', bytes, replacing });
      if (outcome.outcome === 'written') {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has its own origin's pages only
        channel.postMessage('written');
      }
      return outcome;
    },
    generations: () => ask<readonly Generation[]>({ act: 'generations' }),
    readGeneration: (id) => ask<Uint8Array>({ act: 'readGeneration', id }),
    deleteGenerations: () => ask<number>({ act: 'deleteGenerations' }),
    watch(changed) {
      const heard = (): void => changed();
      channel.addEventListener('message', heard);
      return () => channel.removeEventListener('message', heard);
    },
  };
}

function startVaultFileWorker(): Worker {
  return new Worker(new URL('./vault-file-worker.ts', import.meta.url), { type: 'module', name: 'vault-file' });
}
