import type { Revision, VaultFile } from '@halfminute/core';
import { commands, events } from '../bindings.ts';
import { answerOf } from './answer.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { heard } from './heard.ts';

/** The vault as a file of this computer, kept by the shell: atomic, durable, shared with the command line. */
export function createVaultFile(name: string): VaultFile {
  return {
    name,
    async read() {
      const stored = await answerOf(commands.vaultRead());
      return (
        stored && {
          bytes: fromBase64(stored.bytesBase64),
          revision: stored.revision as Revision, // the shell's own, given nowhere else
          savedUnixSeconds: stored.savedUnixSeconds ?? null,
        }
      );
    },
    async write(bytes, replacing) {
      const outcome = await answerOf(commands.vaultWrite(toBase64(bytes), replacing));
      return outcome.outcome === 'conflict'
        ? outcome
        : { outcome: 'written', revision: outcome.revision as Revision /* as above */ };
    },
    generations: () => answerOf(commands.vaultGenerations()),
    readGeneration: async (id) => fromBase64(await answerOf(commands.vaultReadGeneration(id))),
    deleteGenerations: () => answerOf(commands.vaultDeleteGenerations()),
    watch: (changed) => heard(events.vaultChanged, changed),
  };
}
