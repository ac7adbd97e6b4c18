import { Hono } from 'hono';
import type { Context } from 'hono';
import { views } from '../case-files/case-files.ts';
import type { Platform, SignedIn } from '../platform.ts';
import { plainLine } from '../plain-text.ts';
import { isEnough, mfaClass } from '../sign-in/classes.ts';
import { numberField } from './fields.ts';
import type { Fields } from './fields.ts';
import { prepareRelease } from './release-form.ts';

/**
 * A small JSON API for the platform's own script. What a session is too weak for is answered as RFC 9470 says: 401 with
 * `insufficient_user_authentication` and the class and age that would do.
 */
export function createApiRoutes(platform: Platform): Hono<SignedIn> {
  const { caseFiles, payments } = platform;
  const routes = new Hono<SignedIn>();

  routes.use(async (context, next) => {
    const { session } = context.var;
    if (!isEnough(session.acr, platform.readClasses)) {
      return challenge(context, { acrValues: platform.readClasses, more: {} });
    }
    await next();
    return undefined;
  });

  routes.get('/cases', (context) => {
    const asked = context.req.query('view');
    return context.json(
      caseFiles.list({
        personId: context.var.session.person.id,
        view: views.find((view) => view === asked) ?? 'mine',
        text: plainLine(context.req.query('q') ?? ''),
        page: numberField(context.req.query(), 'page') ?? 0,
      }),
    );
  });

  /** Never answers that it is done: it keeps the payment, and says what its release asks for and where. */
  routes.post('/cases/:reference/payments', async (context) => {
    const { session } = context.var;
    const reference = context.req.param('reference');
    const release = prepareRelease(payments, { reference, session, fields: await jsonFields(context) });
    switch (release.kind) {
      case 'not-mine':
        return context.json({ error: 'not-yours' }, 403);
      case 'mend':
        return context.json({ error: 'mend', fields: release.form.errors }, 422);
      case 'prepared': {
        const path = `/payments/${encodeURIComponent(release.paymentId)}`;
        return challenge(context, {
          acrValues: [mfaClass],
          maxAge: 0,
          more: { payment: `/api${path}`, step_up: `${path}/step-up` },
        });
      }
    }
  });

  routes.get('/payments/:id', (context) => {
    const payment = payments.find(context.req.param('id'));
    if (payment === null) {
      return context.json({ error: 'not-found' }, 404);
    }
    const { id, reference, payee, accountEnding, amountPence, paymentReference, state, releasedAt } = payment;
    return context.json({ id, reference, payee, accountEnding, amountPence, paymentReference, state, releasedAt });
  });

  return routes;
}

/** RFC 9470 section 3. None of the values holds a quote or a backslash. */
function challenge(
  context: Context,
  wanted: {
    readonly acrValues: readonly string[];
    /** Seconds. */
    readonly maxAge?: number;
    readonly more: Readonly<Record<string, string>>;
  },
): Response {
  const error = 'insufficient_user_authentication';
  const description = 'A stronger or newer sign-in is needed';
  const acrValues = wanted.acrValues.join(' ');
  const parts = [
    `Bearer error="${error}"`,
    `error_description="${description}"`,
    `acr_values="${acrValues}"`,
    ...(wanted.maxAge === undefined ? [] : [`max_age="${wanted.maxAge}"`]),
  ];
  context.header('www-authenticate', parts.join(', '));
  const body = {
    error,
    error_description: description,
    acr_values: acrValues,
    ...(wanted.maxAge !== undefined && { max_age: wanted.maxAge }),
    ...wanted.more,
  };
  return context.json(body, 401);
}

async function jsonFields(context: Context): Promise<Fields> {
  const body: unknown = await context.req.json().catch(() => null);
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {};
}
