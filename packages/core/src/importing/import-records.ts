import { preference, preferencesUnder, restoreAccounts, setPreference, trashAccounts } from '@halfminute/vault';
import type { AccountId, JsonObject, JsonValue, VaultAccount, VaultDocument } from '@halfminute/vault';
import type { DocumentEdit } from '../held-vault.ts';
import type { ImportRecord } from './import-acts.ts';

/* What the document remembers of an import, so that it can be taken back later. docs/vault-format.md, "Imports". */

const PREFIX = 'import.';

/** As it is stored. */
interface StoredImport {
  readonly unixSeconds: number;
  readonly program: string;
  readonly count: number;
  /** Present while it is taken back. */
  readonly undoneUnixSeconds?: number;
}

/** Newest first; without those of which nothing is left. */
export function importRecords(
  document: VaultDocument,
  accounts: { readonly live: readonly VaultAccount[]; readonly trash: readonly VaultAccount[] },
): readonly ImportRecord[] {
  const stored = preferencesUnder(document, PREFIX);
  if (stored.size === 0) {
    return [];
  }
  const live = Map.groupBy(accounts.live, ({ importId }) => importId);
  const trash = Map.groupBy(accounts.trash, ({ importId }) => importId);
  return Array.from(stored)
    .flatMap(([id, value]): readonly ImportRecord[] => {
      const known = readStored(value);
      if (known === null) {
        return [];
      }
      const liveCount = live.get(id)?.length ?? 0;
      const undoneCount = trash.get(id)?.filter((account) => isUndone(account, known)).length ?? 0;
      const { unixSeconds, program, count } = known;
      return liveCount + undoneCount === 0
        ? []
        : [{ id, unixSeconds, programs: program.split(BETWEEN_PROGRAMS), count, liveCount, undoneCount }];
    })
    .sort((a, b) => b.unixSeconds - a.unixSeconds || (a.id < b.id ? -1 : 1));
}

const BETWEEN_PROGRAMS = ', ';

export function hasImport(document: VaultDocument, id: string): boolean {
  return readStored(preference(document, PREFIX + id)) !== null;
}

/** Remembers that `count` accounts came by the import `id` now. */
export function rememberingImport(
  id: string,
  { programs, count }: { readonly programs: readonly string[]; readonly count: number },
): DocumentEdit {
  return (document, context) => {
    const { unixSeconds } = context;
    return setPreference(
      document,
      PREFIX + id,
      { unixSeconds, program: programs.join(BETWEEN_PROGRAMS), count },
      context,
    );
  };
}

/**
 * Into the trash with what it brought and is not there. Nothing where there is none. What an earlier undo moved there and
 * nobody took out again moves along, so that putting back finds all of it.
 */
export function undoingImport(id: string, accountsOf: AccountsOf): DocumentEdit {
  return (document, context) => {
    const known = readStored(preference(document, PREFIX + id));
    const { live, trash } = accountsOf(document);
    const ids = idsOf(live, (account) => account.importId === id);
    if (known === null || ids.length === 0) {
      return document;
    }
    const earlier = idsOf(trash, (account) => account.importId === id && isUndone(account, known));
    // Later than the import itself, which may have put some into the trash in this very second.
    const at = { ...context, unixSeconds: Math.max(context.unixSeconds, known.unixSeconds + 1) };
    const undone: StoredImport = { ...known, undoneUnixSeconds: at.unixSeconds };
    const trashed = trashAccounts(restoreAccounts(document, earlier, context), [...earlier, ...ids], at);
    return setPreference(trashed, PREFIX + id, valueOf(undone), context);
  };
}

/** Out of the trash with what undoing moved there. */
export function puttingBackImport(id: string, accountsOf: AccountsOf): DocumentEdit {
  return (document, context) => {
    const known = readStored(preference(document, PREFIX + id));
    if (known?.undoneUnixSeconds === undefined) {
      return document;
    }
    const ids = idsOf(accountsOf(document).trash, (account) => account.importId === id && isUndone(account, known));
    const { undoneUnixSeconds: _, ...again } = known;
    return setPreference(restoreAccounts(document, ids, context), PREFIX + id, valueOf(again), context);
  };
}

type AccountsOf = (document: VaultDocument) => {
  readonly live: readonly VaultAccount[];
  readonly trash: readonly VaultAccount[];
};

/** One edit gives every account and the record the same second; what the user had deleted by hand before has another. */
function isUndone({ trashedUnixSeconds }: VaultAccount, { undoneUnixSeconds }: StoredImport): boolean {
  return undoneUnixSeconds !== undefined && trashedUnixSeconds === undoneUnixSeconds;
}

function idsOf(accounts: readonly VaultAccount[], belongs: (account: VaultAccount) => boolean): readonly AccountId[] {
  return accounts.filter(belongs).map(({ id }) => id);
}

/** null for what another hand has written there. */
function readStored(value: JsonValue | undefined): StoredImport | null {
  if (!isObject(value)) {
    return null;
  }
  const { unixSeconds, program, count, undoneUnixSeconds } = value;
  if (typeof unixSeconds !== 'number' || typeof program !== 'string' || typeof count !== 'number') {
    return null;
  }
  return { unixSeconds, program, count, ...(typeof undoneUnixSeconds === 'number' && { undoneUnixSeconds }) };
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueOf(stored: StoredImport): JsonObject {
  return { ...stored };
}
