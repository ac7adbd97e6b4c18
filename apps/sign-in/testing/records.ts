import type { AuditEntry } from '@halfminute/mfa-sql';
import type { Services } from '../src/services.ts';

/** A mail that waits in the outbox, as the row holds it. */
export interface OutboxRow {
  readonly id: string;
  readonly kind: string;
  readonly userId: string;
  readonly at: number;
}

/** What was written for this user, oldest first. */
export async function readOutbox(services: Services, userId?: string): Promise<readonly OutboxRow[]> {
  const rows = await services.database.kysely
    .selectFrom('outbox')
    .select(['id', 'kind', 'user_id', 'at'])
    .$if(userId !== undefined, (query) => query.where('user_id', '=', userId ?? ''))
    .orderBy('at')
    .execute();
  return rows.map((row) => ({ id: row.id, kind: row.kind, userId: row.user_id, at: row.at }));
}

/** The audit rows of this user, oldest first. */
export async function readAudit(services: Services, userId?: string): Promise<readonly AuditEntry[]> {
  const entries = await services.audit.entries({ ...(userId === undefined ? {} : { userId }), limit: 10_000 });
  return entries.toSorted((one, other) => one.at - other.at || one.sequence - other.sequence);
}

/** Every row of every table, as text: what somebody who steals the database reads. Bytes as hexadecimal figures. */
export async function dumpDatabase(services: Services): Promise<string> {
  const tables = await services.database.kysely.introspection.getTables();
  const parts: string[] = [];
  for (const { name } of tables) {
    // The names come from the database itself, and are more than the schema knows.
    const rows = await services.database.kysely
      .selectFrom(name as 'setting')
      .selectAll()
      .execute();
    parts.push(`${name}\n${rows.map((row) => JSON.stringify(row, asText)).join('\n')}`);
  }
  return parts.join('\n');
}

function asText(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
}
