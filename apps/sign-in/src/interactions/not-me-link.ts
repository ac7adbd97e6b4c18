import { showPage } from './answer.ts';
import { freezeAccount } from './freeze.ts';
import { linkForm, showDeadLink } from './link-visit.ts';
import type { LinkVisit } from './link-visit.ts';

/** Sheet E7: asked first. Works without a password and without a session, since somebody else may have changed both. */
export async function showFreezeByLink(visit: LinkVisit): Promise<Response> {
  const account = await visit.services.accounts.byUserId(visit.link.userId);
  return account === null
    ? showDeadLink(visit, 'unknown', visit.link.kind)
    : showPage(visit, { kind: 'freeze', form: await linkForm(visit), user: account.userName, backUrl: null });
}

export async function freezeByLink(visit: LinkVisit): Promise<Response> {
  const { services, link, token } = visit;
  const account = await services.accounts.byUserId(link.userId);
  const { at } = link.parameters;
  const page =
    account &&
    (await freezeAccount(visit, {
      account,
      // The mail that told of it was written in the event's own transaction, with its time.
      since: typeof at === 'number' ? at : link.createdAt,
      by: 'mail',
      spend: async (transaction) => (await services.links.spend(transaction, token)).state === 'good',
    }));
  return page ?? showDeadLink(visit, 'spent', link.kind);
}
