import type { RequestContext } from '@halfminute/mfa';
import type { MfaScope } from '../../accounts/account.ts';
import { readContent } from '../../mail/outbox-row.ts';
import type { Services } from '../../services.ts';
import { adminAct } from '../audit-row.ts';
import { count } from '../columns.ts';
import type { Answer, CommandContext } from '../command.ts';
import { enrolmentRows } from '../enrolment-list.ts';
import type { EnrolmentRow } from '../enrolment-list.ts';
import { EXIT } from '../exit-code.ts';
import { findAccount } from '../find-account.ts';
import { Refusal } from '../refusal.ts';
import { parseDate, utc } from '../times.ts';

/** So many mails are written in one transaction: a service beside us waits for no longer than that. */
const MAILS_AT_ONCE = 200;

interface Scope {
  readonly scope: MfaScope;
  /** For the audit log and the answer: "ada", "group Litigation", "everybody". */
  readonly words: string;
  readonly userId: string | null;
}

/** `require`: MFA from a date, for an account, a group or all. */
export async function requireMfa(context: CommandContext): Promise<Answer> {
  const { options } = context;
  const admin = context.acting();
  const services = await context.services();
  const now = services.clock();
  const { scope, words, userId } = await readScope(services, context.operands);
  if (options.has('lift')) {
    await services.database.transaction(async (transaction) => {
      await services.accounts.requireMfa(transaction, { scope, from: null });
      await services.audit.append(transaction, [
        adminAct(admin, { kind: 'mfa-not-required', userId, at: now, detail: { of: words } }),
      ]);
    });
    return {
      lines: [
        `MFA is no longer required of ${words} by this setting. Who has an authenticator is still asked for a code.`,
      ],
      json: { of: words, from: null },
    };
  }
  const from = parseDate(options.value('from') ?? 'now', { now, option: '--from' });
  const affected = await concerned(services, { scope, from });
  await services.database.transaction(async (transaction) => {
    await services.accounts.requireMfa(transaction, { scope, from });
    const detail = { of: words, from, accounts: affected.accounts };
    await services.audit.append(transaction, [adminAct(admin, { kind: 'mfa-required', userId, at: now, detail })]);
  });
  const told = options.has('no-mail') ? 0 : await tell(services, { accounts: affected.toTell, admin, from, at: now });
  const when = from <= now ? 'from now on' : `from ${utc(from)} UTC`;
  return {
    lines: [
      `MFA is required ${when} of ${words}: ${count(affected.accounts, 'account')}, ${affected.enrolled} of them enrolled.`,
      `${count(told, 'mail')} will be sent.`,
    ],
    json: { of: words, from, accounts: affected.accounts, enrolled: affected.enrolled, mails: told },
  };
}

async function readScope(services: Services, operands: readonly string[]): Promise<Scope> {
  const [kind, name] = operands;
  if (kind === 'all' && name === undefined) {
    return { scope: { kind: 'all' }, words: 'everybody', userId: null };
  }
  if (kind === 'account' && name !== undefined) {
    const { userId, userName } = await findAccount(services, name);
    return { scope: { kind: 'account', userId }, words: userName, userId };
  }
  if (kind === 'group' && name !== undefined) {
    if ((await services.accounts.list({ group: name, limit: 1 })).length === 0) {
      // A slip of the pen would require it of nobody, and look as if it had worked.
      throw new Refusal('unknown-group', 'Nobody is in such a group.', { exitCode: EXIT.unknown });
    }
    return { scope: { kind: 'group', group: name }, words: `the group ${name}`, userId: null };
  }
  throw new Refusal('operands', 'Say of whom: require account USER, require group GROUP, or require all.');
}

/**
 * Whom the date concerns, and who of them is to be told: who has no authenticator yet, and is not required earlier by another
 * setting. Who was told of this date already (by a call that was interrupted) is not told again.
 */
async function concerned(
  services: Services,
  { scope, from }: { readonly scope: MfaScope; readonly from: number },
): Promise<{ readonly accounts: number; readonly enrolled: number; readonly toTell: readonly string[] }> {
  const told = await alreadyTold(services, from);
  let accounts = 0;
  let enrolled = 0;
  const toTell: string[] = [];
  for await (const row of rowsOf(services, scope)) {
    accounts += 1;
    if (row.authenticators > 0) {
      enrolled += 1;
    } else if ((row.mfaRequiredFrom === null || row.mfaRequiredFrom >= from) && !told.has(row.userId)) {
      toTell.push(row.userId);
    }
  }
  return { accounts, enrolled, toTell };
}

async function* rowsOf(services: Services, scope: MfaScope): AsyncGenerator<EnrolmentRow> {
  const account = scope.kind === 'account' ? await services.accounts.byUserId(scope.userId) : null;
  const filter = scope.kind === 'group' ? { group: scope.group } : { search: account?.userName };
  for await (const row of enrolmentRows(services, filter)) {
    if (scope.kind !== 'account' || row.userId === scope.userId) {
      yield row;
    }
  }
}

async function alreadyTold({ database }: Services, from: number): Promise<ReadonlySet<string>> {
  const rows = await database.kysely
    .selectFrom('outbox')
    .select(['user_id', 'parameters'])
    .where('kind', '=', 'mfa-enabled')
    .execute();
  return new Set(
    rows.filter(({ parameters }) => readContent(parameters).parameters['from'] === from).map(({ user_id }) => user_id),
  );
}

async function tell(
  services: Services,
  about: {
    readonly accounts: readonly string[];
    readonly admin: RequestContext;
    readonly from: number;
    readonly at: number;
  },
): Promise<number> {
  const { accounts, admin, from, at } = about;
  for (let begin = 0; begin < accounts.length; begin += MAILS_AT_ONCE) {
    // oxlint-disable-next-line no-await-in-loop -- one transaction after another
    await services.database.transaction(async (transaction) => {
      for (const userId of accounts.slice(begin, begin + MAILS_AT_ONCE)) {
        // oxlint-disable-next-line no-await-in-loop -- one connection
        await services.mails.enqueue(transaction, {
          kind: 'mfa-enabled',
          userId,
          at,
          context: admin,
          parameters: { from },
        });
      }
    });
  }
  return accounts.length;
}
