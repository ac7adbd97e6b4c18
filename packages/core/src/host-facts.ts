import { inBackground } from './in-background.ts';
import { PlatformError } from './platform.ts';
import type { Platform } from './platform.ts';

/** What the host answers about the place where the codes lie, asked now and then and kept for the screen. */
export interface HostFacts {
  readonly generationCount: number;
  /** null where the host does not erase, or has not answered yet. */
  readonly storagePersistent: boolean | null;
  /** Counts the generations anew. */
  countGenerations(): Promise<void>;
  /** Looks whether the host promises not to erase. */
  lookAtStorage(): void;
  /** Asks the host to promise it; some ask the user, so it is done in an act of theirs that puts something in store. */
  askForPersistence(): void;
}

export function createHostFacts(platform: Platform, changed: () => void): HostFacts {
  const { storage, vaultFile } = platform;
  let generationCount = 0;
  let storagePersistent: boolean | null = null;

  async function learnPersistence(ask: () => Promise<boolean>): Promise<void> {
    // Where the host does not answer it promises nothing, and the user is told to keep a backup.
    const answer = await ask().catch(() => false);
    if (answer !== storagePersistent) {
      storagePersistent = answer;
      changed();
    }
  }

  return {
    get generationCount() {
      return generationCount;
    },
    get storagePersistent() {
      return storagePersistent;
    },
    async countGenerations() {
      try {
        const { length } = await vaultFile.generations();
        if (length !== generationCount) {
          generationCount = length;
          changed();
        }
      } catch (error) {
        // The number is a convenience: a folder that cannot be listed must not make a good save a failed one.
        if (!(error instanceof PlatformError)) {
          throw error;
        }
      }
    },
    lookAtStorage() {
      if (storage !== undefined) {
        inBackground(learnPersistence(() => storage.isPersistent()));
      }
    },
    askForPersistence() {
      if (storage !== undefined && storagePersistent !== true) {
        inBackground(learnPersistence(() => storage.requestPersistence()));
      }
    },
  };
}
