import type { ImportEntry, ImportedEntry } from '@halfminute/interchange';
import type { OtpAccount } from '@halfminute/otp';
import { refusalOfAccount } from '@halfminute/vault';
import type { NewAccount, VaultAccount } from '@halfminute/vault';
import type { DuplicateOf, FoundEntry } from './import-acts.ts';
import { createKnownCodes } from './known-codes.ts';

/** What some programs keep beside a code. */
interface KeptBeside {
  readonly tags?: readonly string[];
  readonly note?: string;
  readonly favourite?: boolean;
}

/** The account that an entry becomes, with everything that the vault has a place for. */
export function newAccountOf(entry: ImportedEntry & KeptBeside): Omit<NewAccount, 'id'> {
  const { account: otp, wasTrashed: isTrashed, tags, note, favourite } = entry;
  return {
    otp,
    isTrashed,
    ...(tags !== undefined && { tags }),
    ...(note !== undefined && { note }),
    ...(favourite !== undefined && { favourite }),
  };
}

/**
 * Gives each entry its verdict by the accounts that are present, live or in the trash, and by the entries before it. What is new is ticked; a
 * duplicate is not, and neither is what the other program had thrown away.
 */
export function judgeEntries(
  entries: readonly ImportEntry[],
  present: readonly VaultAccount[] = [],
): readonly FoundEntry[] {
  const known = createKnownCodes<Known>();
  for (const { otp, trashedUnixSeconds } of present) {
    known.add({ otp, place: trashedUnixSeconds === null ? 'here' : 'trash' });
  }
  const judge = ({ entry, key }: { readonly entry: ImportEntry; readonly key: number }): FoundEntry => {
    if (entry.verdict !== 'imported') {
      const waitsForPin = entry.pinless !== undefined && entry.why.reason === 'needs-pin';
      return { key, verdict: entry.verdict, entry, duplicateOf: null, waitsForPin, isTickedAtFirst: false };
    }
    const { account } = entry;
    const found = { key, entry, waitsForPin: false };
    const same = known.find(account);
    if (same === null) {
      known.add({ otp: account, place: 'import' });
      return { ...found, verdict: 'imported', duplicateOf: null, isTickedAtFirst: !entry.wasTrashed };
    }
    return { ...found, verdict: 'duplicate', duplicateOf: duplicateOf(same), isTickedAtFirst: false };
  };
  // What was thrown away comes last: the same code that is still in use must not be taken for its duplicate, and be left out with it.
  const kept = entries.map((read, key) => ({ entry: keepable(read), key }));
  const [inUse, thrownAway] = [kept.filter((one) => !wasTrashed(one)), kept.filter(wasTrashed)];
  return [...inUse, ...thrownAway].map(judge).toSorted((a, b) => a.key - b.key);
}

function wasTrashed({ entry }: { readonly entry: ImportEntry }): boolean {
  return entry.verdict === 'imported' && entry.wasTrashed;
}

interface Known {
  readonly otp: OtpAccount;
  readonly place: DuplicateOf['place'];
}

function duplicateOf({ otp, place }: Known): DuplicateOf {
  const { issuer, accountName } = otp;
  return { place, issuer, accountName, counter: otp.kind === 'hotp' ? otp.counter : null };
}

/** What the vault could not keep is damaged by itself, and costs no other: nothing is cut to fit. */
function keepable(entry: ImportEntry): ImportEntry {
  const refusal = entry.verdict === 'imported' ? refusalOfAccount(newAccountOf(entry)) : null;
  if (refusal === null) {
    return entry;
  }
  const { issuer, accountName } = entry.account;
  return {
    verdict: 'damaged',
    where: entry.where,
    why: { reason: 'bad-entry', message: refusal.message },
    account: { issuer: issuer.slice(0, SHOWN_LENGTH), accountName: accountName.slice(0, SHOWN_LENGTH) },
  };
}

const SHOWN_LENGTH = 100;
