import { canonicalName } from '../accounts/plain-text.ts';
import { goTo, showPage } from './answer.ts';
import { formToken, isFormToken } from './form-token.ts';
import type { Visit } from './visit.ts';

const path = '/forgotten';
const sentPath = '/forgotten/sent';

/** As long as such a link lives (rule S17). */
const minutes = 15;

export async function showForgotten(visit: Visit): Promise<Response> {
  return showPage(visit, {
    kind: 'forgotten-password',
    form: { action: path, csrf: await formToken(visit.services, path) },
    backUrl: visit.services.config.platform.url,
  });
}

/** Answers the same, after the same work as far as it can be seen from outside, whether anybody has that name (rules S8, S17). */
export async function askForLink(visit: Visit): Promise<Response> {
  const { services, fields, now, request } = visit;
  if (!(await isFormToken(services, { token: fields.get('csrf'), boundTo: path }))) {
    return showPage(visit, { kind: 'bad-request', reason: 'form', backUrl: path }, { status: 403 });
  }
  const userName = fields.get('user').trim();
  // One budget for every spelling of a name, or capitals alone would bring more mails.
  const subject = canonicalName(userName);
  const allowed = await services.limits.take('mail', { address: visit.address, subject });
  if (!allowed.allowed) {
    const { retryAfterSeconds } = allowed;
    return showPage(visit, { kind: 'too-many', retryAfterSeconds }, { status: 429, retryAfterSeconds });
  }
  const account = await services.accounts.byUserName(userName);
  await services.database.transaction(async (transaction) => {
    const userId = account?.userId ?? null;
    await services.audit.append(transaction, [
      { kind: 'password-reset-asked', userId, at: now, context: request, detail: {} },
    ]);
    if (account === null || account.frozenAt !== null) {
      return;
    }
    await services.links.revoke(transaction, { userId: account.userId, kinds: ['password-reset'] });
    const { token } = await services.links.create(transaction, { kind: 'password-reset', userId: account.userId });
    await services.mails.enqueue(transaction, {
      kind: 'password-reset',
      userId: account.userId,
      at: now,
      context: request,
      parameters: {},
      token,
    });
  });
  return goTo(visit, sentPath);
}

export function showForgottenSent(visit: Visit): Response {
  return showPage(visit, { kind: 'forgotten-sent', minutes, backUrl: visit.services.config.platform.url });
}
