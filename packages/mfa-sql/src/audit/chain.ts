import { hash } from 'node:crypto';
import type { Actor, Source } from '@halfminute/mfa';
import type { AuditEntryTable } from '../schema.ts';
import type { AuditEntry, AuditInput } from './audit-entry.ts';

/** What stands before the first of a chain. */
export const beginning = '';

/** The row, with the hash that ties it to the one before. */
export function link(
  { kind, userId, at, context, detail }: AuditInput,
  place: { readonly node: string; readonly sequence: number; readonly previousHash: string },
): AuditEntryTable {
  const row = {
    node: place.node,
    sequence: place.sequence,
    kind,
    user_id: userId,
    at,
    body: JSON.stringify({ actor: context.actor, source: context.source, detail }),
  };
  return { ...row, hash: entryHash(row, place.previousHash) };
}

/**
 * SHA-256 of the hash before and of every column. The number is not in it: it follows from the place in the chain, and so a row that
 * was moved can be told from one that was changed.
 */
export function entryHash(row: Omit<AuditEntryTable, 'hash' | 'sequence'>, previousHash: string): string {
  return hashOf([previousHash, row.node, row.kind, row.user_id, String(row.at), row.body]);
}

export function checkpointHash(at: number, heads: string): string {
  return hashOf([String(at), heads]);
}

/** Each field with its length before it, so that no two lists of fields are the same bytes; null is told from an empty text. */
function hashOf(fields: readonly (string | null)[]): string {
  let text = '';
  for (const field of fields) {
    text += field === null ? 'null:' : `${Buffer.byteLength(field)}:${field}`;
  }
  return hash('sha256', text);
}

export function toEntry(row: AuditEntryTable): AuditEntry {
  const { actor, source, detail } = JSON.parse(row.body) as Body; // as: written by link() only; verify() tells if not
  return {
    node: row.node,
    sequence: row.sequence,
    kind: row.kind,
    userId: row.user_id,
    at: row.at,
    context: { actor, source },
    detail,
    hash: row.hash,
  };
}

interface Body {
  readonly actor: Actor;
  readonly source: Source;
  readonly detail: AuditInput['detail'];
}
