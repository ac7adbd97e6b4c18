import { formatCsv } from '../../audit/csv.ts';
import { columns } from '../columns.ts';
import type { Answer, CommandContext } from '../command.ts';
import { enrolmentRows } from '../enrolment-list.ts';
import type { EnrolmentRow } from '../enrolment-list.ts';
import { limitFrom } from '../read-options.ts';
import { utc, utcOr } from '../times.ts';

/** `users list`. */
export async function usersList({ operands, options, services }: CommandContext): Promise<Answer> {
  const limit = limitFrom(options);
  const rows: EnrolmentRow[] = [];
  for await (const row of enrolmentRows(await services(), { search: operands[0], group: options.value('group') })) {
    if (rows.length === limit) {
      return listAnswer(rows, { more: true });
    }
    rows.push(row);
  }
  return listAnswer(rows, { more: false });
}

/** Accounts in all three dresses. `more`: there are more than the limit let through, and the answer says so. */
export function listAnswer(rows: readonly EnrolmentRow[], { more }: { readonly more: boolean }): Answer {
  const table = columns(
    ['User', 'Name', 'Groups', 'Authenticator', 'MFA required', 'Last sign-in'],
    rows.map((row) => [
      row.userName,
      row.name,
      row.groups.join(', '),
      row.state,
      row.mfaRequiredFrom === null ? 'no' : `from ${utc(row.mfaRequiredFrom).slice(0, 10)}`,
      utcOr(row.lastSignInAt, 'never'),
    ]),
  );
  return {
    lines: [
      ...(rows.length === 0 ? ['No such account.'] : table),
      ...(more ? ['There are more: --limit N shows up to N.'] : []),
    ],
    json: { accounts: rows, more },
    csv: formatCsv([
      ['user_name', 'name', 'mail', 'groups', 'admin', 'authenticator', 'mfa_required_from', 'last_sign_in_at'],
      ...rows.map((row) => [
        row.userName,
        row.name,
        row.mail,
        row.groups.join(';'),
        row.admin ? 'yes' : 'no',
        row.state,
        row.mfaRequiredFrom === null ? null : utc(row.mfaRequiredFrom),
        row.lastSignInAt === null ? null : utc(row.lastSignInAt),
      ]),
    ]),
  };
}
