import { sql } from 'kysely';
import type { Services } from '../services.ts';

/** How far an account is with its second factor. */
type EnrolmentState = 'enrolled' | 'none' | 'began' | 'switched-off' | 'frozen';

export interface EnrolmentRow {
  readonly userId: string;
  readonly userName: string;
  readonly name: string;
  readonly mail: string;
  readonly groups: readonly string[];
  readonly admin: boolean;
  readonly state: EnrolmentState;
  readonly authenticators: number;
  /** Unix seconds; the earliest of account, groups and all. */
  readonly mfaRequiredFrom: number | null;
  readonly lastSignInAt: number | null;
}

const PAGE = 500;

/** Accounts by name, with what each has set up; read page by page, so that a million of them fit. */
export async function* enrolmentRows(
  services: Services,
  { search, group }: { readonly search?: string | undefined; readonly group?: string | undefined },
): AsyncGenerator<EnrolmentRow> {
  const requirements = await services.database.kysely.selectFrom('mfa_requirement').selectAll().execute();
  const fromByScope = new Map(requirements.map(({ scope, from_at }) => [scope, from_at]));
  let after: string | undefined;
  for (;;) {
    const accounts = await services.accounts.list({
      limit: PAGE,
      ...(search !== undefined && { search }),
      ...(group !== undefined && { group }),
      ...(after !== undefined && { after }),
    });
    const factors = await factorsOf(
      services,
      accounts.map(({ userId }) => userId),
    );
    for (const account of accounts) {
      const { userId, userName, name, mail, groups, admin, frozenAt, lastSignInAt } = account;
      const { authenticators, began, disabled } = factors.get(userId) ?? none;
      const required = [
        account.mfaRequiredFrom,
        fromByScope.get('all'),
        ...groups.map((one) => fromByScope.get(`group:${one}`)),
      ];
      yield {
        userId,
        userName,
        name,
        mail,
        groups,
        admin,
        state: stateOf({ frozen: frozenAt !== null, disabled, authenticators, began }),
        authenticators,
        mfaRequiredFrom: earliest(required),
        lastSignInAt,
      };
    }
    after = accounts.at(-1)?.userName;
    if (accounts.length < PAGE) {
      return;
    }
  }
}

interface Factors {
  readonly authenticators: number;
  readonly began: boolean;
  readonly disabled: boolean;
}

const none: Factors = { authenticators: 0, began: false, disabled: false };

async function factorsOf(
  { database, clock }: Services,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, Factors>> {
  if (userIds.length === 0) {
    return new Map();
  }
  const rows = await database.kysely
    .selectFrom('mfa_user')
    .select((user) => [
      'user_id',
      'disabled_at',
      user
        .selectFrom('mfa_authenticator')
        .whereRef('mfa_authenticator.user_id', '=', 'mfa_user.user_id')
        .select(sql<number | string>`count(*)`.as('count'))
        .as('authenticators'),
      user
        .selectFrom('mfa_pending')
        .whereRef('mfa_pending.user_id', '=', 'mfa_user.user_id')
        .where('expires_at', '>', clock())
        .select(sql<number | string>`count(*)`.as('count'))
        .as('pending'),
    ])
    .where('user_id', 'in', userIds)
    .execute();
  return new Map(
    rows.map((row) => [
      row.user_id,
      // PostgreSQL's driver answers a count as text.
      {
        authenticators: Number(row.authenticators),
        began: Number(row.pending) > 0,
        disabled: row.disabled_at !== null,
      },
    ]),
  );
}

function stateOf({ frozen, disabled, authenticators, began }: Factors & { readonly frozen: boolean }): EnrolmentState {
  if (frozen) {
    return 'frozen';
  }
  if (disabled) {
    return 'switched-off';
  }
  if (authenticators > 0) {
    return 'enrolled';
  }
  return began ? 'began' : 'none';
}

function earliest(times: readonly (number | null | undefined)[]): number | null {
  const known = times.filter((time) => typeof time === 'number');
  return known.length === 0 ? null : Math.min(...known);
}
