/** @jsxImportSource hono/jsx */
import { Hono } from 'hono';
import type { Context } from 'hono';
import { stages, views } from '../case-files/case-files.ts';
import type { CaseFile } from '../case-files/case-files.ts';
import { CaseListPage, NewCasePage, TasksPage } from '../pages/case-list.tsx';
import { CasePage } from '../pages/case-page.tsx';
import type { ReleaseForm } from '../pages/case-page.tsx';
import { MessagePage } from '../pages/message.tsx';
import { ClientAccountPage, PaymentPage } from '../pages/payment-page.tsx';
import type { Platform, SignedIn } from '../platform.ts';
import { plainLine } from '../plain-text.ts';
import { numberField, textField } from './fields.ts';
import { prepareRelease } from './release-form.ts';
import type { SignInRoutes } from './sign-in-routes.tsx';
import { show, viewOf } from './view.ts';

const emptyRelease: ReleaseForm = { payee: '', amount: '', reference: '', errors: {} };

/** The pages behind the door; whoever comes here has a session, and each POST came from a form of it. */
export function createCaseRoutes(platform: Platform, { stepUp }: Pick<SignInRoutes, 'stepUp'>): Hono<SignedIn> {
  const { caseFiles, payments, tasks } = platform;
  const routes = new Hono<SignedIn>();

  const notFound = (context: Context<SignedIn>): Promise<Response> =>
    show(
      context,
      <MessagePage
        view={viewOf(platform, context.var.session)}
        title="Nothing is here"
        text="Look for it in the list."
      />,
      404,
    );

  const notYours = (context: Context<SignedIn>): Promise<Response> =>
    show(
      context,
      <MessagePage
        view={viewOf(platform, context.var.session)}
        title="This case is not yours"
        text="Only those who work on it can change it. Ask its lead."
      />,
      403,
    );

  const showCase = (
    context: Context<SignedIn>,
    file: CaseFile,
    { release = emptyRelease, noteError }: { readonly release?: ReleaseForm; readonly noteError?: string },
  ): Promise<Response> => {
    const status = noteError === undefined && Object.keys(release.errors).length === 0 ? 200 : 422;
    const page = (
      <CasePage view={viewOf(platform, context.var.session)} file={file} release={release} noteError={noteError} />
    );
    return show(context, page, status);
  };

  const pathOf = (reference: string): string => `/cases/${encodeURIComponent(reference)}`;

  routes.get('/cases', (context) => {
    const { session } = context.var;
    const text = plainLine(context.req.query('q') ?? '').slice(0, 100);
    const asked = context.req.query('view');
    const query = {
      view: views.find((view) => view === asked) ?? 'mine',
      text,
      page: numberField(context.req.query(), 'page') ?? 0,
    };
    const list = caseFiles.list({ ...query, personId: session.person.id });
    return show(context, <CaseListPage view={viewOf(platform, session)} list={list} query={query} />);
  });

  routes.get('/cases/new', (context) =>
    show(context, <NewCasePage view={viewOf(platform, context.var.session)} name="" error={undefined} />),
  );

  routes.post('/cases', async (context) => {
    const { session } = context.var;
    const name = plainLine(textField(await context.req.parseBody(), 'name'));
    if (name === '' || name.length > 120) {
      const error = 'Name: write whose estate it is, up to 120 characters.';
      return show(context, <NewCasePage view={viewOf(platform, session)} name={name} error={error} />, 422);
    }
    return context.redirect(pathOf(caseFiles.create({ name, personId: session.person.id })), 303);
  });

  routes.get('/cases/:reference', (context) => {
    const file = caseFiles.find(context.req.param('reference'), context.var.session.person.id);
    return file === null ? notFound(context) : showCase(context, file, {});
  });

  routes.post('/cases/:reference/stage', async (context) => {
    const reference = context.req.param('reference');
    const typed = textField(await context.req.parseBody(), 'stage');
    const stage = stages.find((one) => one === typed);
    if (stage === undefined) {
      return notFound(context);
    }
    const isSet = caseFiles.setStage(reference, { stage, personId: context.var.session.person.id });
    return isSet ? context.redirect(pathOf(reference), 303) : notYours(context);
  });

  routes.post('/cases/:reference/notes', async (context) => {
    const reference = context.req.param('reference');
    const personId = context.var.session.person.id;
    const text = textField(await context.req.parseBody(), 'note');
    if (text === '' || text.length > 4000) {
      const file = caseFiles.find(reference, personId);
      const noteError = 'Note: write something, up to 4,000 characters.';
      return file === null ? notFound(context) : showCase(context, file, { noteError });
    }
    return caseFiles.addNote(reference, { text, personId })
      ? context.redirect(pathOf(reference), 303)
      : notYours(context);
  });

  routes.post('/cases/:reference/payments', async (context) => {
    const { session } = context.var;
    const reference = context.req.param('reference');
    const release = prepareRelease(payments, { reference, session, fields: await context.req.parseBody() });
    switch (release.kind) {
      case 'prepared':
        return stepUp(context, { session, paymentId: release.paymentId, windowChannel: null });
      case 'not-mine':
        return notYours(context);
      case 'mend': {
        const file = caseFiles.find(reference, session.person.id);
        return file === null ? notFound(context) : showCase(context, file, { release: release.form });
      }
    }
  });

  /** The small window's way: the page prepared the payment and opens this one. Only the asking session may, and nothing moves yet. */
  routes.get('/payments/:id/step-up', (context) => {
    const { session } = context.var;
    const payment = payments.find(context.req.param('id'));
    if (payment === null || payment.state !== 'pending' || payment.sessionId !== session.id) {
      return notFound(context);
    }
    const channel = context.req.query('window') ?? '';
    return stepUp(context, {
      session,
      paymentId: payment.id,
      windowChannel: /^[\w-]{1,64}$/.test(channel) ? channel : null,
    });
  });

  routes.get('/payments/:id', (context) => {
    const { session } = context.var;
    const payment = payments.find(context.req.param('id'));
    if (payment === null) {
      return notFound(context);
    }
    const page = (
      <PaymentPage
        view={viewOf(platform, session)}
        payment={payment}
        now={platform.clock()}
        isOwn={payment.personId === session.person.id}
        mayStop={caseFiles.find(payment.reference, session.person.id)?.isMine ?? false}
      />
    );
    return show(context, page);
  });

  routes.post('/payments/:id/stop', async (context) => {
    const id = context.req.param('id');
    if (!payments.stop(id, context.var.session.person.id)) {
      const page = (
        <MessagePage
          view={viewOf(platform, context.var.session)}
          title="This payment cannot be stopped"
          text="It was stopped already, was never released, or more than 30 minutes have gone. Ring the bank at once."
        />
      );
      return show(context, page, 409);
    }
    return context.redirect(`/payments/${encodeURIComponent(id)}`, 303);
  });

  routes.get('/client-account', (context) =>
    show(context, <ClientAccountPage view={viewOf(platform, context.var.session)} payments={payments.recent()} />),
  );

  routes.get('/tasks', (context) => {
    const { session } = context.var;
    return show(context, <TasksPage view={viewOf(platform, session)} tasks={tasks.open(session.person.id)} />);
  });

  routes.post('/tasks/:id/done', async (context) => {
    const id = numberField(context.req.param(), 'id');
    const isDone = id !== null && tasks.finish(id, context.var.session.person.id);
    return isDone ? context.redirect('/tasks', 303) : notFound(context);
  });

  return routes;
}
