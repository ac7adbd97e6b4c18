import type { JsonObject } from '../json.ts';
import { field, isArray, isObject } from '../json.ts';

/** Aegis, docs/vault.md: a header with slots, and the database, plain or as base64. */
export interface AegisFile {
  readonly slots: readonly unknown[];
  readonly params: unknown;
  /** The entries, or the encrypted database in base64. */
  readonly db: string | JsonObject;
}

/** A slot whose key is derived from the password by scrypt. The others need a fingerprint, or a phone. */
export const passwordSlotType = 1;

export function asAegisFile(json: unknown): AegisFile | null {
  const header = field(json, 'header');
  const db = field(json, 'db');
  if (!isObject(header) || !(typeof db === 'string' || (isObject(db) && isArray(field(db, 'entries'))))) {
    return null;
  }
  const slots = field(header, 'slots');
  return { slots: isArray(slots) ? slots : [], params: field(header, 'params'), db };
}
