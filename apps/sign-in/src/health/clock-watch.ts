import type { RequestContext } from '@halfminute/mfa';
import type { Services } from '../services.ts';

/** By how much the clock may stand before the newest event without anybody asking why. */
export const toleratedSeconds = 3600;

const settingName = 'clock-confirmed';

type Needs = Pick<Services, 'database' | 'clock'>;

export type ClockState =
  | { readonly state: 'right' }
  /** The clock stands more than an hour before an event that was recorded: codes that were used would be good again. */
  | { readonly state: 'went-back'; readonly newestAt: number; readonly now: number };

/**
 * Compares the clock with the newest audit row of each node (rule T25). Rows that an administrator has confirmed as coming from a wrong clock do
 * not count.
 */
export async function readClockState({ database, clock }: Needs): Promise<ClockState> {
  const now = clock();
  const confirmed = await readConfirmed({ database });
  const heads = await readHeads({ database });
  const newestAt = Math.max(
    ...heads.filter(({ node, sequence }) => sequence > (confirmed.get(node) ?? 0)).map(({ at }) => at),
    0,
  );
  return newestAt > now + toleratedSeconds ? { state: 'went-back', newestAt, now } : { state: 'right' };
}

/**
 * An administrator says that the clock is right now: rows up to here stop counting, codes of steps that are still to come may be used again when
 * they come, and where such codes had been accepted, what they opened ends.
 */
export async function confirmClock(
  services: Services,
  context: RequestContext,
): Promise<{ readonly sessionsEnded: number }> {
  const heads = await readHeads(services);
  return services.database.transaction(async (transaction) => {
    const userIds = await transaction
      .selectFrom('mfa_authenticator')
      .select('user_id')
      .distinct()
      // Whole seconds: both columns are whole numbers, and PostgreSQL takes no fraction beside them.
      .where(({ eb, ref }) => eb(eb(ref('last_step'), '*', ref('period_seconds')), '>', Math.floor(services.clock())))
      .execute();
    const mfa = services.mfaIn(transaction);
    let sessionsEnded = 0;
    for (const { user_id: userId } of userIds) {
      // oxlint-disable-next-line no-await-in-loop -- one connection
      if (await mfa.clearFutureSteps({ userId, context })) {
        // oxlint-disable-next-line no-await-in-loop -- as above
        sessionsEnded += await services.sessions.endAll(transaction, { userId });
      }
    }
    const value = JSON.stringify({
      at: services.clock(),
      sequences: Object.fromEntries(heads.map(({ node, sequence }) => [node, sequence])),
    });
    await transaction
      .insertInto('setting')
      .values({ name: settingName, value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();
    await services.audit.append(transaction, [
      {
        kind: 'clock-confirmed',
        userId: null,
        at: services.clock(),
        context,
        detail: { accounts: userIds.length, sessions: sessionsEnded },
      },
    ]);
    return { sessionsEnded };
  });
}

async function readHeads({ database }: Pick<Needs, 'database'>) {
  return database.kysely
    .selectFrom('audit_head')
    .innerJoin('audit_entry', (join) =>
      join.onRef('audit_entry.node', '=', 'audit_head.node').onRef('audit_entry.sequence', '=', 'audit_head.sequence'),
    )
    .select(['audit_head.node', 'audit_head.sequence', 'audit_entry.at'])
    .execute();
}

async function readConfirmed({ database }: Pick<Needs, 'database'>): Promise<ReadonlyMap<string, number>> {
  const row = await database.kysely
    .selectFrom('setting')
    .select('value')
    .where('name', '=', settingName)
    .executeTakeFirst();
  // Written by confirmClock alone.
  const { sequences = {} } = JSON.parse(row?.value ?? '{}') as {
    readonly sequences?: Readonly<Record<string, number>>;
  };
  return new Map(Object.entries(sequences));
}
