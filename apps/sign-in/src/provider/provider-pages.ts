import type { errors, KoaContextWithOIDC } from 'oidc-provider';
import { factsOf } from '../http/request-facts.ts';
import type { Page, PageContext } from '../pages/page.ts';
import { pickLanguage } from '../pages/strings/pick-language.ts';
import type { Services } from '../services.ts';

/** Draws a page as HTML; `renderPage` of the pages. */
export type DrawPage = (page: Page, context: PageContext) => string;

/** Our pages where the library would show its own: errors, and signing out. */
export function createProviderPages(services: Services, draw: DrawPage) {
  const { config, clock, log, randomBytes } = services;

  function answer(context: KoaContextWithOIDC, page: Page): void {
    // Not there where no route of the library answered.
    const oidc: KoaContextWithOIDC['oidc'] | undefined = context.oidc;
    const uiLocales = oidc?.params?.['ui_locales'];
    context.type = 'html';
    context.body = draw(page, {
      language: pickLanguage({
        uiLocales: typeof uiLocales === 'string' ? uiLocales : null,
        acceptLanguage: context.get('accept-language'),
      }),
      nonce: factsOf(context.req).nonce,
      platform: config.platform,
      support: config.support,
      now: clock(),
      origin: config.issuer,
    });
  }

  /** Where the client says that a sign-in begins (`initiateLoginUri`), or the platform's own address. */
  function clientStart({ oidc }: KoaContextWithOIDC): string {
    const client = config.clients.find(({ id }) => id === oidc.client?.clientId);
    return client?.initiateLoginUri ?? config.platform.url;
  }

  function unavailable(context: KoaContextWithOIDC, error: unknown): void {
    const reference = newReference(randomBytes);
    // The message may quote what a client sent; the error's own name and place say enough.
    log.error('unavailable', {
      reference,
      where: `provider ${context.path}`,
      error: error instanceof Error ? error.name : typeof error,
      stack: error instanceof Error ? placeOf(error) : null,
    });
    // What the library had answered before it could not be written: a way on that is not there, and cookies in the place of those that still are good.
    context.remove('Location');
    context.remove('Set-Cookie');
    context.status = 503;
    context.set('Retry-After', '30');
    answer(context, { kind: 'unavailable', reference });
  }

  return {
    /** Around everything: what nobody expected, such as a database that is gone when the request is over. */
    async guard(context: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
      try {
        await next();
      } catch (error) {
        unavailable(context, error);
      }
    },

    /** `renderError` of the library: what it cannot send back to a client. */
    error(context: KoaContextWithOIDC, _out: unknown, error: errors.OIDCProviderError | Error): void {
      const backUrl = clientStart(context);
      if (error.name === 'SessionNotFound') {
        return answer(context, {
          kind: 'too-old',
          minutes: Math.round(config.policy.attemptSeconds / 60),
          startAgainUrl: backUrl,
          cookieHelpUrl: '/cookie-help',
        });
      }
      if (context.status >= 500) {
        return unavailable(context, error);
      }
      answer(context, { kind: 'bad-request', reason: 'client', backUrl });
    },

    /** Asked first: a link from elsewhere must not sign anybody out. */
    signOut(context: KoaContextWithOIDC): void {
      const state = context.oidc.session?.state;
      const csrf = typeof state?.['secret'] === 'string' ? state['secret'] : '';
      const action = new URL(context.oidc.urlFor('end_session_confirm')).pathname;
      // What the library's own route wants of a form.
      const fields = { xsrf: csrf, logout: 'yes' };
      answer(context, {
        kind: 'sign-out',
        here: { action, csrf, fields },
        everywhere: { action: `${action}?${everywhereMark}`, csrf, fields },
        backUrl: clientStart(context),
      });
    },

    signedOut(context: KoaContextWithOIDC): void {
      answer(context, {
        kind: 'signed-out',
        everywhere: context.querystring === everywhereMark,
        continueUrl: clientStart(context),
      });
    },
  };
}

/** The query of whatever signs out everywhere; also of the page that says so afterwards. */
export const everywhereMark = 'everywhere';

/** What a user reads out to IT, to find the line of the log. */
export function newReference(randomBytes: (length: number) => Uint8Array): string {
  return Buffer.from(randomBytes(5)).toString('hex').toUpperCase();
}

/** Where an error was thrown, without its message. */
export function placeOf(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8)
    .map((line) => line.trim())
    .join(' < ');
}
