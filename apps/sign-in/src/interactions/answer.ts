import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { factsOf } from '../http/request-facts.ts';
import type { Page, PageContext } from '../pages/page.ts';
import { renderPage } from '../pages/render-page.tsx';
import { setCookie } from './cookies.ts';
import type { CookieToSet } from './cookies.ts';
import type { Visit } from './visit.ts';

/** A whole page. Nothing of ours is ever kept by a cache: pages hold codes, names and forms that are good for one browser. */
export function showPage(
  visit: Visit,
  page: Page,
  {
    status = 200,
    retryAfterSeconds,
  }: { readonly status?: ContentfulStatusCode; readonly retryAfterSeconds?: number } = {},
): Response {
  const { context } = visit;
  context.header('Cache-Control', 'no-store');
  if (retryAfterSeconds !== undefined) {
    context.header('Retry-After', String(Math.max(1, Math.ceil(retryAfterSeconds))));
  }
  return context.body(renderPage(page, pageContext(visit)), status, { 'Content-Type': 'text/html; charset=UTF-8' });
}

/** After a POST that did something: the browser asks for the next page by GET, so that a reload does nothing twice. */
export function goTo(visit: Visit, location: string): Response {
  visit.context.header('Cache-Control', 'no-store');
  return visit.context.redirect(location, 303);
}

export function giveCookie(visit: Visit, cookie: CookieToSet): void {
  visit.context.header('Set-Cookie', setCookie(visit.services.config, cookie), { append: true });
}

function pageContext({ services: { config }, context, language, now }: Visit): PageContext {
  return {
    language,
    nonce: factsOf(context.env.incoming).nonce,
    platform: config.platform,
    support: config.support,
    now,
    origin: new URL(config.issuer).origin,
  };
}
