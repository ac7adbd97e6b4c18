import type { Person } from './people.ts';
import type { StartedRequest, TestClient } from './test-client.ts';
import type { TestService } from './test-service.ts';
import type { Answer, UserAgent } from './user-agent.ts';

/** A browser on its way, and the page that it stands at. */
export interface OnTheWay {
  readonly agent: UserAgent;
  readonly request: StartedRequest;
  readonly page: Answer;
}

export interface WayOptions {
  readonly agent?: UserAgent;
  readonly client?: TestClient;
  /** Of the authorization request. */
  readonly parameters?: Readonly<Record<string, string | undefined>>;
}

/** Nobody in particular, for what the service's own parts are asked to do. */
export const bySystem = { actor: { kind: 'system' }, source: { address: null, agent: null, place: null } } as const;

/** From the client to the page that the password leads to. */
export async function afterPassword(
  service: TestService,
  person: Pick<Person, 'userName' | 'password'>,
  { agent = service.userAgent(), client = service.client, parameters }: WayOptions = {},
): Promise<OnTheWay> {
  const request = client.start(parameters);
  const start = await agent.get(request.url);
  const page = await agent.submit(start, { user: person.userName, password: person.password });
  return { agent, request, page };
}

/** Whether this answer brings the client an authorization code: whoever holds the browser is signed in. */
export function isIn(page: Answer): boolean {
  return page.leavesTo?.searchParams.has('code') ?? false;
}

/** A browser with the same cookies, but without the session: whoever signed in has closed and opened it, say. */
export function withoutSession(agent: UserAgent): UserAgent {
  const next = agent.copy();
  for (const { name } of next.cookies.all().filter((cookie) => cookie.name.includes('session'))) {
    next.cookies.delete(name);
  }
  return next;
}

/** Real recovery codes, kept. */
export async function giveRecoveryCodes({ services }: TestService, { account }: Person): Promise<readonly string[]> {
  const act = { userId: account.userId, context: bySystem };
  const codes = await services.mfa.issueRecoveryCodes(act);
  await services.mfa.confirmRecoveryCodesKept(act);
  return codes;
}
