import { showPage } from './answer.ts';
import { linkForm, showDeadLink } from './link-visit.ts';
import type { LinkVisit } from './link-visit.ts';

/** After the cap: an administrator's link switches codes on again, once (rule G1). */
export async function showEnableAgain(visit: LinkVisit): Promise<Response> {
  const account = await visit.services.accounts.byUserId(visit.link.userId);
  return account === null
    ? showDeadLink(visit, 'unknown', visit.link.kind)
    : showPage(visit, {
        kind: 'use-link',
        what: 'enable-again',
        form: await linkForm(visit),
        user: account.userName,
      });
}

export async function enableAgain(visit: LinkVisit): Promise<Response> {
  const { services, token, request } = visit;
  const spent = await services.database.transaction(async (transaction) => {
    const link = await services.links.spend(transaction, token);
    if (link.state === 'good') {
      await services.mfaIn(transaction).enableAgain({ userId: link.link.userId, context: request });
    }
    return link.state;
  });
  return spent === 'good'
    ? showPage(visit, { kind: 'link-used', what: 'enable-again', continueUrl: services.config.platform.url })
    : showDeadLink(visit, spent, visit.link.kind);
}
