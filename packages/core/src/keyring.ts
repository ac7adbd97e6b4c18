import type { Platform } from './platform.ts';

/** The keyring did not answer, or not as it should. Not an error of the vault file: it must never pass for one. */
export class KeyringFailure extends Error {}

/** The host's keyring, mistrusted: it may be gone, refuse, never answer, or answer something else than what it was given. */
export interface Keyring {
  readonly isThere: boolean;
  /** null: it has no such key, or none that could be one. Throws {@link KeyringFailure}. */
  read(slotId: string): Promise<Uint8Array | null>;
  /** Writes, and reads back what was written. Throws {@link KeyringFailure}. */
  keep(slotId: string, key: Uint8Array): Promise<void>;
  /** Where the keyring does not answer, a key stays there that opens nothing any more. */
  removeIfPossible(slotId: string): Promise<void>;
}

const KEY_BYTES = 32;

/** It may have to ask its user for its own password first. */
const PATIENCE_MS = 60_000;

export function createKeyring({ keychain, clock }: Platform): Keyring {
  async function answerOf<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    const { promise: tooLate, reject } = Promise.withResolvers<never>();
    const callOff = clock.schedule(PATIENCE_MS, () => reject(new KeyringFailure('The keyring does not answer.')));
    try {
      return await Promise.race([question(), tooLate]);
    } catch (error) {
      throw error instanceof KeyringFailure
        ? error
        : new KeyringFailure('The keyring did not answer.', { cause: error });
    } finally {
      callOff();
    }
  }

  async function read(slotId: string): Promise<Uint8Array | null> {
    if (keychain === undefined) {
      throw new KeyringFailure('There is no keyring.');
    }
    const key = await answerOf(() => keychain.read(slotId));
    return key?.length === KEY_BYTES ? key : null;
  }

  return {
    isThere: keychain !== undefined,
    read,
    async keep(slotId, key) {
      if (keychain === undefined) {
        throw new KeyringFailure('There is no keyring.');
      }
      await answerOf(() => keychain.write(slotId, Uint8Array.from(key)));
      const kept = await read(slotId);
      const isSame = kept !== null && kept.every((byte, index) => byte === key[index]);
      kept?.fill(0);
      if (!isSame) {
        throw new KeyringFailure('The keyring gave back another key than it was given.');
      }
    },
    async removeIfPossible(slotId) {
      if (keychain !== undefined) {
        await answerOf(() => keychain.remove(slotId)).catch(() => undefined);
      }
    },
  };
}
