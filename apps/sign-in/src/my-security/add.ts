import type { BeginOutcome } from '@halfminute/mfa';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { goTo, showPage } from '../interactions/answer.ts';
import type { Attempt } from '../interactions/attempt.ts';
import { beginEnrolment, confirmTyped, secureAccountPage } from '../interactions/enrolment.ts';
import { codeErrorOf, showClosed, statusOf } from '../interactions/second-factor.ts';
import type { CodeError } from '../pages/page.ts';
import { endPermit, findPermit } from './permit.ts';
import type { Permit } from './permit.ts';
import { backToStart, ownForm, startPath } from './signed-in.ts';
import type { OwnVisit } from './signed-in.ts';

const path = `${startPath}/add`;

/** Called once the permit was given; the secret then lives its hour like any other (rule E2). */
export function beginAnother(
  visit: OwnVisit,
  about: { readonly attemptId: string; readonly secret: 'same' | 'new' },
): Promise<BeginOutcome> {
  return beginEnrolment(visit, {
    ...about,
    userId: visit.account.userId,
    presented: 'nothing',
    adds: 'another',
  });
}

export function showAdd(visit: OwnVisit): Promise<Response> {
  return withPermit(visit, (permit) => showSetUp(visit, permit));
}

/** A new secret within the permit's five minutes; later a code is asked for again. */
export function addStartAgain(visit: OwnVisit): Promise<Response> {
  return withPermit(visit, async (permit) => {
    if (permit.state.until <= visit.now) {
      return goTo(visit, `${startPath}/confirm/add`);
    }
    await beginAnother(visit, { attemptId: permit.id, secret: 'new' });
    return goTo(visit, path);
  });
}

export function confirmAdd(visit: OwnVisit): Promise<Response> {
  return withPermit(visit, async (permit) => {
    const { services, account, fields } = visit;
    const outcome = await confirmTyped(visit, {
      userId: account.userId,
      attemptId: permit.id,
      name: fields.get('name').trim().slice(0, 100),
    });
    if (outcome.result === 'too-many') {
      const { retryAfterSeconds } = outcome;
      return showPage(visit, { kind: 'too-many', retryAfterSeconds }, { status: 429, retryAfterSeconds });
    }
    if (outcome.result !== 'confirmed') {
      const error = codeErrorOf(outcome);
      return showSetUp(visit, permit, { error, status: statusOf(outcome) });
    }
    await services.database.transaction((transaction) => endPermit(visit, transaction, permit));
    return backToStart(visit, 'added');
  });
}

async function showSetUp(
  visit: OwnVisit,
  permit: Attempt<Permit>,
  { error = null, status = 200 }: { readonly error?: CodeError | null; readonly status?: ContentfulStatusCode } = {},
): Promise<Response> {
  const { services, account } = visit;
  const closed = showClosed(visit, {
    record: await services.mfa.read(account.userId),
    clockUrl: `${startPath}/clock`,
    goOnUrl: path,
    somebodyElse: null,
    refused: status !== 200,
  });
  if (closed) {
    return closed;
  }
  const pending = await beginAnother(visit, { attemptId: permit.id, secret: 'same' });
  const startAgain = await ownForm(visit, `${path}/start-again`);
  switch (pending.result) {
    case 'pending':
      return showPage(
        visit,
        secureAccountPage(visit, {
          pending,
          userName: account.userName,
          purpose: 'another',
          form: await ownForm(visit, path),
          startAgain,
          error,
          hadOneBefore: false,
        }),
        { status },
      );
    case 'expired':
      return showPage(visit, { kind: 'set-up-gone', startAgain }, { status });
    case 'too-many-authenticators':
    case 'needs-ticket':
    case 'already-enrolled':
      return goTo(visit, startPath);
  }
}

async function withPermit(visit: OwnVisit, answer: (permit: Attempt<Permit>) => Promise<Response>): Promise<Response> {
  const permit = await findPermit(visit);
  return permit?.state.for === 'add' && !permit.state.replacement
    ? answer(permit)
    : goTo(visit, `${startPath}/confirm/add`);
}
