import type { MfaRecord } from '@halfminute/mfa';
import { writtenQuery } from '@halfminute/mfa-sql';
import type { Services } from '../services.ts';

/** What the pages before a second factor have to know of it; the whole record is read where one is verified. */
export interface FactorStanding extends Pick<MfaRecord, 'disabledAt' | 'waitUntil'> {
  /** There is an authenticator. */
  readonly enrolled: boolean;
  readonly recoveryCodesLeft: number;
}

const query = writtenQuery<FactorRow>(`
  select disabled_at, wait_until,
    (select count(*) from mfa_authenticator where user_id = mfa_user.user_id) as authenticators,
    (select count(*) from mfa_recovery_code where user_id = mfa_user.user_id and used_at is null) as recovery_codes
  from mfa_user where user_id = ?`);

interface FactorRow {
  readonly disabled_at: number | null;
  readonly wait_until: number | null;
  readonly authenticators: number;
  readonly recovery_codes: number;
}

export async function readFactorStanding(
  { database: { kysely, dialect } }: Pick<Services, 'database'>,
  userId: string,
): Promise<FactorStanding> {
  const [row] = (await kysely.executeQuery(query(dialect, [userId]))).rows;
  return {
    disabledAt: row?.disabled_at ?? null,
    waitUntil: row?.wait_until ?? null,
    enrolled: row !== undefined && row.authenticators > 0,
    recoveryCodesLeft: row?.recovery_codes ?? 0,
  };
}
