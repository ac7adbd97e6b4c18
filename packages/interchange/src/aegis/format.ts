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

/** Columns of the table that Aegis prints as HTML, in their order. How long a code is good stands in its pictures only. */
export const htmlColumns = [
  'Issuer',
  'Name',
  'Type',
  'QR Code',
  'UUID',
  'Note',
  'Favorite',
  'Algo',
  'Digits',
  'Secret',
  'Counter',
  'PIN',
] as const;

/** Also a database without the file around it, or the entries alone, as somebody cut them out. */
export function asAegisFile(json: unknown): AegisFile | null {
  const header = field(json, 'header');
  const db = field(json, 'db');
  const isSealed = isObject(header) && typeof db === 'string';
  const isPlain = isObject(header) && isObject(db) && isArray(field(db, 'entries'));
  const plain = isPlain ? db : [db, json, { entries: json }].find(hasEntries);
  if (!isSealed && plain === undefined) {
    return null;
  }
  const slots = field(header, 'slots');
  return {
    slots: isArray(slots) ? slots : [],
    params: field(header, 'params'),
    db: isSealed ? db : (plain ?? {}),
  };
}

/** Known by the shape of its entries, which no other program writes. */
function hasEntries(db: unknown): db is JsonObject {
  const entries = field(db, 'entries');
  return isArray(entries) && entries.some(isEntry);
}

function isEntry(entry: unknown): boolean {
  const info = field(entry, 'info');
  return (
    isObject(info) &&
    field(info, 'secret') !== undefined &&
    (field(info, 'algo') !== undefined || field(info, 'digits') !== undefined) &&
    field(entry, 'type') !== undefined
  );
}

/** Versions of the file and of the database inside it; in the third a group is an entry of its own. */
export const fileVersion = 1;
export const databaseVersion = 3;

/** What Aegis derives a slot's key with (RFC 7914). */
export const scryptCost = { N: 2 ** 15, r: 8, p: 1 } as const;

/** Nonce and tag of AES-256-GCM in hexadecimal. */
export interface AegisParams {
  readonly nonce: string;
  readonly tag: string;
}

export interface AegisInfo {
  /** Base32 without padding. */
  readonly secret: string;
  readonly algo: string;
  readonly digits: number;
  readonly period?: number;
  readonly counter?: number;
  /** Of Mobile-OTP and Yandex. */
  readonly pin?: string;
}

export interface AegisEntry {
  readonly type: string;
  readonly uuid: string;
  readonly name: string;
  readonly issuer: string;
  readonly note: string;
  readonly favorite: boolean;
  readonly icon: null;
  readonly info: AegisInfo;
  /** Identifiers of {@link AegisDatabase.groups}. */
  readonly groups: readonly string[];
}

export interface AegisDatabase {
  readonly version: typeof databaseVersion;
  readonly entries: readonly AegisEntry[];
  readonly groups: readonly { readonly uuid: string; readonly name: string }[];
  readonly icons_optimized: true;
}
