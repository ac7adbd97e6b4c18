import { hash } from 'node:crypto';
import type { AdapterPayload } from 'oidc-provider';
import type { OidcTable } from '../database/schema.ts';

/** What the provider library keeps, as a row of ours that is written. */
export type StoredRow = Omit<OidcTable, 'user_code' | 'consumed_at'>;

/** The id under which a value is kept: its SHA-256, so that a copy of the database opens no session. */
export function storedId(id: string): string {
  return hash('sha256', id, 'base64url');
}

export function toRow(
  model: string,
  about: { readonly id: string; readonly payload: AdapterPayload; readonly expiresAt: number | null },
): StoredRow {
  const { id, payload, expiresAt } = about;
  const { jti: _jti, session, ...kept } = payload;
  // An interaction notes the session's cookie; nothing reads it there, and the database is no place for it.
  const { cookie: _cookie, ...sessionKept } = session ?? {};
  return {
    model,
    id: storedId(id),
    payload: JSON.stringify(session ? { ...kept, session: sessionKept } : kept),
    grant_id: model === 'Grant' ? id : (payload.grantId ?? null),
    uid: model === 'Session' ? (payload.uid ?? null) : (session?.uid ?? payload.sessionUid ?? null),
    account_id: payload.accountId ?? accountOf(payload['result']) ?? session?.accountId ?? null,
    expires_at: expiresAt,
  };
}

/** The account that an interaction's result signs in. */
function accountOf(result: unknown): string | undefined {
  const login = typeof result === 'object' && result !== null && 'login' in result ? result.login : undefined;
  const accountId = typeof login === 'object' && login !== null && 'accountId' in login ? login.accountId : undefined;
  return typeof accountId === 'string' ? accountId : undefined;
}

/** `id` null where it is not known: a session that was found by its uid. */
export function toPayload(
  found: Pick<OidcTable, 'payload' | 'consumed_at'> & { readonly id: string | null },
): AdapterPayload {
  // as: written by toRow from a payload of the library.
  const payload = JSON.parse(found.payload) as AdapterPayload;
  if (found.id !== null) {
    payload.jti = found.id;
  }
  if (found.consumed_at !== null) {
    payload.consumed = Math.floor(found.consumed_at);
  }
  return payload;
}
