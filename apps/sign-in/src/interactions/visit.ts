import type { HttpBindings } from '@hono/node-server';
import type { RequestContext } from '@halfminute/mfa';
import type { Context } from 'hono';
import type { Provider } from 'oidc-provider';
import { factsOf } from '../http/request-facts.ts';
import type { Language } from '../pages/page.ts';
import { pickLanguage } from '../pages/strings/pick-language.ts';
import type { Services } from '../services.ts';
import { cookieNames, readCookies } from './cookies.ts';
import type { CookieNames } from './cookies.ts';
import type { Fields } from './form.ts';

export type RouteContext = Context<{ Bindings: HttpBindings }>;

/** One request, with all that a route needs to answer it. */
export interface Visit {
  readonly services: Services;
  readonly provider: Provider;
  readonly context: RouteContext;
  /** Unix seconds; one moment for the whole request. */
  readonly now: number;
  readonly cookies: ReadonlyMap<string, string>;
  readonly cookieNames: CookieNames;
  readonly address: string | null;
  readonly agent: string | null;
  /** Who and where from, for the audit log and the notices. */
  readonly request: RequestContext;
  readonly language: Language;
  /** What the form posted; nothing at a GET. */
  readonly fields: Fields;
}

export const noFields: Fields = { get: () => '', has: () => false, names: [] };

/** Enough to tell a browser by; the header may hold 16 KiB of anything. */
const agentLength = 300;

export function toVisit(
  { services, provider }: Pick<Visit, 'services' | 'provider'>,
  context: RouteContext,
  fields: Fields,
): Visit {
  // Node's own: the router's would copy all of them for the first that is asked for.
  const { headers } = context.env.incoming;
  const { address } = factsOf(context.env.incoming);
  const agent = headers['user-agent']?.slice(0, agentLength) ?? null;
  return {
    services,
    provider,
    context,
    now: services.clock(),
    cookies: readCookies(headers.cookie),
    cookieNames: cookieNames(services.config),
    address,
    agent,
    request: { actor: { kind: 'user' }, source: { address, agent, place: null } },
    language: pickLanguage({ uiLocales: null, acceptLanguage: headers['accept-language'] }),
    fields,
  };
}
