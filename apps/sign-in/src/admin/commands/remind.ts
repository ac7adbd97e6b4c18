import { adminAct } from '../audit-row.ts';
import { count } from '../columns.ts';
import type { Answer, CommandContext } from '../command.ts';
import { enrolmentRows } from '../enrolment-list.ts';
import type { EnrolmentRow } from '../enrolment-list.ts';
import { findAccount } from '../find-account.ts';
import { Refusal } from '../refusal.ts';

const DAY_SECONDS = 86_400;
const MAILS_AT_ONCE = 200;

/** `remind`: those who must have an authenticator, now or later, and have none. */
export async function remind(context: CommandContext): Promise<Answer> {
  const { operands, options } = context;
  const admin = context.acting();
  const [typed] = operands;
  const group = options.value('group');
  if (typed === undefined && group === undefined && !options.has('all')) {
    throw new Refusal('nobody', 'Say whom: remind USER, remind --group GROUP, or remind --all.');
  }
  const services = await context.services();
  const account = typed === undefined ? null : await findAccount(services, typed);
  const at = services.clock();
  const lately = options.has('again') ? new Set<string>() : await remindedSince(context, at - DAY_SECONDS);
  const waiting: EnrolmentRow[] = [];
  let skipped = 0;
  for await (const row of enrolmentRows(services, { group, search: account?.userName })) {
    const isMeant = account === null ? row.mfaRequiredFrom !== null : row.userId === account.userId;
    if (!isMeant || row.authenticators > 0 || row.state === 'frozen') {
      continue;
    }
    if (lately.has(row.userId)) {
      skipped += 1;
    } else {
      waiting.push(row);
    }
  }
  for (let begin = 0; begin < waiting.length; begin += MAILS_AT_ONCE) {
    const rows = waiting.slice(begin, begin + MAILS_AT_ONCE);
    // oxlint-disable-next-line no-await-in-loop -- one transaction after another
    await services.database.transaction(async (transaction) => {
      for (const { userId, mfaRequiredFrom: from } of rows) {
        const parameters = from === null ? {} : { from };
        // oxlint-disable-next-line no-await-in-loop -- one connection
        await services.mails.enqueue(transaction, { kind: 'reminder', userId, at, context: admin, parameters });
      }
      await services.audit.append(
        transaction,
        rows.map(({ userId }) => adminAct(admin, { kind: 'reminded', userId, at })),
      );
    });
  }
  return {
    lines: [
      `${count(waiting.length, 'reminder')} will be sent.`,
      ...(skipped === 0 ? [] : [`${skipped} more had one within the last day; --again reminds them all the same.`]),
    ],
    json: { reminded: waiting.map(({ userName }) => userName), remindedLately: skipped },
  };
}

async function remindedSince({ services }: CommandContext, since: number): Promise<ReadonlySet<string>> {
  const { database } = await services();
  const rows = await database.kysely
    .selectFrom('outbox')
    .select('user_id')
    .where('kind', '=', 'reminder')
    .where('at', '>', since)
    .execute();
  return new Set(rows.map(({ user_id }) => user_id));
}
