import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Provider } from 'oidc-provider';
import { pickLanguage } from '../pages/strings/pick-language.ts';
import type { Page } from '../pages/page.ts';
import { newReference, placeOf } from '../provider/provider-pages.ts';
import type { DrawPage } from '../provider/provider-pages.ts';
import type { Services } from '../services.ts';
import { factsOf } from './request-facts.ts';

/** The first parts of the library's own paths; everything else is ours. */
const providerPaths = new Map([
  ['auth', 'authorization'],
  ['token', 'token'],
  ['jwks', 'jwks'],
  ['me', 'userinfo'],
  ['session', 'sign-out'],
  ['.well-known', 'discovery'],
]);

/** Those of ours that are counted by name; from a closed list, so that nobody makes series of his own. */
const ownPaths = new Set(['interaction', 'my-security', 'link', 'assets', 'forgotten', 'outbox']);

export interface InsideParts {
  readonly services: Services;
  readonly provider: Provider;
  readonly routes: Hono<{ Bindings: HttpBindings }>;
  readonly drawPage: DrawPage;
  /** Why nothing is decided at present, or null; then every path answers that the service is unavailable. */
  readonly closedBecause: () => string | null;
}

/** Hands each request to the provider or to our routes, times it, and answers for whatever neither caught. */
export function createInside({ services, provider, routes, drawPage, closedBecause }: InsideParts) {
  const answerProvider = provider.callback();
  const unavailable = createUnavailable(services, drawPage);
  const answerOwn = getRequestListener((request, env) => routes.fetch(request, env), {
    errorHandler: (error) => {
      services.log.error('unexpected', { where: 'routes', ...nameOf(error) });
    },
  });

  return (request: IncomingMessage, response: ServerResponse): void => {
    const startedMs = performance.now();
    const route = routeOf(request.url ?? '/');
    response.once('close', () => {
      services.metrics.count('http', { route, status: `${Math.floor(response.statusCode / 100)}xx` });
      services.metrics.time('http_seconds', (performance.now() - startedMs) / 1000, { route });
    });
    const closed = closedBecause();
    if (closed !== null && route !== 'assets') {
      return unavailable(request, response, { reason: closed, error: null });
    }
    const answered = [...providerPaths.values()].includes(route)
      ? answerProvider(request, response)
      : answerOwn(request, response);
    Promise.resolve(answered).catch((error: unknown) => {
      unavailable(request, response, { reason: route, error });
    });
  };
}

function routeOf(target: string): string {
  const first = /^\/([^/?]*)/.exec(target)?.[1] ?? '';
  return providerPaths.get(first) ?? (ownPaths.has(first) ? first : 'other');
}

/** "Sign-in is not available", with a reference that stands in the log as well. */
function createUnavailable(services: Services, drawPage: DrawPage) {
  return (
    request: IncomingMessage,
    response: ServerResponse,
    why: { readonly reason: string; readonly error: unknown },
  ): void => {
    const reference = newReference(services.randomBytes);
    services.log.error('unavailable', { reference, where: why.reason, ...nameOf(why.error) });
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const page: Page = { kind: 'unavailable', reference };
    const { config, clock } = services;
    response.writeHead(503, { 'Content-Type': 'text/html; charset=utf-8', 'Retry-After': '30' });
    response.end(
      drawPage(page, {
        language: pickLanguage({ uiLocales: null, acceptLanguage: request.headers['accept-language'] }),
        nonce: factsOf(request).nonce,
        platform: config.platform,
        support: config.support,
        now: clock(),
        origin: config.issuer,
      }),
    );
  };
}

/** An error's kind and place; its message may hold what somebody sent. */
function nameOf(error: unknown): { readonly error: string | null; readonly stack: string | null } {
  return error instanceof Error
    ? { error: error.name, stack: placeOf(error) }
    : { error: error === null ? null : typeof error, stack: null };
}
