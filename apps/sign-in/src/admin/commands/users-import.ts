import { readFile } from 'node:fs/promises';
import type { RequestContext } from '@halfminute/mfa';
import { AccountError } from '../../accounts/account-error.ts';
import { canonicalName } from '../../accounts/plain-text.ts';
import type { Services } from '../../services.ts';
import { adminAct } from '../audit-row.ts';
import { columns, count } from '../columns.ts';
import type { Answer, CommandContext } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { importColumns, neededColumns, readImportRow, RowRefusedError } from '../import-row.ts';
import type { ImportColumn, ImportRow } from '../import-row.ts';
import { readCsv } from '../read-csv.ts';
import type { CsvRow } from '../read-csv.ts';
import { Refusal } from '../refusal.ts';

/** What became of one row; every row of the file has one. */
interface Verdict {
  readonly line: number;
  readonly userName: string;
  readonly verdict: 'created' | 'would-be-created' | 'there-already' | 'refused';
  /** Why it was refused, or what came along: no secret and no hash. */
  readonly remark: string;
}

/** `users import`: each row for itself, so that one that is refused keeps nobody else out. */
export async function usersImport(context: CommandContext): Promise<Answer> {
  const [file = '-'] = context.operands;
  const admin = context.acting();
  const rows = readCsv(file === '-' ? await context.io.readInput() : await readText(file));
  const [head, ...rest] = rows;
  if (head === undefined) {
    throw new Refusal('empty', 'The file is empty. Its first line has to name the columns.');
  }
  const names = readHead(head);
  const services = await context.services();
  const dryRun = context.options.has('dry-run');
  const verdicts: Verdict[] = [];
  const seen = new Map<string, number>();
  for (const row of rest) {
    // oxlint-disable-next-line no-await-in-loop -- one transaction a row
    verdicts.push(await importRow(services, { row, names, admin, dryRun, seen }));
  }
  return answer(verdicts, { dryRun });
}

async function readText(file: string): Promise<string> {
  try {
    // A file in another encoding would bring names with wrong letters, and nobody would notice for weeks.
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (error) {
    if (error instanceof TypeError) {
      throw new Refusal('encoding', 'The file is not in UTF-8. Save it as "CSV UTF-8".');
    }
    throw new Refusal('unreadable', `The file ${file} cannot be read.`);
  }
}

function readHead({ cells }: CsvRow): readonly ImportColumn[] {
  const names = withoutEmptyEnd(cells, 0).map((cell) => cell.trim().toLowerCase());
  const unknown = names.filter((name) => !importColumns.some((known) => known === name));
  const known = names.flatMap((name) => importColumns.find((column) => column === name) ?? []);
  const twice = known.find((name, at) => known.indexOf(name) !== at);
  const missing = neededColumns.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    // Dropped without a word it would be missed when it is too late.
    throw new Refusal(
      'columns',
      `Unknown columns: ${unknown.map((name) => JSON.stringify(name)).join(', ')}. Known are ${importColumns.join(', ')}.`,
    );
  }
  if (twice !== undefined || missing.length > 0) {
    throw new Refusal(
      'columns',
      twice === undefined ? `Columns are missing: ${missing.join(', ')}.` : `The column ${twice} is there twice.`,
    );
  }
  return known;
}

/** The columns without a name and without a cell that a spreadsheet adds at the right. */
function withoutEmptyEnd(cells: readonly string[], least: number): readonly string[] {
  const last = cells.findLastIndex((cell) => cell !== '');
  return cells.slice(0, Math.max(last + 1, Math.min(cells.length, least)));
}

interface RowImport {
  readonly row: CsvRow;
  readonly names: readonly ImportColumn[];
  readonly admin: RequestContext;
  readonly dryRun: boolean;
  /** Lines by canonical name, of the rows before that made an account, or would. */
  readonly seen: Map<string, number>;
}

async function importRow(services: Services, { row, names, admin, dryRun, seen }: RowImport): Promise<Verdict> {
  const { line } = row;
  const cells = withoutEmptyEnd(row.cells, names.length);
  const userName = cells[names.indexOf('user_name')] ?? '';
  try {
    if (cells.length !== names.length) {
      throw new RowRefusedError(`The row has ${count(cells.length, 'cell')}; the first line has ${names.length}.`);
    }
    const read = readImportRow(new Map(names.map((name, at) => [name, cells[at] ?? ''])), services.clock());
    const name = canonicalName(userName);
    const before = seen.get(name);
    // A rehearsal leaves nothing behind that the next row could be found to repeat.
    if ((dryRun && before !== undefined) || (await services.accounts.byUserName(userName))) {
      const remark =
        before === undefined ? 'An account has this user name; it was not changed.' : `As in line ${before}.`;
      return { line, userName, verdict: 'there-already', remark };
    }
    await make(services, { read, admin, dryRun });
    seen.set(name, line);
    return { line, userName, verdict: dryRun ? 'would-be-created' : 'created', remark: remarkOf(read) };
  } catch (error) {
    if (error instanceof RowRefusedError || error instanceof AccountError) {
      return { line, userName, verdict: 'refused', remark: error.message };
    }
    throw error;
  }
}

/** Thrown at the end of a rehearsal, so that all of it is undone. */
class RehearsalOverError extends Error {}

async function make(
  services: Services,
  { read, admin, dryRun }: { readonly read: ImportRow; readonly admin: RequestContext; readonly dryRun: boolean },
): Promise<void> {
  const { account, authenticator, mfaRequiredFrom } = read;
  const at = services.clock();
  await services.database
    .transaction(async (transaction) => {
      const { userId, userName } = await services.accounts.create(transaction, account);
      if (mfaRequiredFrom !== null) {
        const scope = { kind: 'account', userId } as const;
        await services.accounts.requireMfa(transaction, { scope, from: mfaRequiredFrom });
      }
      if (authenticator !== null) {
        const outcome = await services
          .mfaIn(transaction)
          .importAuthenticator({ userId, context: admin, ...authenticator });
        if (outcome !== 'imported') {
          throw new RowRefusedError(
            'The column totp_secret holds fewer than 128 bits, which is too few (RFC 4226 section 4).',
          );
        }
      }
      await services.audit.append(transaction, [
        adminAct(admin, {
          kind: 'account-imported',
          userId,
          at,
          detail: { userName, password: hasPassword(read), authenticator: authenticator !== null },
        }),
      ]);
      if (dryRun) {
        throw new RehearsalOverError();
      }
    })
    .catch((error: unknown) => {
      if (!(error instanceof RehearsalOverError)) {
        throw error;
      }
    });
}

function hasPassword({ account: { passwordHash = null } }: ImportRow): boolean {
  return passwordHash !== null;
}

function remarkOf(read: ImportRow): string {
  return [
    hasPassword(read) ? 'password taken over' : 'no password yet, to be invited',
    ...(read.authenticator === null ? [] : ['authenticator taken over']),
  ].join(', ');
}

function answer(verdicts: readonly Verdict[], { dryRun }: { readonly dryRun: boolean }): Answer {
  const number = (verdict: Verdict['verdict']) => verdicts.filter((each) => each.verdict === verdict).length;
  const made = number(dryRun ? 'would-be-created' : 'created');
  const refused = number('refused');
  const thereAlready = number('there-already');
  return {
    lines: [
      ...columns(
        ['Line', 'User', 'Verdict', ''],
        verdicts.map(({ line, userName, verdict, remark }) => [
          String(line),
          userName,
          verdict.replaceAll('-', ' '),
          remark,
        ]),
      ),
      `${count(verdicts.length, 'row')}: ${made} ${dryRun ? 'would be created' : 'created'}, ${thereAlready} there already, ${refused} refused.`,
    ],
    json: { rows: verdicts, created: dryRun ? 0 : made, thereAlready, refused },
    exitCode: refused + thereAlready === 0 ? EXIT.ok : EXIT.findings,
  };
}
