import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';

/** What an ID token says beside what is right; `undefined` leaves a claim out. */
type Lies = Readonly<Record<string, unknown>>;

export interface Told {
  readonly acr?: string;
  readonly amr?: readonly string[];
  /** Unix seconds; now when left out. */
  readonly authTime?: number;
  readonly sub?: string;
  readonly userName?: string;
  readonly name?: string;
  readonly sid?: string;
  /** Claims of the ID token that are put over the right ones. */
  readonly lies?: Lies;
  /** Signs the ID token with a key that is not published. */
  readonly forged?: boolean;
  /** The redirect names another issuer, or none. */
  readonly iss?: string | null;
}

/** A provider that says whatever a test wants, so that a platform can be seen refusing it. Otherwise as strict as a right one: PKCE, single-use codes. */
export interface LyingProvider {
  readonly issuer: string;
  /** What the person at the provider does with the address that the platform sent the browser to: answers the way back. */
  approve(authorization: URL, told?: Told): URL;
  refuse(authorization: URL, error: string): URL;
  /** What a real browser that comes here by itself is let through as, at once; Ada where nothing is said, and null holds it here. */
  letThrough(told: Told | null): void;
  logoutToken(claims: Lies, options?: { readonly typ?: string; readonly forged?: boolean }): Promise<string>;
  /** How many codes were redeemed. */
  readonly redeemed: number;
  close(): Promise<void>;
}

interface Issued {
  readonly told: Told;
  readonly nonce: string | null;
  readonly challenge: string | null;
  readonly clientId: string;
  readonly redirectUri: string;
}

// Made once: a key takes longer than a test.
const right = await generateKeyPair('RS256', { extractable: true });
const wrong = await generateKeyPair('RS256', { extractable: true });
const jwk = { ...(await exportJWK(right.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };

export async function startLyingProvider(clock: () => number, atPort = 0): Promise<LyingProvider> {
  const codes = new Map<string, Issued>();
  const tokens = new Map<string, Told>();
  let redeemed = 0;
  let inBrowser: Told | null = {};
  let issuer = '';

  const server = createServer((request, response) => {
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(JSON.stringify(body));
    };
    const asked = new URL(request.url ?? '/', issuer);
    if (asked.pathname === '/auth') {
      if (inBrowser === null) {
        response.end('The sign-in service');
      } else {
        response.writeHead(303, { location: approve(asked, inBrowser).href }).end();
      }
      return;
    }
    void route(request).then(
      ([status, body]) => {
        answer(status, body);
      },
      (error: unknown) => {
        answer(500, { error: String(error) });
      },
    );
  });

  async function route(request: IncomingMessage): Promise<readonly [number, unknown]> {
    switch (request.url ?? '') {
      case '/.well-known/openid-configuration':
        return [200, metadata()];
      case '/jwks':
        return [200, { keys: [jwk] }];
      case '/token':
        return redeem(new URLSearchParams(await bodyOf(request)));
      case '/me': {
        const told = tokens.get(request.headers.authorization?.replace('Bearer ', '') ?? '');
        return told === undefined ? [401, { error: 'invalid_token' }] : [200, profileOf(told)];
      }
      default:
        return [404, {}];
    }
  }

  async function redeem(fields: URLSearchParams): Promise<readonly [number, unknown]> {
    const code = fields.get('code') ?? '';
    const issued = codes.get(code);
    codes.delete(code);
    const challenge = createHash('sha256')
      .update(fields.get('code_verifier') ?? '')
      .digest('base64url');
    if (issued === undefined || issued.challenge !== challenge || issued.redirectUri !== fields.get('redirect_uri')) {
      return [400, { error: 'invalid_grant' }];
    }
    redeemed += 1;
    const accessToken = randomUUID();
    tokens.set(accessToken, issued.told);
    return [200, { access_token: accessToken, token_type: 'Bearer', expires_in: 60, id_token: await idToken(issued) }];
  }

  function idToken({ told, nonce, clientId }: Issued): Promise<string> {
    // openid-client has no clock but the machine's.
    const issuedAt = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer,
      aud: clientId,
      sub: profileOf(told).sub,
      iat: issuedAt,
      exp: issuedAt + 300,
      nonce,
      acr: told.acr ?? 'urn:halfminute:acr:mfa',
      amr: told.amr ?? ['pwd', 'otp', 'mfa'],
      auth_time: told.authTime ?? Math.floor(clock()),
      sid: told.sid ?? 'sid-one',
      ...told.lies,
    };
    return sign(claims, { key: told.forged === true ? wrong.privateKey : right.privateKey, typ: 'JWT' });
  }

  function approve(authorization: URL, told: Told): URL {
    const asked = authorization.searchParams;
    const code = randomUUID();
    const redirectUri = asked.get('redirect_uri') ?? '';
    codes.set(code, {
      told,
      redirectUri,
      nonce: asked.get('nonce'),
      challenge: asked.get('code_challenge'),
      clientId: asked.get('client_id') ?? '',
    });
    const back = new URL(redirectUri);
    back.searchParams.set('code', code);
    back.searchParams.set('state', asked.get('state') ?? '');
    if (told.iss !== null) {
      back.searchParams.set('iss', told.iss ?? issuer);
    }
    return back;
  }

  function metadata(): unknown {
    return {
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/me`,
      jwks_uri: `${issuer}/jwks`,
      end_session_endpoint: `${issuer}/session/end`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      authorization_response_iss_parameter_supported: true,
      code_challenge_methods_supported: ['S256'],
    };
  }

  await new Promise<void>((resolve) => {
    server.listen(atPort, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo; // a server that listens on a port has an address of this form
  issuer = `http://127.0.0.1:${port}`;

  return {
    issuer,
    approve: (authorization, told = {}) => approve(authorization, told),
    refuse: (authorization, error) => {
      const back = new URL(authorization.searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('error', error);
      back.searchParams.set('state', authorization.searchParams.get('state') ?? '');
      back.searchParams.set('iss', issuer);
      return back;
    },
    logoutToken: (claims, { typ = 'logout+jwt', forged = false } = {}) => {
      const now = Math.floor(clock());
      const said = {
        iss: issuer,
        aud: 'cases',
        iat: now,
        exp: now + 120,
        jti: randomUUID(),
        events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
        ...claims,
      };
      return sign(said, { key: forged ? wrong.privateKey : right.privateKey, typ });
    },
    letThrough: (told) => {
      inBrowser = told;
    },
    get redeemed() {
      return redeemed;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function profileOf({ sub = 'sub-of-ada', userName = 'ada@firm.example', name = 'Ada Lovelace' }: Told) {
  return { sub, preferred_username: userName, name, email: userName };
}

function sign(claims: Lies, { key, typ }: { readonly key: CryptoKey; readonly typ: string }): Promise<string> {
  const present = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
  return new SignJWT(present).setProtectedHeader({ alg: 'RS256', kid: 'one', typ }).sign(key);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString('utf8');
}
