import { createHash, randomBytes } from 'node:crypto';
import type { Agent } from 'node:http';
import { createBrowser, createConnections, follow, formWith, UnexpectedAnswerError } from '../browser.ts';
import { familyOf } from '../cost.ts';
import { codeNow } from '../seeds.ts';
import type { HashCost, RunningTarget, Target } from '../target.ts';
import { createKeycloakAdmin, describeKeycloak } from './admin.ts';
import type { KeycloakAccess } from './admin.ts';
import { client, createRealm, importUsers, password, realmHashFor, userName } from './realm.ts';

/** A Keycloak that runs already: makes a realm of its own there and removes it. Its name says which hash its passwords have. */
export async function keycloakTarget(access: KeycloakAccess, hash: HashCost): Promise<Target> {
  const server = await describeKeycloak(createKeycloakAdmin(access));
  return {
    name: `${server}, ${realmHashFor(hash).name}`,
    start: (asked) => start(access, asked),
  };
}

async function start(
  access: KeycloakAccess,
  { accounts, hash: cost }: { readonly accounts: number; readonly hash: HashCost },
): Promise<RunningTarget> {
  const admin = createKeycloakAdmin(access);
  const hash = realmHashFor(cost);
  const realm = `bench-${randomBytes(6).toString('hex')}`;
  await createRealm(admin, { name: realm, hash });
  const connections = createConnections(64);
  const stop = async () => {
    connections.destroy();
    await admin.delete(`realms/${realm}`);
  };
  try {
    await importUsers(admin, { realm, hash, count: accounts });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    readySeconds: null,
    signIn: (user) => signIn(`${access.url}/realms/${realm}`, { user, connections }),
    processIds: () => access.processIds.flatMap((id) => familyOf(id)),
    stop,
  };
}

async function signIn(issuer: string, { user, connections }: { user: number; connections: Agent }): Promise<void> {
  const browser = createBrowser(connections);
  const verifier = randomBytes(32).toString('base64url');
  const request = new URLSearchParams({
    response_type: 'code',
    client_id: client.id,
    redirect_uri: client.redirectUri,
    scope: 'openid',
    state: 'bench',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const endpoint = `${issuer}/protocol/openid-connect`;
  let page = await follow(browser, await browser.send(`${endpoint}/auth?${request.toString()}`), issuer);
  for (const [field, answer] of [
    ['password', { username: userName(user), password }],
    ['otp', { otp: codeNow(user) }],
  ] as const) {
    const { action, fields } = formWith(field, page);
    page = await follow(browser, await browser.send(action, { ...Object.fromEntries(fields), ...answer }), issuer);
  }
  const code =
    page.location?.startsWith(client.redirectUri) === true ? new URL(page.location).searchParams.get('code') : null;
  if (code === null) {
    throw new UnexpectedAnswerError(page);
  }
  const token = await browser.send(
    `${endpoint}/token`,
    {
      grant_type: 'authorization_code',
      client_id: client.id,
      code,
      redirect_uri: client.redirectUri,
      code_verifier: verifier,
    },
    { accept: 'application/json' },
  );
  if (token.status !== 200 || !token.body.includes('"id_token"')) {
    throw new UnexpectedAnswerError(token);
  }
}
