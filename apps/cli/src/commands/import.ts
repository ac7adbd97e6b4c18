import { askHidden } from '../ask-hidden.ts';
import { nameOf } from '../account-names.ts';
import type { ExitCode } from '../exit-code.ts';
import { EXIT } from '../exit-code.ts';
import type { FilesRead } from '../import-files.ts';
import { readImportFiles } from '../import-files.ts';
import type { JudgedEntry } from '../import-report.ts';
import { judgedToJson, judgedToLine, judgeEntries } from '../import-report.ts';
import type { GivenOptions, Invocation } from '../invocation.ts';
import type { OpenedVault } from '../open-vault.ts';
import { ensureNoSaveFailed, ensureSaved, withOpenVault } from '../open-vault.ts';
import { print } from '../print.ts';
import { readUnixSeconds } from '../read-time.ts';
import { Refusal } from '../refusal.ts';
import { isTerminal, readStandardInput } from '../standard-streams.ts';

/** `halfminute import`. A dry run opens the vault only where its password was given. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const { operands, options } = invocation;
  const isDryRun = options.has('dry-run');
  const unixSeconds = readUnixSeconds(options.value('at'));
  const hasPassword = options.has('file-password-stdin');
  if (isDryRun && !options.has('password-stdin') && options.value('password-fd') === undefined) {
    const read = await readImportFiles(operands, { hasPassword, askPassword: () => askFilePassword(options) });
    report(options, { read, judged: judgeEntries(read.entries, () => null), unixSeconds, added: null });
    return EXIT.ok;
  }
  return withOpenVault(invocation, async (vault) => {
    const askPassword = (): Promise<string> =>
      hasPassword && options.has('password-stdin')
        ? vault.secrets.next('Password of the file', 'the password of the file')
        : askFilePassword(options);
    const read = await readImportFiles(operands, { hasPassword, askPassword });
    const judged = judgeEntries(read.entries, (account) => {
      const [same] = vault.app.accounts.findDuplicates(account);
      return same === undefined ? null : nameOf(same);
    });
    const added = isDryRun ? null : await addAll(vault, judged);
    report(options, { read, judged, unixSeconds, added });
    return EXIT.ok;
  });
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

async function addAll({ app, state }: OpenedVault, judged: readonly JudgedEntry[]): Promise<number> {
  let count = 0;
  for (const { entry, duplicateOf } of judged) {
    if (entry.verdict !== 'imported' || duplicateOf !== null) {
      continue;
    }
    // oxlint-disable no-await-in-loop -- each save stands on the one before
    const outcome = await app.accounts.add(entry.account);
    if (outcome.outcome !== 'added') {
      ensureSaved(outcome);
      continue;
    }
    ensureNoSaveFailed(state());
    if (entry.wasTrashed) {
      ensureSaved(await app.accounts.remove(outcome.id));
    }
    // oxlint-enable no-await-in-loop
    count += 1;
  }
  return count;
}

interface Report {
  readonly read: FilesRead;
  readonly judged: readonly JudgedEntry[];
  readonly unixSeconds: number;
  /** null: nothing was written. */
  readonly added: number | null;
}

function report(options: GivenOptions, { read, judged, unixSeconds, added }: Report): void {
  const showSecrets = options.has('show-secrets');
  const left = judged.length - judged.filter(isToBeAdded).length;
  const rest = left === 0 ? '' : ` ${left} ${left === 1 ? 'was' : 'were'} not: see above.`;
  const summary =
    added === null
      ? `Nothing was written. ${judged.length - left} of ${judged.length} would be imported.`
      : `${added} of ${judged.length} imported.${rest}`;
  print(options, {
    lines: [
      `From ${read.programs.join(', ')}:`,
      ...judged.map((one) => judgedToLine(one, unixSeconds)),
      ...read.notes,
      summary,
    ],
    json: {
      programs: read.programs,
      entries: judged.map((one) => judgedToJson(one, { unixSeconds, showSecrets })),
      notes: read.notes,
      added: added ?? 0,
    },
  });
}

function isToBeAdded({ entry, duplicateOf }: JudgedEntry): boolean {
  return entry.verdict === 'imported' && duplicateOf === null;
}
