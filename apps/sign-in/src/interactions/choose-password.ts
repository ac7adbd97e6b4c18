import type { PasswordError } from '../pages/page.ts';
import { showPage } from './answer.ts';
import { linkForm, showDeadLink } from './link-visit.ts';
import type { LinkVisit } from './link-visit.ts';
import { judgeNewPassword, leastLength, setNewPassword } from './new-password.ts';

/** The first password (an invitation) or a forgotten one (rule S17). */
export async function showChoosePassword(visit: LinkVisit, error: PasswordError | null = null): Promise<Response> {
  const { services, link } = visit;
  const account = await services.accounts.byUserId(link.userId);
  if (account === null || account.frozenAt !== null) {
    return showDeadLink(visit, 'unknown', link.kind);
  }
  return showPage(
    visit,
    {
      kind: 'choose-password',
      why: link.kind === 'invitation' ? 'invitation' : 'reset',
      form: await linkForm(visit),
      user: account.userName,
      least: await leastLength(visit, account),
      error,
    },
    { status: error === null ? 200 : 400 },
  );
}

export async function choosePassword(visit: LinkVisit): Promise<Response> {
  const { services, link, token, fields } = visit;
  const account = await services.accounts.byUserId(link.userId);
  if (account === null || account.frozenAt !== null) {
    return showDeadLink(visit, 'unknown', link.kind);
  }
  const error = await judgeNewPassword(visit, account);
  if (error !== null) {
    return showChoosePassword(visit, error);
  }
  const hash = await services.passwords.hash(fields.get('password'));
  const spent = await services.database.transaction(async (transaction) => {
    const { state } = await services.links.spend(transaction, token);
    if (state === 'good') {
      const kind = link.kind === 'invitation' ? 'password-set' : 'password-reset';
      await setNewPassword(visit, transaction, { account, hash, kind });
    }
    return state;
  });
  return spent === 'good'
    ? showPage(visit, { kind: 'password-set', continueUrl: services.config.platform.url })
    : showDeadLink(visit, spent, link.kind);
}
