import type { Transaction } from 'kysely';
import type { Account } from '../accounts/account.ts';
import type { SignInSchema } from '../database/schema.ts';
import { classMeets, classOf, toldOf } from '../provider/acr.ts';
import { prepareInteractionResult } from '../provider/interaction-result.ts';
import { loginResult } from '../provider/login-result.ts';
import { giveCookie, goTo, showPage } from './answer.ts';
import { readFactorStanding } from './factor-standing.ts';
import { attemptSeconds, attemptsOf, giveAttemptCookie, neededClass, pathOf } from './interaction.ts';
import type { InteractionVisit, Standing } from './interaction.ts';
import type { SignInState } from './sign-in-state.ts';

/** Time enough for a browser to follow two redirects. */
const finishedSeconds = 300;

/**
 * The end of every way: the interaction gets its result, this browser a new cookie without which nobody redeems it, and the browser goes back to
 * the client. Judges once more what was reached, whatever route led here (rule E1).
 */
export async function finish(visit: InteractionVisit, standing: Standing): Promise<Response> {
  const { services, now, client } = visit;
  const { account, state } = standing;
  const { factor, stepUp } = state;
  const { userId } = account;
  if (!(await isEnough(visit, standing))) {
    return endUnmet(visit);
  }
  const { incoming, outgoing } = visit.context.env;
  const at = state.factorAt ?? state.passwordAt ?? now;
  const result = loginResult({ accountId: userId, factor, at, whole: !stepUp });
  const { returnTo, write } = await prepareInteractionResult(visit.provider, { incoming, outgoing, result });
  const secret = await services.database.transaction(async (transaction) => {
    const renewed = await renewOrBegin(visit, transaction, {
      ...standing,
      state: { ...state, stage: 'finished', sealedCodes: null },
    });
    if (renewed === null) {
      return null;
    }
    await write(transaction);
    // A step-up has its row already: that of its code.
    if (!stepUp) {
      await services.accounts.noteSignIn(transaction, { userId, at: now });
      const detail = { with: factor === 'none' ? 'password' : factor, client: client?.id ?? null };
      await services.audit.append(transaction, [
        { kind: 'signed-in', userId, at: now, context: visit.request, detail },
      ]);
    }
    return renewed;
  });
  if (secret === null) {
    return goTo(visit, pathOf(visit));
  }
  giveAttemptCookie(visit, { secret, seconds: finishedSeconds });
  services.metrics.count('sign_in', { result: factor === 'none' ? 'password' : factor });
  return goTo(visit, returnTo);
}

async function isEnough(visit: InteractionVisit, { account, state }: Standing): Promise<boolean> {
  const reached = classOf(toldOf(state.factor).acr);
  if (reached === 'mfa') {
    return true;
  }
  const needed = await neededClass(visit, account, await readFactorStanding(visit.services, account.userId));
  return needed !== 'unmeetable' && classMeets(reached, needed);
}

/**
 * A new cookie for the attempt there is, or for one that begins with this; null where another answer to the same page came first, or where the
 * password was changed while it was being looked at.
 */
async function renewOrBegin(
  visit: InteractionVisit,
  transaction: Transaction<SignInSchema>,
  { account, state, attempt }: Standing,
): Promise<string | null> {
  const seconds = state.stage === 'finished' ? finishedSeconds : attemptSeconds(visit.services.config.policy);
  if (attempt !== null) {
    return attemptsOf(visit).renew(transaction, { before: attempt, state, mostSeconds: seconds });
  }
  if (!state.stepUp && !(await visit.services.accounts.stillOpens(transaction, account))) {
    return null;
  }
  const { secret } = await attemptsOf(visit).begin(transaction, {
    belongsTo: visit.uid,
    userId: account.userId,
    state,
    seconds,
  });
  return secret;
}

/** To the next page, with a new cookie, since a second factor was given (rule S1). */
export async function moveOn(
  visit: InteractionVisit,
  standing: Standing,
  next: Pick<SignInState, 'stage' | 'sealedCodes'>,
): Promise<Response> {
  const secret = await visit.services.database.transaction((transaction) =>
    renewOrBegin(visit, transaction, { ...standing, state: { ...standing.state, ...next } }),
  );
  if (secret !== null) {
    giveAttemptCookie(visit, { secret, seconds: attemptSeconds(visit.services.config.policy) });
  }
  return goTo(visit, pathOf(visit));
}

/** To the next page with the same cookie; the state is the attempt's own. */
export async function keepOn(
  visit: InteractionVisit,
  standing: Standing,
  change: Partial<SignInState>,
): Promise<'kept' | 'lost'> {
  const { attempt } = standing;
  return attempt === null
    ? 'lost'
    : visit.services.database.transaction((transaction) =>
        attemptsOf(visit).keep(transaction, { before: attempt, state: { ...attempt.state, ...change } }),
      );
}

/** A set-up page has its whole time before it once more, with the same cookie; `ends-too-soon` where the interaction has not as much left. */
export async function prolong(visit: InteractionVisit, { attempt }: Standing): Promise<'prolonged' | 'ends-too-soon'> {
  const { services, now, details, cookies, cookieNames, uid } = visit;
  const { policy } = services.config;
  const expiresAt = Math.min(details.exp, Math.floor(now) + attemptSeconds(policy));
  const secret = cookies.get(cookieNames.attempt(uid));
  if (attempt === null || secret === undefined || expiresAt - now < policy.mfa.enrolmentSeconds) {
    return 'ends-too-soon';
  }
  const kept = await services.database.transaction((transaction) =>
    attemptsOf(visit).keep(transaction, { before: attempt, state: attempt.state, expiresAt }),
  );
  if (kept === 'kept') {
    giveAttemptCookie(visit, { secret, seconds: expiresAt - now });
  }
  return 'prolonged';
}

/** This browser's attempt is over; the interaction begins anew with the password. */
export async function endAttempt(visit: InteractionVisit): Promise<void> {
  const attempt = visit.standing?.attempt;
  if (attempt) {
    await visit.services.database.transaction((transaction) => attemptsOf(visit).end(transaction, attempt));
    giveCookie(visit, { name: visit.cookieNames.attempt(visit.uid), value: null });
  }
}

/** The client asked for what this sign-in cannot reach: it is told so, instead of asking in a circle (rules S4, P3). */
export function endUnmet(visit: InteractionVisit): Promise<Response> {
  return endWithError(visit, {
    error: 'unmet_authentication_requirements',
    error_description: 'the requested authentication class could not be reached',
  });
}

/** "Cancel, change nothing": the client gets `access_denied`. */
export function cancel(visit: InteractionVisit): Promise<Response> {
  return endWithError(visit, { error: 'access_denied', error_description: 'the user cancelled' });
}

async function endWithError(
  visit: InteractionVisit,
  result: { readonly error: string; readonly error_description: string },
): Promise<Response> {
  const { incoming, outgoing } = visit.context.env;
  await endAttempt(visit);
  return goTo(
    visit,
    await visit.provider.interactionResult(incoming, outgoing, result, { mergeWithLastSubmission: false }),
  );
}

/** Told only to who knew the password. */
export function showFrozen(visit: InteractionVisit, { userName, frozenReference }: Account): Response {
  return showPage(
    visit,
    { kind: 'frozen', user: userName, reference: frozenReference ?? '', done: null },
    { status: 403 },
  );
}
