import type { SaveOutcome } from './app.ts';
import { problemOfSaving } from './file-problem.ts';
import type { Revision, VaultFile } from './platform.ts';

/** Another program may save between our reading and our writing, but not for ever. */
const ATTEMPTS_AT_MOST = 20;

/** Puts `bytes` in the place of whatever is there, which the host keeps as a generation. */
export async function replaceFile(
  vaultFile: VaultFile,
  bytes: Uint8Array,
): Promise<Extract<SaveOutcome, { outcome: 'failed' }> | { readonly outcome: 'saved'; readonly revision: Revision }> {
  try {
    for (let attempt = 0; attempt < ATTEMPTS_AT_MOST; attempt += 1) {
      const there = await vaultFile.read();
      const written = await vaultFile.write(bytes, there?.revision ?? null);
      if (written.outcome === 'written') {
        return { outcome: 'saved', revision: written.revision };
      }
    }
    return { outcome: 'failed', problem: 'io' };
  } catch (error) {
    return { outcome: 'failed', problem: problemOfSaving(error) };
  }
}
