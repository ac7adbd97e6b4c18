import { PlatformError } from '../platform.ts';
import type { Keychain } from '../platform-desk.ts';

/** What goes wrong with a keyring, from now on until it is set back to null. */
export type KeychainFailure =
  /** It is not running, or refuses: every question fails. */
  | 'no-answer'
  /** It takes the question and never says anything. */
  | 'silent'
  /** It can be read, and takes nothing new. */
  | 'read-only'
  /** It says that it has kept a key, and has not. */
  | 'forgets'
  /** It gives back a key with one bit turned. */
  | 'wrong-key'
  /** It gives back half of the key. */
  | 'wrong-length';

/** A keyring that tests can look into, and that fails in every way a real one does. Share it: it is the computer's. */
export interface MemoryKeychain extends Keychain {
  failure: KeychainFailure | null;
  /** What it keeps, by slot id. */
  readonly keys: ReadonlyMap<string, Uint8Array>;
  /** Everything that was asked of it, such as "read", oldest first. */
  readonly asked: readonly ('read' | 'write' | 'remove')[];
}

export function createMemoryKeychain(): MemoryKeychain {
  const keys = new Map<string, Uint8Array>();
  const asked: ('read' | 'write' | 'remove')[] = [];

  async function answer(question: 'read' | 'write' | 'remove'): Promise<void> {
    asked.push(question);
    await Promise.resolve();
    const { failure } = keychain;
    if (failure === 'no-answer' || (failure === 'read-only' && question !== 'read')) {
      throw new PlatformError('io', 'The keyring did not answer.');
    }
    if (failure === 'silent') {
      await Promise.withResolvers<never>().promise;
    }
  }

  const keychain: MemoryKeychain = {
    failure: null,
    keys,
    asked,
    async read(slotId) {
      await answer('read');
      const key = keys.get(slotId);
      if (key === undefined) {
        return null;
      }
      if (keychain.failure === 'wrong-length') {
        return key.slice(0, key.length >> 1);
      }
      return key.map((byte, index) => (keychain.failure === 'wrong-key' && index === 0 ? byte ^ 1 : byte));
    },
    async write(slotId, key) {
      await answer('write');
      if (keychain.failure !== 'forgets') {
        keys.set(slotId, Uint8Array.from(key));
      }
    },
    async remove(slotId) {
      await answer('remove');
      keys.delete(slotId);
    },
  };
  return keychain;
}
