import type { KoaContextWithOIDC } from 'oidc-provider';
import { grantSeconds } from './lifetimes.ts';

/** The grant that this session gave this client before, if it is still there. */
export async function existingGrant({ oidc }: KoaContextWithOIDC) {
  const { session, client, account, provider } = oidc;
  const grantId = client && session?.grantIdFor(client.clientId);
  const grant = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  return grant?.accountId === account?.accountId ? grant : undefined;
}

/** Grants what this request asks for, and writes it only where it was not granted before. */
export async function ensureGrant({ oidc }: KoaContextWithOIDC): Promise<void> {
  const { session, client, grant } = oidc;
  if (session?.accountId === undefined || client === undefined || grant === undefined) {
    return;
  }
  const scopes = new Set(grant.getOIDCScopeEncountered().split(' '));
  const claims = new Set(grant.getOIDCClaimsEncountered());
  const isNew = grant.jti === undefined;
  const wasGranted =
    [...oidc.requestParamOIDCScopes].every((scope) => scopes.has(scope)) &&
    [...oidc.requestParamClaims].every((claim) => claims.has(claim));
  if (!isNew && wasGranted) {
    return;
  }
  grant.addOIDCScope(oidc.requestParamOIDCScopes);
  grant.addOIDCClaims(oidc.requestParamClaims);
  if (!isNew) {
    // With offline_access it has to live as long as the refresh token.
    grant.exp = Math.floor(Date.now() / 1000) + grantSeconds(grant);
  }
  const grantId = await grant.save();
  session.ensureClientContainer(client.clientId);
  session.grantIdFor(client.clientId, grantId);
}
