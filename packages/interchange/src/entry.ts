import { OtpError } from '@halfminute/otp';
import type { OtpAccount, OtpErrorCode, OtpWarning } from '@halfminute/otp';

/** Why an entry was not imported: otp's own codes, and what only the files of other programs know. */
export type EntryReason =
  | OtpErrorCode
  /** A kind whose codes need a PIN that the file does not hold. */
  | 'needs-pin'
  /** Still encrypted inside the file. */
  | 'encrypted-entry'
  /** Not what the program writes: a field of another type, or no entry at all. */
  | 'bad-entry';

export interface ImportedEntry {
  readonly verdict: 'imported';
  /** "entry 3", "line 2": where it stands in its file, counted from 1. */
  readonly where: string;
  readonly account: OtpAccount;
  readonly warnings: readonly OtpWarning[];
  /** It lay in the bin of the other program. */
  readonly wasTrashed: boolean;
}

export interface SkippedEntry {
  /** unsupported: nothing is wrong with it, but its codes cannot be made here. damaged: it cannot be what was meant. */
  readonly verdict: 'unsupported' | 'damaged';
  readonly where: string;
  readonly why: { readonly reason: EntryReason; readonly message: string };
  /** What could be read of it. */
  readonly account: { readonly issuer: string; readonly accountName: string };
}

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
  read: () => Omit<ImportedEntry, 'verdict' | 'where'>,
): ImportEntry {
  try {
    return { verdict: 'imported', where, ...read() };
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

function skipped(where: string, account: EntryNames, why: SkippedEntry['why']): SkippedEntry {
  return { verdict: unsupportedReasons.has(why.reason) ? 'unsupported' : 'damaged', where, why, account };
}
