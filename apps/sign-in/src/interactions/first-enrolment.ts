import type { BeginOutcome } from '@halfminute/mfa';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { CodeError } from '../pages/page.ts';
import { goTo, showPage } from './answer.ts';
import { beginEnrolment, confirmTyped, hadOneBefore, secureAccountPage } from './enrolment.ts';
import { endPasses } from './enrolment-pass.ts';
import { endAttempt, finish, keepOn, prolong } from './finish.ts';
import { formTo, pathOf, requestAgain } from './interaction.ts';
import type { InteractionVisit, Standing } from './interaction.ts';
import { beginRecoveryCodes, needsRecoveryCodes } from './recovery-codes.ts';
import { codeErrorOf, showClosed, statusOf } from './second-factor.ts';
import type { SignInState } from './sign-in-state.ts';

/** Sheet D3 within a sign-in: "Secure your account". The same secret at each reload, for an hour (rule E2). */
export async function showSecureAccount(
  visit: InteractionVisit,
  standing: Standing,
  { error = null, status = 200 }: { readonly error?: CodeError | null; readonly status?: ContentfulStatusCode } = {},
): Promise<Response> {
  const { services } = visit;
  const { account, state, attempt } = standing;
  const closed = showClosed(visit, {
    record: await services.mfa.read(account.userId),
    clockUrl: pathOf(visit, 'clock'),
    goOnUrl: pathOf(visit),
    somebodyElse: await formTo(visit, 'somebody-else'),
    refused: status !== 200,
  });
  if (closed) {
    return closed;
  }
  const pending = await beginFor(visit, { ...standing, attemptId: attempt?.id ?? '', secret: 'same' });
  const again = await formTo(visit, 'start-again');
  switch (pending.result) {
    case 'pending':
      return showPage(
        visit,
        secureAccountPage(visit, {
          pending,
          userName: account.userName,
          purpose: state.factor === 'recovery' ? 'after-recovery' : 'first',
          form: await formTo(visit, 'secure-account'),
          startAgain: again,
          error,
          hadOneBefore: await hadOneBefore(visit, account.userId),
        }),
        { status },
      );
    case 'expired':
      return showPage(visit, { kind: 'set-up-gone', startAgain: again }, { status });
    case 'needs-ticket':
      // An administrator reset the account while its user was at the set-up page.
      await keepOn(visit, standing, { stage: 'ticket' });
      return goTo(visit, pathOf(visit));
    case 'already-enrolled':
      // Another window was quicker: from now on its code is asked for.
      await keepOn(visit, standing, { stage: 'code' });
      return goTo(visit, pathOf(visit));
    case 'too-many-authenticators':
      return finish(visit, standing);
  }
}

/** The secret that takes the place of the first lives as long as that did (rule E2), and the sign-in with it. */
export async function startAgain(visit: InteractionVisit, standing: Standing): Promise<Response> {
  if ((await prolong(visit, standing)) === 'ends-too-soon') {
    await endAttempt(visit);
    return goTo(visit, requestAgain(visit));
  }
  await beginFor(visit, { ...standing, attemptId: standing.attempt?.id ?? '', secret: 'new' });
  return goTo(visit, pathOf(visit));
}

/** The first code of the new authenticator; it is spent by this and signs nobody in again (rule C4). */
export async function confirmFirst(visit: InteractionVisit, standing: Standing): Promise<Response> {
  const { services, now } = visit;
  const { account, state, attempt } = standing;
  const { userId } = account;
  const outcome = await confirmTyped(visit, { userId, attemptId: attempt?.id ?? '', name: '' });
  if (outcome.result === 'too-many') {
    const { retryAfterSeconds } = outcome;
    return showPage(visit, { kind: 'too-many', retryAfterSeconds }, { status: 429, retryAfterSeconds });
  }
  if (outcome.result !== 'confirmed') {
    const error = codeErrorOf(outcome);
    return showSecureAccount(visit, standing, { error, status: statusOf(outcome) });
  }
  await endPasses(visit, userId);
  // A sign-in by recovery code stays one: the tokens say how somebody came in.
  const reached: SignInState = state.factor === 'recovery' ? state : { ...state, factor: 'code', factorAt: now };
  const next = { ...standing, state: reached };
  return needsRecoveryCodes(await services.mfa.read(userId)) ? beginRecoveryCodes(visit, next) : finish(visit, next);
}

/** In a sign-in by recovery code a further one may be added: two factors were given. */
export function beginFor(
  visit: InteractionVisit,
  about: Pick<Standing, 'account' | 'state'> & { readonly attemptId: string; readonly secret: 'same' | 'new' },
): Promise<BeginOutcome> {
  const { account, state, attemptId, secret } = about;
  return beginEnrolment(visit, {
    userId: account.userId,
    attemptId,
    presented: state.presented,
    adds: state.factor === 'recovery' ? 'another' : 'first',
    secret,
  });
}
