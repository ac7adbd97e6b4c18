import { inspectVault, sealVault } from '@halfminute/vault';
import type { BackupActs, SaveOutcome } from './app.ts';
import { calendarDay } from './calendar-day.ts';
import { problemOfReading } from './file-problem.ts';
import { replaceFile } from './replace-file.ts';
import { PlatformError } from './platform.ts';
import type { RulesInForce } from './policy/rules-in-force.ts';
import type { Platform } from './platform.ts';
import type { Saving } from './saving.ts';
import { backupSaved } from './user-records.ts';
import type { HostFacts } from './host-facts.ts';

const EXTENSION = 'halfminute';
const MIME_TYPE = 'application/vnd.halfminute.vault';

export interface BackupsNeed {
  readonly platform: Platform;
  readonly saving: Saving;
  readonly facts: HostFacts;
  readonly rules: RulesInForce;
  /** The file is another one now: lock, and look at it anew. */
  fileReplaced(): Promise<void>;
}

export function createBackupActs(need: BackupsNeed): BackupActs {
  const { platform, saving, facts, rules } = need;
  const { vaultFile, clock, files } = platform;

  function backupName(): string {
    const unixMs = clock.unixMs();
    return `halfminute-${calendarDay(unixMs / 1000, clock.utcOffsetMinutes(unixMs))}.${EXTENSION}`;
  }

  async function rawCopy(): Promise<Uint8Array | null> {
    return (await vaultFile.read())?.bytes ?? null;
  }

  /** What is open is sealed anew, so that an edit which could not be saved is in the backup. */
  async function currentBytes(): Promise<Uint8Array | null> {
    const { held } = saving;
    return held === null ? rawCopy() : saving.exclusively(() => sealVault(held.vault, platform));
  }

  return {
    async saveBackup() {
      const bytes = await currentBytes();
      if (bytes === null) {
        return { outcome: 'cancelled' };
      }
      const outcome = await files.save({ name: backupName(), mimeType: MIME_TYPE, bytes });
      if (outcome === 'saved') {
        // Whether this is remembered is told by a notice, if it fails; the backup is there all the same.
        await saving.edit(backupSaved);
      }
      return { outcome };
    },
    offerFile: (file) => files.save(file),
    rawCopy,
    generations: () => vaultFile.generations(),
    async restoreGeneration(id) {
      if (rules.broken !== null) {
        return { outcome: 'failed', problem: 'not-permitted' };
      }
      const bytes = await readGeneration(platform, id);
      if (bytes === null) {
        return { outcome: 'gone' };
      }
      let save: SaveOutcome;
      try {
        await inspectVault(bytes);
        save = await saving.exclusively(() => replaceFile(vaultFile, bytes));
      } catch (error) {
        // A generation that nobody can open must not take the place of codes that can be opened.
        save = { outcome: 'failed', problem: problemOfReading(error) };
      }
      if (save.outcome !== 'saved') {
        return save;
      }
      await need.fileReplaced();
      return { outcome: 'restored' };
    },
    async deleteGenerations() {
      const count = await vaultFile.deleteGenerations();
      await facts.countGenerations();
      return count;
    },
  };
}

/** null: there is no such generation any more. */
async function readGeneration({ vaultFile }: Platform, id: string): Promise<Uint8Array | null> {
  const known = await vaultFile.generations();
  if (!known.some((generation) => generation.id === id)) {
    return null;
  }
  try {
    return await vaultFile.readGeneration(id);
  } catch (error) {
    if (error instanceof PlatformError) {
      return null;
    }
    throw error;
  }
}
