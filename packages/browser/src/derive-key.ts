import { PlatformError, type DeriveKey } from '@halfminute/core';
import type { Argon2Request } from '@halfminute/core';
import { createWorkerClient, type WorkerClient } from './worker-client.ts';

type Argon2Worker = WorkerClient<Argon2Request, Uint8Array>;

/**
 * Argon2d and Argon2id (RFC 9106, version 0x13) by hash-wasm in a worker, so that the page goes on drawing.
 * Each derivation gets a worker of its own, which is ended afterwards: that gives its memory back at once (up to 1 GiB) and
 * leaves no copy of the password behind. The next worker is started ahead, empty, so that unlocking neither waits for its script nor
 * needs the server that brought it.
 *
 * Throws {@link PlatformError} 'unsupported' for version 0x10, an empty password and salts under 8 bytes, which hash-wasm does not
 * know, and 'io' when the memory cannot be had.
 */
export function createDeriveKey(startWorker: () => Worker = startArgon2Worker): DeriveKey {
  let spare: Argon2Worker | null = createWorkerClient(startWorker());
  return async (request) => {
    refuseUnknown(request);
    const worker: Argon2Worker = spare ?? createWorkerClient(startWorker());
    spare = null;
    try {
      return await worker.ask(request);
    } finally {
      worker.end();
      spare ??= createWorkerClient(startWorker());
    }
  };
}

function startArgon2Worker(): Worker {
  // The bundler reads this very expression; the script comes from our own origin, so that the page's policy header goes with it.
  return new Worker(new URL('./argon2-worker.ts', import.meta.url), { type: 'module', name: 'argon2' });
}

function refuseUnknown({ version, salt, password }: Argon2Request): void {
  if (version !== 0x13) {
    throw new PlatformError('unsupported', `Argon2 version 0x${version.toString(16)}; expected 0x13`);
  }
  if (salt.length < 8) {
    throw new PlatformError('unsupported', `an Argon2 salt of ${salt.length} bytes; expected at least 8`);
  }
  if (password.length === 0) {
    throw new PlatformError('unsupported', 'an empty password; expected at least 1 byte');
  }
}
