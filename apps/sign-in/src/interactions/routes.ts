import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { Provider } from 'oidc-provider';
import { addMySecurityRoutes } from '../my-security/routes.ts';
import type { Services } from '../services.ts';
import { showPage } from './answer.ts';
import { showTrouble } from './trouble.ts';
import { askForLink, showForgotten, showForgottenSent } from './forgotten.ts';
import { readForm } from './form.ts';
import { actOnInteraction, showInteraction } from './interaction-routes.ts';
import { actOnLink, showLink } from './link-routes.ts';
import { answerAsset, showCookieHelp, showHome, showOutbox, toSignOut } from './plain-pages.ts';
import { isFromOurPage } from './same-site.ts';
import { noFields, toVisit } from './visit.ts';
import type { RouteContext, Visit } from './visit.ts';

type Answer = (visit: Visit, context: RouteContext) => Response | Promise<Response>;

/** Every page that a person walks through. Whatever is not here is a page that says so. */
export function createRoutes(services: Services, provider: Provider): Hono<{ Bindings: HttpBindings }> {
  // With a slash at the end, as some programs write addresses, it is the same page.
  const app = new Hono<{ Bindings: HttpBindings }>({ strict: false });
  const get = (path: string, answer: Answer) =>
    app.get(path, (context) => answer(toVisit({ services, provider }, context, noFields), context));
  const post = (path: string, answer: Answer) => app.post(path, (context) => answerPost(context, answer));

  async function answerPost(context: RouteContext, answer: Answer): Promise<Response> {
    const visit = toVisit({ services, provider }, context, noFields);
    if (!isFromOurPage(context.env.incoming.headers, services.config)) {
      return showPage(visit, { kind: 'bad-request', reason: 'cross-site', backUrl: null }, { status: 403 });
    }
    const form = await readForm(context.env.incoming);
    return form.result === 'read'
      ? answer({ ...visit, fields: form.fields }, context)
      : showPage(visit, { kind: 'bad-request', reason: 'form', backUrl: null }, { status: form.status });
  }

  get('/interaction/:uid', (visit) => showInteraction(visit, ''));
  get('/interaction/:uid/:name', (visit, context) => showInteraction(visit, context.req.param('name') ?? ''));
  post('/interaction/:uid/:name', (visit, context) => actOnInteraction(visit, context.req.param('name') ?? ''));
  get('/link/:token', (visit, context) => showLink(visit, context.req.param('token') ?? ''));
  post('/link/:token', (visit, context) => actOnLink(visit, context.req.param('token') ?? ''));
  get('/forgotten', showForgotten);
  post('/forgotten', askForLink);
  get('/forgotten/sent', showForgottenSent);
  addMySecurityRoutes({ get, post });
  get('/sign-out', toSignOut);
  get('/cookie-help', showCookieHelp);
  get('/outbox', showOutbox);
  get('/assets/:name', (visit, context) => answerAsset(visit, context.req.param('name') ?? ''));
  get('/', showHome);

  app.notFound((context) =>
    showPage(toVisit({ services, provider }, context, noFields), { kind: 'not-found' }, { status: 404 }),
  );
  app.onError((error, context) => showTrouble(toVisit({ services, provider }, context, noFields), error));
  return app;
}
