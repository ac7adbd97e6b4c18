import { judgeEntries } from '@halfminute/core';
import type { FoundEntry, FoundImport } from '@halfminute/core';
import { askHidden } from '../ask-hidden.ts';
import type { ExitCode } from '../exit-code.ts';
import { EXIT } from '../exit-code.ts';
import type { FilesRead } from '../import-files.ts';
import { choiceOf, isDifferingDuplicate, isNew } from '../import-choice.ts';
import type { Takes } from '../import-choice.ts';
import { readImportFiles } from '../import-files.ts';
import { runOnImports } from '../import-history.ts';
import { foundToJson, foundToLines } from '../import-report.ts';
import type { GivenOptions, Invocation } from '../invocation.ts';
import { ensureNoSaveFailed, ensureSaved, withOpenVault } from '../open-vault.ts';
import { readPins } from '../pin-file.ts';
import { print } from '../print.ts';
import { readUnixSeconds } from '../read-time.ts';
import { Refusal } from '../refusal.ts';
import { isTerminal, readStandardInput } from '../standard-streams.ts';

/** `halfminute import FILE…`, `--imports`, `--undo` and `--put-back`. A dry run opens the vault only where its password was given. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const { operands, options } = invocation;
  if (options.has('imports') || options.has('undo') || options.has('put-back')) {
    return runOnImports(invocation);
  }
  if (operands.length === 0) {
    throw new Refusal('missing-operand', '"import" wants a FILE, or --imports, --undo or --put-back.');
  }
  requireOwnInput(operands, options);
  const isDryRun = options.has('dry-run');
  const takes = choiceOf(options);
  const unixSeconds = readUnixSeconds(options.value('at'));
  const hasPassword = options.has('file-password-stdin');
  const pinOf = readPins(options);
  const agreedMemoryKiB = readMebibytes(options.value('allow-memory')) * 1024;
  if (isDryRun && !options.has('password-stdin') && options.value('password-fd') === undefined) {
    const read = await readImportFiles(operands, {
      hasPassword,
      agreedMemoryKiB,
      pinOf,
      askPassword: () => askFilePassword(options),
    });
    const entries = judgeEntries(read.backups.flatMap((backup) => backup.entries));
    report(options, { read, entries, unixSeconds, takes, added: null });
    return exitCodeOf(read);
  }
  return withOpenVault(invocation, async ({ app, secrets, state }) => {
    const askPassword = (): Promise<string> =>
      hasPassword && options.has('password-stdin')
        ? secrets.next('Password of the file', 'the password of the file')
        : askFilePassword(options);
    const read = await readImportFiles(operands, { hasPassword, agreedMemoryKiB, pinOf, askPassword });
    const found = app.imports.judge(read.backups);
    const added = isDryRun ? null : await addAll(found, takes);
    ensureNoSaveFailed(state());
    report(options, { read, entries: found.entries, unixSeconds, takes, added });
    return exitCodeOf(read);
  });
}

/** One standard input holds the file or the passwords. */
function requireOwnInput(operands: readonly string[], options: GivenOptions): void {
  const isOfFile = operands.includes('-');
  if (isOfFile && (options.has('password-stdin') || options.has('file-password-stdin'))) {
    throw new Refusal(
      'contradicting-options',
      'The standard input cannot be the file and hold a password. Name the file, or give the password of the vault by --password-fd N.',
    );
  }
  if (operands.filter((operand) => operand === '-').length > 1) {
    throw new Refusal('contradicting-options', 'The standard input can be read once: give "-" once.');
  }
}

/** Whoever scripts it learns that a file was not read, though the others were. */
function exitCodeOf({ refused }: FilesRead): ExitCode {
  return refused.length === 0 ? EXIT.ok : EXIT.refused;
}

/** 0 where none was given. */
function readMebibytes(text: string | undefined): number {
  if (text === undefined) {
    return 0;
  }
  if (!/^\d{1,5}$/.test(text)) {
    throw new Refusal('bad-memory', '--allow-memory wants whole MiB, such as 1024.');
  }
  return Number(text);
}

/** The first line of the standard input, or a question at the terminal. */
async function askFilePassword(options: GivenOptions): Promise<string> {
  if (options.has('file-password-stdin')) {
    return readStandardInput().split(/\r?\n/, 1)[0] ?? '';
  }
  if (await isTerminal('input')) {
    return askHidden('Password of the file: ');
  }
  throw new Refusal(
    'needs-password',
    'The file is encrypted. Give its password as the first line of the standard input, with --file-password-stdin.',
  );
}

/** In one save. What the other program had thrown away goes into the trash. */
async function addAll({ entries, accept }: FoundImport, takes: Takes): Promise<number> {
  const accepted = await accept(new Set(entries.filter(takes).map(({ key }) => key)));
  if (accepted.outcome === 'imported') {
    return accepted.count;
  }
  ensureSaved(accepted);
  return 0;
}

interface Report {
  readonly read: FilesRead;
  readonly entries: readonly FoundEntry[];
  readonly unixSeconds: number;
  readonly takes: Takes;
  /** null: nothing was written. */
  readonly added: number | null;
}

function report(options: GivenOptions, { read, entries, unixSeconds, takes, added }: Report): void {
  const showSecrets = options.has('show-secrets');
  /** Of each entry, the path of its file. */
  const files = read.backups.flatMap(({ file, entries: ofFile }) => ofFile.map(() => file));
  const left = entries.length - entries.filter(takes).length;
  const deleted = entries.filter((entry) => isNew(entry) && !takes(entry)).length;
  const differing = entries.filter((entry) => isDifferingDuplicate(entry) && !takes(entry)).length;
  const notes = [
    ...read.notes,
    ...(deleted === 0 ? [] : [deletedSentence(deleted)]),
    ...(differing === 0 ? [] : [differingSentence(differing)]),
  ];
  const rest = left === 0 ? '' : ` ${left} ${left === 1 ? 'was' : 'were'} not: see above.`;
  const summary =
    added === null
      ? `Nothing was written. ${entries.length - left} of ${entries.length} would be imported.`
      : `${added} of ${entries.length} imported.${rest}`;
  print(options, {
    lines: [
      `From ${read.programs.join(', ')}:`,
      ...foundToLines(entries, { files, unixSeconds, takes }),
      ...notes,
      summary,
    ],
    json: {
      programs: read.programs,
      entries: entries.map((one, at) => foundToJson(one, { file: files[at] ?? '', unixSeconds, showSecrets, takes })),
      notes,
      refused: read.refused,
      added: added ?? 0,
    },
  });
}

function deletedSentence(count: number): string {
  return count === 1
    ? '1 was deleted in the other program and is left out. To take it over, into the trash, add --include-deleted.'
    : `${count} were deleted in the other program and are left out. To take them over, into the trash, add --include-deleted.`;
}

function differingSentence(count: number): string {
  return count === 1
    ? '1 has the code of another one, and another name or counter. To have both, add --include-duplicates.'
    : `${count} have the code of another one, and another name or counter. To have them as well, add --include-duplicates.`;
}
