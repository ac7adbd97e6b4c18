import type { AuditEntry } from '@halfminute/mfa-sql';
import { formatCsv } from './csv.ts';
import { entryToText } from './entry-words.ts';

/** Entries for a spreadsheet; names instead of ids where they are known. */
export function entriesToCsv(entries: readonly AuditEntry[], userNames: ReadonlyMap<string, string>): string {
  return formatCsv([
    ['time_utc', 'user', 'kind', 'what', 'by', 'address', 'place', 'agent', 'node', 'sequence', 'hash', 'detail'],
    ...entries.map((entry) => [
      new Date(entry.at * 1000).toISOString(),
      entry.userId === null ? null : (userNames.get(entry.userId) ?? entry.userId),
      entry.kind,
      entryToText(entry),
      actorName(entry),
      entry.context.source.address,
      entry.context.source.place,
      entry.context.source.agent,
      entry.node,
      entry.sequence,
      entry.hash,
      JSON.stringify(entry.detail),
    ]),
  ]);
}

/** Who did it: an administrator by name, the user, or the service. */
export function actorName({ context }: Pick<AuditEntry, 'context'>): string {
  const { actor } = context;
  switch (actor.kind) {
    case 'admin':
      return actor.name;
    case 'user':
      return 'user';
    case 'system':
      return 'service';
  }
}
