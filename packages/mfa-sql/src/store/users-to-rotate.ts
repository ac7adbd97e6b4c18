import type { Kysely } from 'kysely';
import type { MfaSchema } from '../schema.ts';

const tables = ['mfa_authenticator', 'mfa_pending'] as const;

/**
 * Up to `limit` users with a seed that is sealed with another key; fewer where one user has several, none only when no such seed is left. "Another
 * key" is asked as two ranges of the index, each cut at the limit: "not equal" would go through the whole table.
 */
export async function usersSealedWithOtherKeys(
  executor: Kysely<MfaSchema>,
  keyId: string,
  limit: number,
): Promise<readonly string[]> {
  const users = new Set<string>();
  for (const table of tables) {
    for (const side of ['<', '>'] as const) {
      if (users.size < limit) {
        // oxlint-disable-next-line no-await-in-loop -- one connection
        const rows = await executor
          .selectFrom(table)
          .select('user_id')
          .where('key_id', side, keyId)
          .orderBy('key_id')
          .orderBy('user_id')
          .limit(limit)
          .execute();
        rows.forEach((row) => users.add(row.user_id));
      }
    }
  }
  return [...users].slice(0, limit);
}
