import type { ImportEntry } from '@halfminute/interchange';
import { encodeBase32 } from '@halfminute/otp';
import type { OtpAccount } from '@halfminute/otp';
import { accountToJson } from './account-json.ts';
import { codeAt } from './code-at.ts';

/** An entry with what became of it; the verdict "duplicate" comes of the vault, or of an entry before. */
export interface JudgedEntry {
  readonly entry: ImportEntry;
  /** The name of what it is a duplicate of; null where it is none. */
  readonly duplicateOf: string | null;
}

/** Finds entries that stand before in the same import, and those that `findInVault` knows. */
export function judgeEntries(
  entries: readonly ImportEntry[],
  findInVault: (account: OtpAccount) => string | null,
): readonly JudgedEntry[] {
  const seen = new Set<string>();
  return entries.map((entry) => {
    if (entry.verdict !== 'imported') {
      return { entry, duplicateOf: null };
    }
    const same = sameCodes(entry.account);
    const duplicateOf = seen.has(same) ? titleOf(entry.account) : findInVault(entry.account);
    seen.add(same);
    return { entry, duplicateOf };
  });
}

/** Equal exactly where `sameOtp` is true. A set of them finds the duplicates of 10,000 entries in one pass; comparing each with each takes a second more. */
function sameCodes(account: OtpAccount): string {
  const period = account.kind === 'hotp' ? 0 : account.periodSeconds;
  return [account.kind, account.algorithm, account.digits, period, encodeBase32(account.secret.reveal())].join(' ');
}

function titleOf({ issuer, accountName }: { readonly issuer: string; readonly accountName: string }): string {
  return [issuer, accountName].filter((name) => name !== '').join(', ') || 'no name';
}

interface ReportOptions {
  readonly unixSeconds: number;
  readonly showSecrets: boolean;
}

/** One line of `import --json`. `why.reason` stays the same for ever: scripts compare it. */
export function judgedToJson({ entry, duplicateOf }: JudgedEntry, { unixSeconds, showSecrets }: ReportOptions) {
  const { where, verdict } = entry;
  if (entry.verdict !== 'imported') {
    const { issuer, accountName } = entry.account;
    return { verdict, where, why: entry.why, account: { issuer, accountName } };
  }
  const { code: codeNow, ...account } = accountToJson(entry.account, {
    code: codeAt(entry.account, unixSeconds),
    secretBase32: showSecrets ? encodeBase32(entry.account.secret.reveal()) : undefined,
  });
  return {
    verdict: duplicateOf === null ? verdict : 'duplicate',
    where,
    ...(duplicateOf !== null && {
      why: { reason: 'already-present', message: `The same code is there already: ${duplicateOf}.` },
    }),
    ...(duplicateOf === null &&
      entry.wasTrashed && { why: { reason: 'trashed-in-source', message: wasTrashedSentence } }),
    account,
    code: codeNow,
  };
}

const wasTrashedSentence = 'It was in the bin of the other program, and goes into the trash here.';

/** For a person: the verdict, the names, and the code to compare with the other program. */
export function judgedToLine({ entry, duplicateOf }: JudgedEntry, unixSeconds: number): string {
  const title = titleOf(entry.account);
  if (entry.verdict !== 'imported') {
    return `${entry.verdict.padEnd(11)}  ${title}: ${entry.why.message} (${entry.where})`;
  }
  const verdict = (duplicateOf === null ? entry.verdict : 'duplicate').padEnd(11);
  const trashed = entry.wasTrashed ? `  ${wasTrashedSentence}` : '';
  return `${verdict}  ${title}  ${codeAt(entry.account, unixSeconds)}${trashed}`;
}
