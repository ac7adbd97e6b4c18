import { canonicalName } from '../accounts/plain-text.ts';
import { goTo, showPage } from '../interactions/answer.ts';
import type { Attempt } from '../interactions/attempt.ts';
import { judgeNewPassword, leastLength, setNewPassword } from '../interactions/new-password.ts';
import type { PasswordError } from '../pages/page.ts';
import { endPermit, findPermit } from './permit.ts';
import type { Permit } from './permit.ts';
import { backToStart, ownForm, startPath } from './signed-in.ts';
import type { OwnVisit } from './signed-in.ts';

const path = `${startPath}/password`;

export function showChangePassword(visit: OwnVisit): Promise<Response> {
  return withPermit(visit, () => showForm(visit, null));
}

/** A second factor (where there is one) a moment ago, and the old password; every other session and all remembered devices end (rule D4). */
export function changePassword(visit: OwnVisit): Promise<Response> {
  return withPermit(visit, async (permit) => {
    const { services, account, fields, session } = visit;
    const budget = { address: visit.address, subject: canonicalName(account.userName) };
    const allowed = await services.limits.take('password', budget);
    if (!allowed.allowed) {
      const { retryAfterSeconds } = allowed;
      return showPage(visit, { kind: 'too-many', retryAfterSeconds }, { status: 429, retryAfterSeconds });
    }
    const { right } = await services.passwords.verify(fields.get('old'), account.passwordHash);
    if (!right) {
      return showForm(visit, { reason: 'old-one-wrong' });
    }
    services.limits.giveBack('password', budget);
    const error = await judgeNewPassword(visit, account);
    if (error !== null) {
      return showForm(visit, error);
    }
    const hash = await services.passwords.hash(fields.get('password'));
    const changed = await services.database.transaction(async (transaction) => {
      if (permit !== null && !(await endPermit(visit, transaction, permit))) {
        return false;
      }
      await setNewPassword(visit, transaction, { account, hash, kind: 'password-changed', exceptUid: session.uid });
      return true;
    });
    return changed ? backToStart(visit, 'password-changed') : goTo(visit, `${startPath}/confirm/change-password`);
  });
}

async function showForm(visit: OwnVisit, error: PasswordError | null): Promise<Response> {
  const { account } = visit;
  return showPage(
    visit,
    {
      kind: 'change-password',
      form: await ownForm(visit, path),
      user: account.userName,
      least: await leastLength(visit, account),
      error,
      backUrl: startPath,
    },
    { status: error === null ? 200 : error.reason === 'old-one-wrong' ? 403 : 400 },
  );
}

/** Null for an account without a second factor, whose old password alone guards the new one. */
async function withPermit(
  visit: OwnVisit,
  answer: (permit: Attempt<Permit> | null) => Promise<Response>,
): Promise<Response> {
  if (visit.record.authenticators.length === 0) {
    return answer(null);
  }
  const permit = await findPermit(visit);
  const { state } = permit ?? {};
  return state?.for === 'change-password' && !state.replacement && state.until > visit.now
    ? answer(permit)
    : goTo(visit, `${startPath}/confirm/change-password`);
}
