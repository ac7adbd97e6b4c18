import type { Account } from '../accounts/account.ts';
import { canonicalName } from '../accounts/plain-text.ts';
import { goTo, showPage } from './answer.ts';
import { enrolmentStage } from './enrolment-gate.ts';
import { readFactorStanding } from './factor-standing.ts';
import { endAttempt, endUnmet, finish, showFrozen } from './finish.ts';
import { beginFor } from './first-enrolment.ts';
import { attemptSeconds, attemptsOf, formTo, giveAttemptCookie, neededClass, pathOf } from './interaction.ts';
import type { InteractionVisit } from './interaction.ts';
import { recogniseDevice } from './remembered-device.ts';
import { freshState } from './sign-in-state.ts';
import type { SignInState } from './sign-in-state.ts';

/** Sheets D2 and D8. */
export async function showSignIn(
  visit: InteractionVisit,
  {
    userName,
    error,
  }: { readonly userName?: string; readonly error?: 'mismatch' | 'time-ran-out' | 'signed-out-for-safety' } = {},
): Promise<Response> {
  const { details, standing } = visit;
  const hint = details.params['login_hint'];
  return showPage(
    visit,
    {
      kind: 'sign-in',
      form: await formTo(visit, 'password'),
      userName: userName ?? standing?.account.userName ?? (typeof hint === 'string' ? hint.slice(0, 200) : ''),
      // A sign-in that stands at its beginning again got so far that only time can have thrown it back.
      error: error ?? (standing === null ? null : 'time-ran-out'),
      forgottenUrl: '/forgotten',
    },
    { status: error === 'mismatch' ? 403 : 200 },
  );
}

/**
 * The password. Whether the user exists, is frozen or needs a code shows only after it was right: until then every answer is the same, in text and
 * in time (rule S8).
 */
export async function enterPassword(visit: InteractionVisit): Promise<Response> {
  const { services, fields } = visit;
  const userName = fields.get('user').trim();
  // One budget for every spelling of a name, or capitals alone would bring new guesses.
  const budget = { address: visit.address, subject: canonicalName(userName) };
  const allowed = await services.limits.take('password', budget);
  if (!allowed.allowed) {
    const { retryAfterSeconds } = allowed;
    services.metrics.count('sign_in', { result: 'too-many' });
    return showPage(visit, { kind: 'too-many', retryAfterSeconds }, { status: 429, retryAfterSeconds });
  }
  const account = await services.accounts.byUserName(userName);
  const password = fields.get('password');
  const { right, outdated } = await services.passwords
    .verify(password, account?.passwordHash ?? null)
    .catch((error: unknown) => {
      // Nothing was verified: the queue was full, and the same user comes back in some seconds.
      services.limits.giveBack('password', budget);
      throw error;
    });
  if (account === null || !right) {
    await noteWrong(visit, account);
    return showSignIn(visit, { userName, error: 'mismatch' });
  }
  services.limits.giveBack('password', budget);
  if (account.frozenAt !== null) {
    return showFrozen(visit, account);
  }
  return afterPassword(
    visit,
    outdated || account.passwordLength === null ? await rehash(visit, account, password) : account,
  );
}

async function noteWrong({ services, now, request }: InteractionVisit, account: Account | null): Promise<void> {
  services.metrics.count('sign_in', { result: 'mismatch' });
  await services.database.transaction((transaction) =>
    services.audit.append(transaction, [
      {
        kind: 'password-wrong',
        // Null for an unknown name: what was typed may be a password in the wrong field, and has no business in the log.
        userId: account?.userId ?? null,
        at: now,
        context: request,
        detail: {},
      },
    ]),
  );
}

async function rehash({ services }: InteractionVisit, account: Account, password: string): Promise<Account> {
  const { userId, passwordHash } = account;
  if (passwordHash === null) {
    return account;
  }
  const after = await services.passwords.hash(password);
  const length = services.passwords.length(password);
  await services.accounts.rehash({ userId, before: passwordHash, after, length });
  return { ...account, passwordHash: after, passwordLength: length };
}

async function afterPassword(visit: InteractionVisit, account: Account): Promise<Response> {
  const { services, now } = visit;
  const factors = await readFactorStanding(services, account.userId);
  const needed = await neededClass(visit, account, factors);
  if (needed === 'unmeetable') {
    return endUnmet(visit);
  }
  await endAttempt(visit);
  const state: SignInState = { ...freshState, passwordAt: now };
  if (needed === 'pwd') {
    return finish(visit, { account, state, attempt: null });
  }
  if (!factors.enrolled) {
    const record = await services.mfa.read(account.userId);
    return begin(visit, account, await enrolmentStage(visit, { account, record, state }));
  }
  if (needed === 'remembered' && (await recogniseDevice(visit, account.userId))) {
    return finish(visit, { account, state: { ...state, factor: 'remembered' }, attempt: null });
  }
  return begin(visit, account, { ...state, stage: 'code' });
}

/** A new attempt with a new cookie, whatever this browser had begun before (rule S1). */
async function begin(visit: InteractionVisit, account: Account, state: SignInState): Promise<Response> {
  const { services } = visit;
  const { userId } = account;
  const begun = await services.database.transaction(async (transaction) =>
    // Hashing takes a while, in which the password may have been changed: then nothing that the old one opens begins any more.
    (await services.accounts.stillOpens(transaction, account))
      ? attemptsOf(visit).begin(transaction, {
          belongsTo: visit.uid,
          userId,
          state,
          seconds: attemptSeconds(services.config.policy),
        })
      : null,
  );
  if (begun === null) {
    return goTo(visit, pathOf(visit));
  }
  const { id, secret } = begun;
  giveAttemptCookie(visit, { secret, seconds: attemptSeconds(services.config.policy) });
  if (state.stage === 'enrol') {
    // Here and not where the page is drawn: a GET changes nothing (rule S6).
    await beginFor(visit, { account, state, attemptId: id, secret: 'same' });
  }
  return goTo(visit, pathOf(visit));
}
