import type { Keychain } from '@halfminute/core';
import { commands } from '../bindings.ts';
import { answerOf } from './answer.ts';
import { fromBase64, toBase64 } from './base64.ts';

/** The keyring of the system; the shell knows which one. */
export const shellKeychain: Keychain = {
  async read(slotId) {
    const key = await answerOf(commands.keychainRead(slotId));
    return key === null ? null : fromBase64(key);
  },
  async write(slotId, key) {
    await answerOf(commands.keychainWrite(slotId, toBase64(key)));
  },
  async remove(slotId) {
    await answerOf(commands.keychainRemove(slotId));
  },
};
