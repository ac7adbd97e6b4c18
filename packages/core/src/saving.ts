import { mergeDocuments, newReplica, sealVault, VaultError, wipeDocument } from '@halfminute/vault';
import type { EditContext, OpenVault } from '@halfminute/vault';
import type { SaveOutcome } from './app.ts';
import { problemOfReading, problemOfSaving } from './file-problem.ts';
import type { SaveProblem } from './file-problem.ts';
import type { DocumentEdit, HeldVault, VaultChange } from './held-vault.ts';
import { inBackground } from './in-background.ts';
import { PlatformError } from './platform.ts';
import type { Platform, Revision, StoredVault } from './platform.ts';
import { createSerialQueue } from './serial-queue.ts';
import { takeIn } from './take-in.ts';

/** Holds the opened vault and brings every change of it to the disk, one save after the other. */
export interface Saving {
  /** What is open; null: nothing. */
  readonly held: HeldVault | null;
  /** What could not be saved is in memory alone. */
  readonly holdsUnsaved: boolean;
  /** Takes over an opened vault, with the edits that an earlier session could not save. */
  hold(opened: {
    readonly vault: OpenVault;
    readonly revision: Revision;
    readonly savedUnixSeconds: number | null;
  }): void;
  /** Lets go of it: at once where nothing is being saved, otherwise as soon as that is done. The key is wiped. */
  release(): void;

  /** Applies `edit` at once, then saves. If that fails the edit stays in memory and goes with the next save. */
  edit(edit: DocumentEdit): Promise<SaveOutcome>;
  /**
   * Makes `change` of the newest version and adopts it only once it is saved. If that fails, nothing has changed.
   * `adopted` is called when it counts and before anybody is told, unless it was locked meanwhile.
   */
  commit(change: VaultChange, adopted?: () => void): Promise<SaveOutcome>;
  /** Looks whether somebody else has written, and takes in what they wrote. */
  refresh(): Promise<void>;
  /** Runs `job` while nothing is being saved. */
  exclusively<Answer>(job: () => Promise<Answer>): Promise<Answer>;
  /** Resolves when everything that has come so far is saved or has failed. */
  settled(): Promise<void>;
}

export interface SavingEvents {
  /** The held vault is another one now. */
  changed(): void;
  /** A save succeeded. */
  saved(): Promise<void>;
  failed(problem: SaveProblem): void;
  /** A save was in flight when it was let go of; now it has ended, and what it could not save is held. */
  released(): void;
  /** Somebody else's edits came in together with our own. */
  merged(): void;
  /** The file has another master key: nothing can be saved before it is unlocked again. */
  lockedOut(): void;
}

interface Commit {
  readonly change: VaultChange;
  readonly adopted: () => void;
}

/** Each conflict means that somebody else has saved meanwhile; so many in a row mean that the host is not honest. */
const ATTEMPTS_AT_MOST = 100;

export function createSaving(platform: Platform, events: SavingEvents): Saving {
  const queue = createSerialQueue();
  let current: HeldVault | null = null;
  /** What could not be saved before the lock: the one thing that outlives it in memory, since the user was promised it. */
  let carried: readonly DocumentEdit[] = [];
  let lastSaveFailed = false;

  function contextOf(held: HeldVault): EditContext {
    return { replica: held.replica, unixSeconds: Math.max(0, Math.floor(platform.clock.unixMs() / 1000)) };
  }

  function announce(held: HeldVault): void {
    if (held === current) {
      events.changed();
    }
  }

  async function save(held: HeldVault, commit: Commit | null): Promise<SaveOutcome> {
    try {
      for (let attempt = 0; attempt < ATTEMPTS_AT_MOST; attempt += 1) {
        if (await tryToSave(held, commit)) {
          lastSaveFailed = false;
          await events.saved();
          return { outcome: 'saved' };
        }
        if (!(await meet(held, await platform.vaultFile.read()))) {
          return { outcome: 'locked-out' };
        }
      }
      throw new PlatformError('io', `The vault file changed under each of ${ATTEMPTS_AT_MOST} attempts to save.`);
    } catch (error) {
      const problem = problemOfVault(error);
      lastSaveFailed = true;
      events.failed(problem);
      return { outcome: 'failed', problem };
    }
  }

  /** false: somebody else has written since `held.revision`, and nothing was changed. */
  async function tryToSave(held: HeldVault, commit: Commit | null): Promise<boolean> {
    const taken = held.unsaved.length;
    const candidate =
      commit === null
        ? held.vault
        : await commit.change(held.vault, { ...contextOf(held), replica: held.committingReplica });
    let isWritten = false;
    try {
      const written = await platform.vaultFile.write(await sealVault(candidate, platform), held.revision);
      if (written.outcome === 'conflict') {
        return false;
      }
      isWritten = true;
      held.revision = written.revision;
    } finally {
      const unneeded = isWritten ? held.vault.masterKey : candidate.masterKey;
      if (candidate.masterKey !== held.vault.masterKey) {
        unneeded.wipe();
      }
    }
    held.savedUnixSeconds = contextOf(held).unixSeconds;
    // Edits that were made while it was written stay on top of it, unsaved.
    held.unsaved = held.unsaved.slice(taken);
    if (commit !== null) {
      held.vault = { ...candidate, document: mergeDocuments(candidate.document, held.vault.document) };
      if (held === current) {
        commit.adopted();
      }
    }
    announce(held);
    return true;
  }

  /** Takes in what somebody else has written. false: it has another master key, and the session is locked out. */
  async function meet(held: HeldVault, stored: StoredVault | null): Promise<boolean> {
    const taken = await takeIn(held, stored, contextOf);
    if (taken === 'other-master-key') {
      // A session that is locked already cannot be locked out.
      if (held === current) {
        events.lockedOut();
      }
      return false;
    }
    if (taken === 'news' && held.unsaved.length > 0) {
      events.merged();
    }
    announce(held);
    return true;
  }

  function queueSave(held: HeldVault): Promise<SaveOutcome> {
    held.queuedSave ??= queue.run(() => {
      held.queuedSave = null;
      return save(held, null);
    });
    return held.queuedSave;
  }

  function apply(held: HeldVault, edit: DocumentEdit): boolean {
    const before = held.vault.document;
    const document = edit(before, contextOf(held));
    if (document === before) {
      return false;
    }
    held.vault = { ...held.vault, document };
    held.unsaved = [...held.unsaved, edit];
    return true;
  }

  /** An edit that makes no sense on the newer version must not keep the codes from being opened. */
  function applyAgain(held: HeldVault, edit: DocumentEdit): void {
    try {
      apply(held, edit);
    } catch (error) {
      if (!(error instanceof VaultError)) {
        throw error;
      }
    }
  }

  return {
    get held() {
      return current;
    },
    get holdsUnsaved() {
      return current === null ? carried.length > 0 : lastSaveFailed && current.unsaved.length > 0;
    },
    hold({ vault, revision, savedUnixSeconds }) {
      const held: HeldVault = {
        vault,
        revision,
        savedUnixSeconds,
        replica: newReplica(platform.randomBytes),
        committingReplica: newReplica(platform.randomBytes),
        unsaved: [],
        queuedSave: null,
      };
      for (const edit of carried) {
        applyAgain(held, edit);
      }
      carried = [];
      current = held;
    },
    release() {
      const held = current;
      if (held === null) {
        return;
      }
      current = null;
      const wipe = (): void => {
        carried = [...carried, ...held.unsaved];
        wipeDocument(held.vault.document);
        held.vault.masterKey.wipe();
      };
      if (queue.idle) {
        wipe();
      } else {
        // A save in flight still needs the key. The job cannot fail.
        void queue.run(() => {
          wipe();
          events.released();
          return Promise.resolve();
        });
      }
    },
    async edit(edit) {
      if (current === null) {
        return { outcome: 'locked-out' };
      }
      const held = current;
      if (!apply(held, edit) && held.unsaved.length === 0) {
        return { outcome: 'saved' };
      }
      announce(held);
      return queueSave(held);
    },
    async commit(change, adopted = () => undefined) {
      if (current === null) {
        return { outcome: 'locked-out' };
      }
      const held = current;
      return queue.run(() => save(held, { change, adopted }));
    },
    async refresh() {
      const held = current;
      if (held === null) {
        return;
      }
      await queue.run(async () => {
        const stored = await readable(platform);
        if (stored === null || stored.revision === held.revision || held !== current) {
          return;
        }
        try {
          if ((await meet(held, stored)) && held.unsaved.length > 0) {
            inBackground(queueSave(held));
          }
        } catch (error) {
          // Half a file of a synced folder, say. The next save will meet it again, and say so.
          problemOfVault(error);
        }
      });
    },
    exclusively: (job) => queue.run(job),
    settled: () => queue.settled(),
  };
}

async function readable(platform: Platform): Promise<StoredVault | null> {
  try {
    return await platform.vaultFile.read();
  } catch (error) {
    problemOfSaving(error);
    return null;
  }
}

/** Of a save that met an unreadable file: it is never overwritten. */
function problemOfVault(error: unknown): SaveProblem {
  try {
    return problemOfSaving(error);
  } catch {
    return problemOfReading(error);
  }
}
