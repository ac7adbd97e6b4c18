import type { IncomingMessage, ServerResponse } from 'node:http';
import { pickLanguage } from '../pages/strings/pick-language.ts';
import type { Page } from '../pages/page.ts';
import { newReference, placeOf } from '../provider/provider-pages.ts';
import type { DrawPage } from '../provider/provider-pages.ts';
import type { Services } from '../services.ts';
import { factsOf } from './request-facts.ts';

/** What is answered before, or instead of, any route. */
export interface OwnAnswers {
  /** "Nobody can sign in just now", with a reference that stands in the log as well. */
  unavailable(
    request: IncomingMessage,
    response: ServerResponse,
    why: { readonly where: string; readonly error: unknown },
  ): void;
  tooMany(request: IncomingMessage, response: ServerResponse, retryAfterSeconds: number): void;
}

const unavailableSeconds = 30;

export function createOwnAnswers(services: Services, drawPage: DrawPage): OwnAnswers {
  const { config, clock, log } = services;

  function show(
    request: IncomingMessage,
    response: ServerResponse,
    answer: { readonly page: Page; readonly status: number; readonly retryAfterSeconds: number },
  ): void {
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.writeHead(answer.status, {
      'Content-Type': 'text/html; charset=utf-8',
      'Retry-After': String(answer.retryAfterSeconds),
    });
    response.end(
      drawPage(answer.page, {
        language: pickLanguage({ uiLocales: null, acceptLanguage: request.headers['accept-language'] }),
        nonce: factsOf(request).nonce,
        platform: config.platform,
        support: config.support,
        now: clock(),
        origin: config.issuer,
      }),
    );
  }

  return {
    unavailable: (request, response, { where, error }) => {
      const reference = newReference(services.randomBytes);
      log.error('unavailable', { reference, where, ...nameOf(error) });
      const page: Page = { kind: 'unavailable', reference };
      show(request, response, { page, status: 503, retryAfterSeconds: unavailableSeconds });
    },
    tooMany: (request, response, retryAfterSeconds) => {
      show(request, response, { page: { kind: 'too-many', retryAfterSeconds }, status: 429, retryAfterSeconds });
    },
  };
}

/** An error's kind and place; its message may hold what somebody sent. */
export function nameOf(error: unknown): { readonly error: string | null; readonly stack: string | null } {
  return error instanceof Error
    ? { error: error.name, stack: placeOf(error) }
    : { error: error === null ? null : typeof error, stack: null };
}
