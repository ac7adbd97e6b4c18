/** @jsxImportSource hono/jsx */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { RefusalPage, WelcomePage } from '../pages/welcome.tsx';
import type { Platform, SignedIn } from '../platform.ts';
import { isEnough } from '../sign-in/classes.ts';
import { isSameToken } from '../sign-in/tokens.ts';
import { createApiRoutes } from './api-routes.ts';
import { assets } from './assets.ts';
import { createCaseRoutes } from './case-routes.tsx';
import { createCookies } from './cookies.ts';
import { textField } from './fields.ts';
import { isOwnRequest, ownPath, securityHeaders } from './guards.ts';
import { createSignInRoutes } from './sign-in-routes.tsx';
import { show, viewOf } from './view.ts';

/** The whole platform as one function from request to answer. */
export function createApp(platform: Platform): Hono {
  const cookies = createCookies(platform.origin);
  const signIn = createSignInRoutes(platform, cookies);
  const app = new Hono();

  app.use(securityHeaders(platform));
  app.use(bodyLimit({ maxSize: 64 * 1024, onError: (context) => context.text('Too much', 413) }));

  for (const [path, { type, text }] of Object.entries(assets)) {
    app.get(path, (context) => context.body(text, 200, { 'content-type': type, 'cache-control': 'max-age=300' }));
  }

  app.get('/', async (context) => {
    const returnTo = ownPath(context.req.query('return_to'), platform.origin);
    return signIn.sessionOf(context) === null
      ? show(context, <WelcomePage view={viewOf(platform, null)} returnTo={returnTo} signedOut={null} />)
      : context.redirect('/cases', 303);
  });

  app.route('/', signIn.routes);

  // The service calls here, no browser does: what is asked for is its signature.
  app.post('/backchannel-logout', async (context) => {
    const fields = await context.req.parseBody().catch(() => ({}));
    const ended = await platform.logoutTokens.read(textField(fields, 'logout_token')).catch(() => null);
    if (ended === null) {
      return context.json({ error: 'invalid_request' }, 400);
    }
    platform.log({ event: 'signed-out-by-service', sessions: String(platform.sessions.endAt(ended)) });
    return context.body(null, 200);
  });

  const behind = new Hono<SignedIn>();

  behind.use(async (context, next) => {
    const session = signIn.sessionOf(context);
    const isApi = context.req.path.startsWith('/api/');
    if (session === null) {
      if (isApi) {
        context.header('www-authenticate', 'Bearer error="invalid_token"');
        return context.json({ error: 'invalid_token' }, 401);
      }
      const { pathname, search } = new URL(context.req.url);
      const back = context.req.method === 'GET' ? pathname + search : '/cases';
      return context.redirect(`/?${new URLSearchParams({ return_to: back }).toString()}`, 303);
    }
    // A session from before the setting grew stricter; its pages ask for a sign-in, its API says which.
    if (!isApi && !isEnough(session.acr, platform.readClasses)) {
      return context.redirect('/sign-in', 303);
    }
    if (context.req.method !== 'GET') {
      const token = isApi
        ? (context.req.header('x-csrf') ?? '')
        : textField(await context.req.parseBody().catch(() => ({})), 'csrf');
      if (!isOwnRequest(context, platform.origin) || !isSameToken(token, session.csrf)) {
        return show(
          context,
          <RefusalPage
            view={viewOf(platform, null)}
            title="Nothing was changed"
            text="This did not come from a page of Cases as it stands open now. Load the page again, then try once more."
            returnTo="/cases"
            action="back"
          />,
          403,
        );
      }
    }
    context.set('session', session);
    await next();
    return undefined;
  });

  behind.post('/sign-out', async (context) => {
    const { session } = context.var;
    platform.sessions.end(session.id);
    cookies.clear(context, 'cases_session');
    const address = await platform.service.endSessionUrl(session.idToken).catch(() => null);
    return context.redirect(address?.href ?? '/signed-out?here', 303);
  });

  behind.route('/', createCaseRoutes(platform, signIn));
  behind.route('/api', createApiRoutes(platform));
  app.route('/', behind);

  app.onError((error, context) => {
    platform.log({ event: 'failed', path: context.req.path, detail: error.message });
    return context.text('Something went wrong here. Nothing was changed.', 500);
  });
  return app;
}
