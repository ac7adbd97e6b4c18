import type { RequestContext } from '@halfminute/mfa';
import type { Transaction } from 'kysely';
import type { Account } from '../accounts/account.ts';
import type { SignInSchema } from '../database/schema.ts';
import type { Services } from '../services.ts';
import { adminName } from './acting-admin.ts';
import { adminAct } from './audit-row.ts';

/** What one administrator asked for, and another one has to confirm. */
export interface ResetRequest {
  readonly admin: string;
  readonly reason: string;
  /** Unix seconds. */
  readonly at: number;
}

export const REQUEST_HOURS = 24;

export async function askFor(
  { database, audit, clock }: Services,
  { account, admin, reason }: { readonly account: Account; readonly admin: RequestContext; readonly reason: string },
): Promise<void> {
  const { userId } = account;
  const request: ResetRequest = { admin: adminName(admin), reason, at: clock() };
  const value = JSON.stringify(request);
  await database.transaction(async (transaction) => {
    await transaction
      .insertInto('setting')
      .values({ name: settingName(userId), value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();
    await audit.append(transaction, [
      adminAct(admin, { kind: 'reset-asked', userId, at: request.at, detail: { reason } }),
    ]);
  });
}

/** Null where nobody asked, or too long ago. */
export async function askedFor({ database, clock }: Services, userId: string): Promise<ResetRequest | null> {
  const row = await database.kysely
    .selectFrom('setting')
    .select('value')
    .where('name', '=', settingName(userId))
    .executeTakeFirst();
  if (row === undefined) {
    return null;
  }
  const request = JSON.parse(row.value) as ResetRequest; // as: written by askFor alone
  return request.at > clock() - REQUEST_HOURS * 3600 ? request : null;
}

export async function forget(transaction: Transaction<SignInSchema>, userId: string): Promise<void> {
  await transaction.deleteFrom('setting').where('name', '=', settingName(userId)).execute();
}

function settingName(userId: string): string {
  return `reset-request:${userId}`;
}
