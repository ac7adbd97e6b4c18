import { givePins, notesOf } from '@halfminute/interchange';
import type { ImportedEntry, ImportEntry, ReadyBackup } from '@halfminute/interchange';
import { pinOf } from '@halfminute/otp';
import type { Secret } from '@halfminute/otp';
import { addAccounts, liveAccounts, newAccountId, trashedAccounts } from '@halfminute/vault';
import type { NewAccount, VaultAccount, VaultDocument } from '@halfminute/vault';
import { withOwnSecret } from '../account-edits.ts';
import { counterCode } from '../codes.ts';
import type { DocumentEdit } from '../held-vault.ts';
import type { Platform } from '../platform.ts';
import type { Saving } from '../saving.ts';
import type { Undo } from '../undo.ts';
import type { Accepted, CameraWatch, FoundEntry, FoundImport, ImportActs } from './import-acts.ts';
import { hasImport, puttingBackImport, rememberingImport, undoingImport } from './import-records.ts';
import { judgeEntries, newAccountOf } from './judge-entries.ts';
import { readOffered } from './read-offered.ts';
import type { ReadTogether } from './read-offered.ts';
import { scanScreen } from './scan-screen.ts';
import { watchCamera } from './watch-camera.ts';

export interface ImportsNeed {
  readonly platform: Platform;
  readonly saving: Saving;
  readonly undo: Undo;
  /** Accounts were added: something is in store now. */
  added(): void;
}

export interface Imports {
  readonly acts: ImportActs;
  /** On lock: turns the camera off, and wipes the secrets of whatever was found and not yet added. */
  forget(): void;
}

/** What is said of an import besides its entries. */
type AboutImport = Pick<FoundImport, 'programs' | 'fileNames' | 'notes' | 'refused'>;

export function createImports({ platform, saving, undo, added }: ImportsNeed): Imports {
  let secrets: Secret[] = [];
  /** How often it was locked: what was found before has no secrets any more. */
  let locks = 0;
  let watch: CameraWatch | null = null;

  function present(): readonly VaultAccount[] {
    if (saving.held === null) {
      return [];
    }
    const { live, trash } = accountsOf(saving.held.vault.document);
    return [...live, ...trash];
  }

  function foundImport({ backups, fileNames, refused }: ReadTogether): FoundImport {
    return judged(
      backups.flatMap((backup) => backup.entries),
      {
        programs: [...new Set(backups.map(({ program }) => program))],
        fileNames,
        notes: notesOf(backups),
        refused,
      },
    );
  }

  function judged(read: readonly ImportEntry[], about: AboutImport): FoundImport {
    const foundAt = locks;
    const { programs } = about;
    const entries = judgeEntries(read, present());
    if (saving.held !== null) {
      secrets = [...secrets, ...entries.flatMap(({ entry }) => secretsOf(entry))];
    }
    return {
      ...about,
      entries,
      givePin(key, pin) {
        const [given] = entries[key]?.waitsForPin === true ? givePins(read.slice(key, key + 1), () => pin) : [];
        return given?.verdict === 'imported'
          ? { outcome: 'given', found: judged(read.with(key, given), about) }
          : { outcome: 'bad-pin', message: given?.why.message ?? 'No such entry waits for a PIN.' };
      },
      accept: (ticked) =>
        foundAt === locks ? accept(chosenOf(entries, ticked), programs) : Promise.resolve({ outcome: 'locked-out' }),
      counterCodeOf(key) {
        const entry = entries[key]?.entry;
        return entry?.verdict === 'imported' && entry.account.kind === 'hotp' ? counterCode(entry.account) : null;
      },
    };
  }

  async function accept(chosen: readonly ImportedEntry[], programs: readonly string[]): Promise<Accepted> {
    if (saving.held === null) {
      return { outcome: 'locked-out' };
    }
    if (chosen.length === 0) {
      return { outcome: 'nothing-ticked' };
    }
    const importId = newAccountId(platform.randomBytes);
    const accounts = chosen.map((entry) => ({
      ...newAccountOf(entry),
      // What was found is wiped on lock; an edit that waits to be saved outlives that.
      otp: withOwnSecret(entry.account),
      id: newAccountId(platform.randomBytes),
      importId,
    }));
    undo.remember({ act: 'import', importId, count: accounts.length, inverse: undoingImport(importId, accountsOf) });
    const save = await saving.edit(addingEdit(accounts, { importId, programs }));
    added();
    if (save.outcome === 'locked-out') {
      return { outcome: 'locked-out' };
    }
    const problem = save.outcome === 'failed' ? save.problem : null;
    return { outcome: 'imported', importId, count: accounts.length, problem };
  }

  return {
    acts: {
      read: (offered) => readOffered(offered, { platform, found: foundImport }),
      scanScreen: () => scanScreen({ platform, found: foundImport }),
      watchCamera(listener) {
        watch?.stop();
        watch = watchCamera(listener, { platform, found: foundImport });
        return watch;
      },
      judge: (backups: readonly ReadyBackup[]) => foundImport({ backups, fileNames: [], refused: [] }),
      undo(id) {
        undo.forgetImport(id);
        return saving.edit(undoingImport(id, accountsOf));
      },
      putBack: (id) => saving.edit(puttingBackImport(id, accountsOf)),
    },
    forget() {
      watch?.stop();
      watch = null;
      secrets.forEach((secret) => secret.wipe());
      secrets = [];
      locks += 1;
    },
  };
}

function secretsOf(entry: ImportEntry): readonly Secret[] {
  if (entry.verdict !== 'imported') {
    return entry.pinless === undefined ? [] : [entry.pinless.account.secret];
  }
  const pin = pinOf(entry.account);
  return pin === null ? [entry.account.secret] : [entry.account.secret, pin];
}

function chosenOf(entries: readonly FoundEntry[], ticked: ReadonlySet<number>): readonly ImportedEntry[] {
  return entries.flatMap(({ key, entry }) => (ticked.has(key) && entry.verdict === 'imported' ? [entry] : []));
}

/** Everything or nothing, once: an import that is remembered has added its accounts. */
function addingEdit(
  accounts: readonly NewAccount[],
  { importId, programs }: { readonly importId: string; readonly programs: readonly string[] },
): DocumentEdit {
  const remember = rememberingImport(importId, { programs, count: accounts.length });
  return (document, context) =>
    hasImport(document, importId) ? document : remember(addAccounts(document, accounts, context), context);
}

function accountsOf(document: VaultDocument): {
  readonly live: readonly VaultAccount[];
  readonly trash: readonly VaultAccount[];
} {
  return { live: liveAccounts(document), trash: trashedAccounts(document) };
}
