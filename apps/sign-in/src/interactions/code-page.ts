import type { CodeError, Page, RecoveryError } from '../pages/page.ts';
import { showPage } from './answer.ts';
import { readFactorStanding } from './factor-standing.ts';
import type { FactorStanding } from './factor-standing.ts';
import { endAttempt, finish } from './finish.ts';
import { deviceCounts, formTo, pathOf } from './interaction.ts';
import type { InteractionVisit, Standing } from './interaction.ts';
import { showSignIn } from './password.ts';
import { beginRecoveryCodes } from './recovery-codes.ts';
import { rememberDevice } from './remembered-device.ts';
import { beginReplacement } from './replacement.ts';
import { codeErrorOf, recoveryErrorOf, showClosed, statusOf, verifyTyped } from './second-factor.ts';
import type { Factor, Refused } from './second-factor.ts';

/** Sheets D6, D7, D9 and E6. */
export async function showCodePage(
  visit: InteractionVisit,
  standing: Standing,
  after: { readonly error: CodeError | null; readonly ticked: boolean; readonly refused: Refused } | null = null,
): Promise<Response> {
  const { services, client } = visit;
  const { account, state } = standing;
  const factors = await readFactorStanding(services, account.userId);
  const closed = await closedPage(visit, standing, { factors, refused: after !== null });
  if (closed) {
    return closed;
  }
  const form = await formTo(visit, 'code');
  const error = after?.error ?? null;
  const recoveryUrl = factors.recoveryCodesLeft > 0 ? pathOf(visit, 'recovery') : null;
  const page: Page = state.stepUp
    ? {
        kind: 'step-up',
        form,
        clientName: client?.name ?? services.config.platform.name,
        user: account.userName,
        error,
        recoveryUrl,
        cancel: await formTo(visit, 'cancel'),
      }
    : {
        kind: 'one-time-code',
        form,
        user: account.userName,
        rememberDays: deviceCounts(visit, account) ? services.config.policy.mfa.rememberDays : null,
        rememberTicked: after?.ticked ?? false,
        error,
        recoveryUrl,
        clockUrl: pathOf(visit, 'clock'),
      };
  return showPage(visit, page, after === null ? {} : { status: statusOf(after.refused) });
}

/** The page for a recovery code, whose field takes letters (case C14). */
export async function showRecoveryPage(
  visit: InteractionVisit,
  standing: Standing,
  after: { readonly error: RecoveryError | null; readonly refused: Refused } | null = null,
): Promise<Response> {
  const { account } = standing;
  const factors = await readFactorStanding(visit.services, account.userId);
  const closed = await closedPage(visit, standing, { factors, refused: after !== null });
  if (closed) {
    return closed;
  }
  return showPage(
    visit,
    {
      kind: 'recovery-code',
      form: await formTo(visit, 'recovery'),
      user: account.userName,
      error: after?.error ?? null,
      backUrl: pathOf(visit),
      left: factors.recoveryCodesLeft,
    },
    after === null ? {} : { status: statusOf(after.refused) },
  );
}

export async function enterSecondFactor(
  visit: InteractionVisit,
  standing: Standing,
  factor: Factor,
): Promise<Response> {
  const { now, fields } = visit;
  const { account } = standing;
  const { userId } = account;
  const outcome = await verifyTyped(visit, {
    userId,
    factor,
    typed: fields.get(factor),
    purpose: standing.state.stepUp ? 'step-up' : 'sign-in',
  });
  const ticked = fields.get('remember') !== '';
  if (outcome.result === 'too-many') {
    const { retryAfterSeconds } = outcome;
    return showPage(visit, { kind: 'too-many', retryAfterSeconds }, { status: 429, retryAfterSeconds });
  }
  if (outcome.result === 'not-enrolled' && factor === 'code') {
    // The last authenticator was removed in another window: no code would ever be right here, and the password leads to what is asked for now.
    await endAttempt(visit);
    return showSignIn(visit, { error: 'signed-out-for-safety' });
  }
  if (outcome.result !== 'accepted') {
    return factor === 'code'
      ? showCodePage(visit, standing, { error: codeErrorOf(outcome), ticked, refused: outcome })
      : showRecoveryPage(visit, standing, { error: recoveryErrorOf(outcome), refused: outcome });
  }
  const next = { ...standing, state: { ...standing.state, factor, factorAt: now } };
  if (factor === 'recovery') {
    return beginReplacement(visit, next, outcome.replacementCode);
  }
  if (next.state.stepUp) {
    return finish(visit, next);
  }
  if (ticked && deviceCounts(visit, account)) {
    await rememberDevice(visit, userId);
  }
  // A set that nobody proved to have kept is worth nothing: there is a new one at each whole sign-in until somebody does (rule R6).
  return outcome.recoveryCodesKept ? finish(visit, next) : beginRecoveryCodes(visit, next);
}

export function showClock(visit: InteractionVisit): Response {
  return showPage(visit, { kind: 'clock-help', backUrl: pathOf(visit), serverTime: visit.now });
}

async function closedPage(
  visit: InteractionVisit,
  { state }: Standing,
  { factors, refused }: { readonly factors: FactorStanding; readonly refused: boolean },
): Promise<Response | null> {
  return showClosed(visit, {
    record: factors,
    refused,
    clockUrl: pathOf(visit, 'clock'),
    goOnUrl: pathOf(visit),
    somebodyElse: state.stepUp ? null : await formTo(visit, 'somebody-else'),
  });
}
