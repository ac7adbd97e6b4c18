import { columns } from '../columns.ts';
import type { Answer, CommandContext } from '../command.ts';
import { enrolmentRows } from '../enrolment-list.ts';
import type { EnrolmentRow } from '../enrolment-list.ts';
import { EXIT } from '../exit-code.ts';
import { limitFrom } from '../read-options.ts';
import { Refusal } from '../refusal.ts';
import { listAnswer } from './users-list.ts';

interface Tally {
  accounts: number;
  enrolled: number;
  required: number;
  requiredNotEnrolled: number;
}

/** `status`: who is enrolled and who is not, in numbers; an account counts in each of its groups. */
export async function status({ options, services }: CommandContext): Promise<Answer> {
  const open = await services();
  const now = open.clock();
  const wanted = options.value('group');
  const all = emptyTally();
  const byGroup = new Map<string, Tally>();
  for await (const row of enrolmentRows(open, { group: wanted })) {
    add(all, row, now);
    for (const group of row.groups.filter((each) => wanted === undefined || each === wanted)) {
      const tally = byGroup.get(group) ?? emptyTally();
      byGroup.set(group, tally);
      add(tally, row, now);
    }
  }
  if (wanted !== undefined && all.accounts === 0) {
    throw new Refusal('unknown-group', 'Nobody is in such a group.', { exitCode: EXIT.unknown });
  }
  const rows = [...byGroup].sort(([one], [other]) => one.localeCompare(other, 'en'));
  return {
    lines: columns(
      ['Group', 'Enrolled', 'Required and not enrolled'],
      [...rows, ['All', all] as const].map(([group, { enrolled: done, accounts, requiredNotEnrolled }]) => [
        group,
        `${done} of ${accounts}`,
        String(requiredNotEnrolled),
      ]),
    ),
    json: { all, groups: rows.map(([group, tally]) => ({ group, ...tally })) },
  };
}

/** `enrolled`. */
export function enrolled(context: CommandContext): Promise<Answer> {
  return listWhere(context, hasAuthenticator);
}

/** `not-enrolled`. */
export function notEnrolled(context: CommandContext): Promise<Answer> {
  return listWhere(context, (row) => !hasAuthenticator(row));
}

async function listWhere(
  { options, services }: CommandContext,
  isWanted: (row: EnrolmentRow) => boolean,
): Promise<Answer> {
  const limit = limitFrom(options);
  const rows: EnrolmentRow[] = [];
  for await (const row of enrolmentRows(await services(), { group: options.value('group') })) {
    if (isWanted(row)) {
      if (rows.length === limit) {
        return listAnswer(rows, { more: true });
      }
      rows.push(row);
    }
  }
  return rows.length === 0
    ? { lines: ['Nobody.'], json: { accounts: [], more: false }, csv: '' }
    : listAnswer(rows, { more: false });
}

function hasAuthenticator({ authenticators }: EnrolmentRow): boolean {
  return authenticators > 0;
}

function emptyTally(): Tally {
  return { accounts: 0, enrolled: 0, required: 0, requiredNotEnrolled: 0 };
}

function add(tally: Tally, row: EnrolmentRow, now: number): void {
  const isRequired = row.mfaRequiredFrom !== null && row.mfaRequiredFrom <= now;
  tally.accounts += 1;
  tally.enrolled += hasAuthenticator(row) ? 1 : 0;
  tally.required += isRequired ? 1 : 0;
  tally.requiredNotEnrolled += isRequired && !hasAuthenticator(row) ? 1 : 0;
}
