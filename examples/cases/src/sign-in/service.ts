import * as client from 'openid-client';
import type { Identity } from '../case-files/people.ts';
import { plainLine } from '../plain-text.ts';
import type { SignInClaims } from './step-up.ts';

/** The sign-in service as this platform needs it: where to send a browser, and what its answer is worth. */
export interface SignInService {
  /** Throws where the service cannot be reached. */
  authorizationUrl(request: AuthorizationRequest): Promise<URL>;
  redeem(callback: URL, expected: Expected): Promise<Redeemed>;
  /** Where the session at the service ends, too. Null where the service has no such place. */
  endSessionUrl(idToken: string): Promise<URL | null>;
  /** The address of its public keys. */
  keysUrl(): Promise<URL>;
}

interface AuthorizationRequest {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly acrValues: readonly string[];
  /** `max_age=0` and whom it must be: a fresh factor of the same person. */
  readonly stepUpOf: { readonly idToken: string } | null;
}

interface Expected {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

export type Redeemed =
  | {
      readonly kind: 'identity';
      readonly claims: SignInClaims;
      readonly identity: Identity;
      readonly sid: string | null;
      readonly idToken: string;
    }
  | { readonly kind: 'refused'; readonly why: Refusal; readonly detail: string };

/** `not-genuine`: the answer is not one to this request, or not from this service. */
export type Refusal = 'cancelled' | 'unmet' | 'not-genuine' | 'unreachable';

export interface ServiceAccess {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly signedOutUri: string;
}

export function createService(access: ServiceAccess): SignInService {
  let discovered: Promise<client.Configuration> | null = null;

  /** At the first use, so that the platform starts while the service does not run yet; kept from the first success on. */
  async function configuration(): Promise<client.Configuration> {
    discovered ??= discover(access);
    try {
      return await discovered;
    } catch (error) {
      discovered = null;
      throw error;
    }
  }

  return {
    authorizationUrl: async ({ state, nonce, codeVerifier, acrValues, stepUpOf }) =>
      client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: access.redirectUri,
        scope: 'openid profile email',
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        acr_values: acrValues.join(' '),
        ...(stepUpOf !== null && { max_age: '0', id_token_hint: stepUpOf.idToken }),
      }),
    redeem: async (callback, expected) => {
      try {
        return await redeem(await configuration(), callback, expected);
      } catch (error) {
        return toRefusal(error);
      }
    },
    endSessionUrl: async (idToken) => {
      const found = await configuration();
      return found.serverMetadata().end_session_endpoint === undefined
        ? null
        : client.buildEndSessionUrl(found, { id_token_hint: idToken, post_logout_redirect_uri: access.signedOutUri });
    },
    keysUrl: async () => {
      const { jwks_uri: address } = (await configuration()).serverMetadata();
      if (address === undefined) {
        throw new Error('The service publishes no keys.');
      }
      return new URL(address);
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: ServiceAccess): Promise<client.Configuration> {
  const isDevelopment = issuer.startsWith('http://localhost:') || issuer.startsWith('http://127.0.0.1:');
  return client.discovery(new URL(issuer), clientId, clientSecret, client.ClientSecretBasic(clientSecret), {
    timeout: 10,
    execute: [
      // The code flow may trust the TLS connection instead of the signature; a development service has no TLS.
      client.enableNonRepudiationChecks,
      ...(isDevelopment ? [client.allowInsecureRequests] : []),
    ],
  });
}

/** State, issuer (`iss` of RFC 9207 against mix-up), PKCE, signature, audience, expiry and nonce are openid-client's. */
async function redeem(configuration: client.Configuration, callback: URL, expected: Expected): Promise<Redeemed> {
  const tokens = await client.authorizationCodeGrant(configuration, callback, {
    expectedState: expected.state,
    expectedNonce: expected.nonce,
    pkceCodeVerifier: expected.codeVerifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (claims === undefined || tokens.id_token === undefined) {
    return { kind: 'refused', why: 'not-genuine', detail: 'no ID token' };
  }
  const profile = await client.fetchUserInfo(configuration, tokens.access_token, claims.sub);
  const userName = plainLine(profile.preferred_username ?? profile.email ?? claims.sub);
  return {
    kind: 'identity',
    claims: {
      sub: claims.sub,
      acr: textOf(claims['acr']),
      amr: listOf(claims['amr']),
      authTime: typeof claims.auth_time === 'number' ? claims.auth_time : undefined,
    },
    identity: { sub: claims.sub, userName, name: plainLine(profile.name ?? userName) },
    sid: textOf(claims['sid']) ?? null,
    idToken: tokens.id_token,
  };
}

function toRefusal(error: unknown): Redeemed {
  if (error instanceof client.AuthorizationResponseError) {
    return { kind: 'refused', why: refusalsByError[error.error] ?? 'not-genuine', detail: error.error };
  }
  if (error instanceof client.ResponseBodyError) {
    return { kind: 'refused', why: 'not-genuine', detail: error.error };
  }
  if (error instanceof client.ClientError) {
    return { kind: 'refused', why: 'not-genuine', detail: error.code ?? error.message };
  }
  return { kind: 'refused', why: 'unreachable', detail: error instanceof Error ? error.message : String(error) };
}

const refusalsByError: Readonly<Record<string, Refusal>> = {
  access_denied: 'cancelled',
  // OpenID Connect Unmet Authentication Requirements 1.0.
  unmet_authentication_requirements: 'unmet',
  temporarily_unavailable: 'unreachable',
  server_error: 'unreachable',
};

function textOf(claim: unknown): string | undefined {
  return typeof claim === 'string' ? claim : undefined;
}

function listOf(claim: unknown): readonly string[] {
  return Array.isArray(claim) ? claim.filter((one) => typeof one === 'string') : [];
}
