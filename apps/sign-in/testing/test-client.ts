import { createHash, randomBytes } from 'node:crypto';
import type { ClientConfig } from '../src/config/config.ts';
import type { Answer, UserAgent } from './user-agent.ts';

/** What a client keeps of a request that it sent a browser away with. */
export interface StartedRequest {
  /** Where the browser is sent. */
  readonly url: URL;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirectUri: string;
}

/** The token endpoint's answer, whatever it was. */
export interface TokenAnswer {
  readonly status: number;
  readonly error: string | null;
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string | null;
  /** Of the ID token, unverified: signatures are for the tests that use openid-client. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/** A client of the service, written against the standard and no library: authorization code with PKCE (RFC 7636). */
export interface TestClient {
  readonly config: ClientConfig;
  /** `parameters` come on top; undefined takes one out. */
  start(parameters?: Readonly<Record<string, string | undefined>>): StartedRequest;
  /** The code that a browser brought back; throws, with what the page says, where it brought none. */
  codeOf(answer: Answer, request: StartedRequest): string;
  /** The error that a browser brought back, or null. */
  errorOf(answer: Answer): string | null;
  redeem(code: string, request: StartedRequest, agent?: UserAgent): Promise<TokenAnswer>;
  refresh(refreshToken: string): Promise<TokenAnswer>;
  userinfo(accessToken: string): Promise<{ readonly status: number; readonly body: unknown }>;
  revoke(token: string): Promise<number>;
  /** With another configured client. */
  as(client: ClientConfig): TestClient;
}

export interface TestClientOptions {
  readonly issuer: string;
  readonly client: ClientConfig;
  readonly userAgent: () => UserAgent;
}

export function createTestClient({ issuer, client, userAgent }: TestClientOptions): TestClient {
  const agent = userAgent();
  const authorization: Readonly<Record<string, string>> =
    client.secret === null
      ? {}
      : {
          authorization: `Basic ${Buffer.from(`${encodeURIComponent(client.id)}:${encodeURIComponent(client.secret)}`).toString('base64')}`,
        };

  async function ask(fields: Readonly<Record<string, string>>, through = agent): Promise<TokenAnswer> {
    const answer = await through.post(
      '/token',
      { ...fields, client_id: client.id },
      { as: 'program', headers: { ...authorization, accept: 'application/json' } },
    );
    // The token endpoint answers JSON; anything else fails the test here.
    const body = JSON.parse(answer.body) as Readonly<Record<string, string>>;
    return {
      status: answer.status,
      error: body['error'] ?? null,
      accessToken: body['access_token'] ?? '',
      idToken: body['id_token'] ?? '',
      refreshToken: body['refresh_token'] ?? null,
      claims: claimsOf(body['id_token']),
    };
  }

  return {
    config: client,
    start: (parameters = {}) => {
      const [state, nonce, verifier] = [random(), random(), random()];
      const redirectUri = client.redirectUris[0] ?? '';
      const url = new URL('/auth', issuer);
      const all: Readonly<Record<string, string | undefined>> = {
        response_type: 'code',
        client_id: client.id,
        redirect_uri: redirectUri,
        scope: 'openid',
        state,
        nonce,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        ...parameters,
      };
      for (const [name, value] of Object.entries(all)) {
        if (value !== undefined) {
          url.searchParams.set(name, value);
        }
      }
      return { url, state, nonce, verifier, redirectUri };
    },
    codeOf: ({ leavesTo, status, text, url }, request) => {
      const code = leavesTo?.searchParams.get('code');
      if (!code) {
        throw new Error(`No code: ${leavesTo?.href ?? `${status} at ${url.pathname}, ${text.slice(0, 300)}`}`);
      }
      if (leavesTo?.searchParams.get('state') !== request.state) {
        throw new Error('The code came with another state.');
      }
      return code;
    },
    errorOf: ({ leavesTo }) => leavesTo?.searchParams.get('error') ?? null,
    redeem: (code, request, through) =>
      ask(
        {
          grant_type: 'authorization_code',
          code,
          redirect_uri: request.redirectUri,
          code_verifier: request.verifier,
        },
        through,
      ),
    refresh: (refreshToken) => ask({ grant_type: 'refresh_token', refresh_token: refreshToken }),
    userinfo: async (accessToken) => {
      const answer = await agent.get('/me', {
        as: 'program',
        headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' },
      });
      return { status: answer.status, body: JSON.parse(answer.body) as unknown };
    },
    revoke: async (token) => {
      const answer = await agent.post(
        '/token/revocation',
        { token, client_id: client.id },
        { as: 'program', headers: authorization },
      );
      return answer.status;
    },
    as: (other) => createTestClient({ issuer, client: other, userAgent }),
  };
}

function random(): string {
  return randomBytes(32).toString('base64url');
}

function claimsOf(idToken: string | undefined): Readonly<Record<string, unknown>> {
  const payload = idToken?.split('.')[1];
  return payload === undefined
    ? {}
    : // A JWT's payload is a JSON object.
      (JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Readonly<Record<string, unknown>>);
}
