import {
  cleanName,
  isPinless,
  messageToShow,
  nameToShow,
  nameWithoutSecret,
  OtpError,
  shortenName,
  withPin,
} from '@halfminute/otp';
import type { OtpAccount, OtpErrorCode, OtpWarning, PinlessAccount } from '@halfminute/otp';

/** Why an entry was not imported: otp's own codes, and what only the files of other programs know. */
export type EntryReason =
  | OtpErrorCode
  /** Still encrypted inside the file. */
  | 'encrypted-entry'
  /** A file of an archive that cannot be read, of which the rest can. */
  | 'unreadable-part'
  /** Not what the program writes: a field of another type, or no entry at all. */
  | 'bad-entry';

/** What the user had better compare: otp's own warnings, and what only a file can leave out. */
export type ImportWarning =
  | OtpWarning
  /** The file does not say how long a code is good; 30 s are usual. `message` is an English sentence. */
  | { readonly code: 'period-assumed'; readonly message: string }
  /** The text ends within this entry, which says less than the others. `message` is an English sentence. */
  | { readonly code: 'may-be-cut'; readonly message: string }
  /** A name is in no encoding that its format knows, and was read as one. `message` is an English sentence. */
  | { readonly code: 'name-guessed'; readonly message: string }
  /** A name holds U+FFFD: a character of it was lost before, or on the way. `message` is an English sentence. */
  | { readonly code: 'name-unreadable'; readonly message: string };

export interface ImportedEntry {
  readonly verdict: 'imported';
  /** "entry 3", "line 2": where it stands in its file, counted from 1. */
  readonly where: string;
  readonly account: OtpAccount;
  readonly warnings: readonly ImportWarning[];
  /** It lay in the bin of the other program. */
  readonly wasTrashed: boolean;
  /** The groups, folders, categories or tags it was kept under: each once, sorted by code unit, never empty. */
  readonly tags?: readonly string[];
  /** What was written beside it, never ''. */
  readonly note?: string;
  /** Present where the other program marked it: pinned, starred, a favourite. */
  readonly favourite?: true;
}

export interface SkippedEntry {
  /** unsupported: nothing is wrong with it, but its codes cannot be made here. damaged: it cannot be what was meant. */
  readonly verdict: 'unsupported' | 'damaged';
  readonly where: string;
  readonly why: { readonly reason: EntryReason; readonly message: string };
  /** What could be read of it. */
  readonly account: { readonly issuer: string; readonly accountName: string };
  /** Present where nothing but the PIN is missing, see {@link givePins}. */
  readonly pinless?: ReadAccount<PinlessAccount>;
}

/** What the reading of one entry brings to light. */
type ReadAccount<Account> = Omit<ImportedEntry, 'verdict' | 'where' | 'account'> & { readonly account: Account };

/** One line of a file, with what became of it. Whether it is a duplicate only the vault knows. */
export type ImportEntry = ImportedEntry | SkippedEntry;

export interface EntryNames {
  readonly issuer: string;
  readonly accountName: string;
}

const unsupportedReasons: ReadonlySet<EntryReason> = new Set<EntryReason>([
  'unsupported-algorithm',
  'unsupported-kind',
  'proprietary-push',
  'needs-pin',
  'encrypted-entry',
  'unreadable-part',
]);

/** What is thrown inside the reading of one entry, and never leaves it. */
export class EntryRefusal extends Error {
  readonly reason: EntryReason;

  constructor(reason: EntryReason, message: string) {
    super(message);
    this.name = 'EntryRefusal';
    this.reason = reason;
  }
}

/** Runs the reading of one entry, so that a bad one becomes a verdict and costs no other. */
export function readEntry(
  where: string,
  names: EntryNames,
  read: () => ReadAccount<OtpAccount | PinlessAccount>,
): ImportEntry {
  try {
    const { account: written, ...rest } = read();
    const account = namedWithoutSecret(written);
    return isPinless(account)
      ? needsPin(where, { account, ...rest })
      : { verdict: 'imported', where, account, ...rest };
  } catch (error) {
    if (error instanceof OtpError) {
      return skipped(where, names, { reason: error.code, message: error.message });
    }
    if (error instanceof EntryRefusal) {
      return skipped(where, names, { reason: error.reason, message: error.message });
    }
    throw error;
  }
}

/** A name is shown in every list, so that no secret may stand in one: some programs name an account by its whole link. */
function namedWithoutSecret<Account extends OtpAccount | PinlessAccount>(account: Account): Account {
  const issuer = nameWithoutSecret(account.issuer, account.secret);
  return { ...account, issuer, accountName: nameWithoutSecret(account.accountName, account.secret) };
}

function skipped(where: string, names: EntryNames, { reason, message }: SkippedEntry['why']): SkippedEntry {
  const account = { issuer: rowOf(names.issuer), accountName: rowOf(names.accountName) };
  const why = { reason, message: messageToShow(message) };
  return { verdict: unsupportedReasons.has(reason) ? 'unsupported' : 'damaged', where, why, account };
}

function rowOf(name: string): string {
  return nameToShow(shortenName(cleanName(name)));
}

function needsPin(where: string, pinless: ReadAccount<PinlessAccount>): SkippedEntry {
  const { issuer, accountName, kind } = pinless.account;
  const who = kind === 'motp' ? 'Mobile-OTP' : 'Yandex';
  return {
    ...skipped(
      where,
      { issuer, accountName },
      {
        reason: 'needs-pin',
        message: `The codes of ${who} are made with a PIN, which is not in the file. Give the PIN, or add the account by hand.`,
      },
    ),
    pinless,
  };
}

/** The PIN of an account, as typed; undefined: nobody gave one. */
export type PinOf = (account: PinlessAccount) => string | undefined;

/**
 * The same entries, with those complete that waited for their PIN and were given one. A PIN that cannot be right leaves its entry
 * skipped, as 'bad-pin'. Whether it is the right one only the service knows.
 */
export function givePins(entries: readonly ImportEntry[], pinOf: PinOf): readonly ImportEntry[] {
  return entries.map((entry) => {
    const pinless = entry.verdict === 'imported' ? undefined : entry.pinless;
    const pin = pinless === undefined ? undefined : pinOf(pinless.account);
    return pinless === undefined || pin === undefined
      ? entry
      : readEntry(entry.where, entry.account, () => ({ ...pinless, account: withPin(pinless.account, pin) }));
  });
}

/** An account with the PIN that its file holds, if any. Throws as `parsePin` does where there is one that cannot be right. */
export function withStatedPin(account: PinlessAccount, pin: string | undefined): OtpAccount | PinlessAccount {
  return pin === undefined ? account : withPin(account, pin);
}

/** What is said of an entry of which nothing more can be read. */
export function damagedEntry(
  where: string,
  names: EntryNames,
  message = 'This entry is damaged and cannot be read. Export it again, or add it by hand.',
): SkippedEntry {
  return skipped(where, names, { reason: 'bad-entry', message });
}

/** What is said where the end of a file is missing: nobody knows what stood there. */
export function cutShort(): SkippedEntry {
  return damagedEntry(
    'end of the file',
    { issuer: '', accountName: '' },
    'This file is cut short, and whatever came after this is missing. Copy it again, or export it again.',
  );
}

/** What is said of a whole part of a file, such as a member of an archive, that was not read. */
export function refusedPart(
  where: string,
  reason: 'encrypted-entry' | 'unreadable-part',
  message: string,
): SkippedEntry {
  return skipped(where, { issuer: '', accountName: '' }, { reason, message });
}
