import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Provider } from 'oidc-provider';
import type { DrawPage } from '../provider/provider-pages.ts';
import type { Services } from '../services.ts';
import { createFloodGate } from './flood-gate.ts';
import { createOwnAnswers, nameOf } from './own-answers.ts';
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

const providerRoutes = new Set(providerPaths.values());

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
  const own = createOwnAnswers(services, drawPage);
  const waitFor = createFloodGate({
    clock: services.clock,
    factor: () => services.config.policy.budgetFactor ?? 1,
  });
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
    if (route !== 'assets') {
      const closed = closedBecause();
      if (closed !== null) {
        return own.unavailable(request, response, { where: closed, error: null });
      }
      const seconds = waitFor(factsOf(request).address);
      if (seconds > 0) {
        return own.tooMany(request, response, seconds);
      }
    }
    const answered = providerRoutes.has(route) ? answerProvider(request, response) : answerOwn(request, response);
    Promise.resolve(answered).catch((error: unknown) => {
      own.unavailable(request, response, { where: route, error });
    });
  };
}

function routeOf(target: string): string {
  const first = /^\/([^/?]*)/.exec(target)?.[1] ?? '';
  return providerPaths.get(first) ?? (ownPaths.has(first) ? first : 'other');
}
