import type { DuplicateOf, FoundEntry } from '@halfminute/core';
import { encodeBase32 } from '@halfminute/otp';
import { accountToJson } from './account-json.ts';
import { nameOf } from './account-names.ts';
import { codeAt } from './code-at.ts';
import { differenceOf } from './import-choice.ts';
import type { Takes } from './import-choice.ts';

interface ReportOptions {
  /** The path of the file that it came from. */
  readonly file: string;
  readonly unixSeconds: number;
  readonly takes: Takes;
  readonly showSecrets: boolean;
}

/** One line of `import --json`. `why.reason` stays the same for ever: scripts compare it. */
export function foundToJson(found: FoundEntry, { file, unixSeconds, takes, showSecrets }: ReportOptions) {
  const { entry, duplicateOf } = found;
  const { where } = entry;
  const verdict = shownVerdict(found, takes);
  if (entry.verdict !== 'imported') {
    const { issuer, accountName } = entry.account;
    return { verdict, file, where, why: entry.why, account: { issuer, accountName } };
  }
  const { code: codeNow, ...account } = accountToJson(entry.account, {
    code: codeAt(entry.account, unixSeconds),
    secretBase32: showSecrets ? encodeBase32(entry.account.secret.reveal()) : undefined,
  });
  return {
    verdict,
    file,
    where,
    ...(duplicateOf !== null && {
      why: { reason: 'already-present', message: sameSentence(found, duplicateOf, takes) },
      duplicateOf: duplicateToJson(duplicateOf),
    }),
    ...(duplicateOf === null &&
      entry.wasTrashed && { why: { reason: 'trashed-in-source', message: wasTrashedSentence(verdict) } }),
    account,
    code: codeNow,
    ...(entry.warnings.length > 0 && { warnings: entry.warnings.map(({ code, message }) => ({ code, message })) }),
  };
}

/** What is new is not imported where the other program had deleted it and nobody asked for it. */
function shownVerdict(found: FoundEntry, takes: (entry: FoundEntry) => boolean): FoundEntry['verdict'] | 'left-out' {
  return found.verdict === 'imported' && !takes(found) ? 'left-out' : found.verdict;
}

function wasTrashedSentence(verdict: ReturnType<typeof shownVerdict>): string {
  return verdict === 'left-out'
    ? 'It was in the bin of the other program, and is left out.'
    : 'It was in the bin of the other program, and goes into the trash here.';
}

/** For a person: a line each, under the name of its file where there are several. */
export function foundToLines(
  entries: readonly FoundEntry[],
  { files, unixSeconds, takes }: { readonly files: readonly string[] } & Pick<ReportOptions, 'unixSeconds' | 'takes'>,
): readonly string[] {
  const isSeveral = files.some((file) => file !== files[0]);
  return entries.flatMap((one, at) => [
    ...(isSeveral && files[at] !== files[at - 1] ? [`${files[at]}:`] : []),
    foundToLine(one, { unixSeconds, takes }),
  ]);
}

/** The verdict, the names, the code to compare with the other program, and where it stands. */
function foundToLine(found: FoundEntry, { unixSeconds, takes }: Pick<ReportOptions, 'unixSeconds' | 'takes'>): string {
  const { entry, duplicateOf } = found;
  const verdict = shownVerdict(found, takes);
  const title = nameOf(entry.account);
  if (entry.verdict !== 'imported') {
    return `${verdict.padEnd(11)}  ${title}: ${entry.why.message} (${entry.where})`;
  }
  const same = duplicateOf === null ? '' : `  ${sameSentence(found, duplicateOf, takes)}`;
  const trashed = entry.wasTrashed && duplicateOf === null ? `  ${wasTrashedSentence(verdict)}` : '';
  const warned = entry.warnings.map(({ message }) => `  ${message}`).join('');
  return `${verdict.padEnd(11)}  ${title}  ${codeAt(entry.account, unixSeconds)}${same}${trashed}${warned} (${entry.where})`;
}

/** Where the two differ, what each says: a wrong counter makes wrong codes, and a name may be of another account. */
function sameSentence(found: FoundEntry, same: DuplicateOf, takes: Takes): string {
  const difference = differenceOf(found);
  const counters =
    difference?.counter === undefined
      ? ''
      : ` Its counter is ${difference.counter.here} in this file, and ${difference.counter.there} there.`;
  const names =
    difference?.isNamedOtherwise === true ? ` In this file it is called ${nameOf(found.entry.account)}.` : '';
  const taken = takes(found) ? ' It is taken over as well.' : '';
  return `The same code is there already: ${placedName(same)}.${counters}${names}${taken}`;
}

const PLACES: Readonly<Record<DuplicateOf['place'], string>> = {
  here: '',
  trash: ' (in the trash)',
  import: ' (earlier in this import)',
};

function placedName(duplicateOf: DuplicateOf): string {
  return `${nameOf(duplicateOf)}${PLACES[duplicateOf.place]}`;
}

function duplicateToJson({ place, issuer, accountName, counter }: DuplicateOf) {
  return { place, issuer, accountName, ...(counter !== null && { counter }) };
}
