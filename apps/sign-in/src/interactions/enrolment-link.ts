import { showPage } from './answer.ts';
import { givePass, showPassCookie } from './enrolment-pass.ts';
import { attemptsOf, pathOf } from './interaction.ts';
import { linkForm, showDeadLink } from './link-visit.ts';
import type { LinkVisit } from './link-visit.ts';

/** The mailed link or the administrator's ticket for a first enrolment (rule E3). */
export async function showEnrolmentLink(visit: LinkVisit): Promise<Response> {
  const account = await visit.services.accounts.byUserId(visit.link.userId);
  return account === null || account.frozenAt !== null
    ? showDeadLink(visit, 'unknown', visit.link.kind)
    : showPage(visit, { kind: 'use-link', what: 'enrol', form: await linkForm(visit), user: account.userName });
}

/**
 * Spends the link for this browser: a sign-in of this account that waits for it here goes on where it stands, and a new one here within the hour may
 * enrol as well, until one did. The link alone does nothing: the password is still needed.
 */
export async function allowEnrolment(visit: LinkVisit): Promise<Response> {
  const { services, token, cookies, now, request } = visit;
  const attempts = attemptsOf(visit);
  const { userId, kind } = visit.link;
  const presented = kind === 'enrol-ticket' ? 'ticket' : 'link';
  const held = await attempts.held({ userId, secrets: [...cookies.values()] });
  const waiting = held.find(({ state }) => state.stage === 'ticket');
  const outcome = await services.database.transaction(async (transaction) => {
    const { state } = await services.links.spend(transaction, token);
    if (state !== 'good') {
      return { state, pass: '', goesOn: false };
    }
    await services.audit.append(transaction, [
      { kind: 'enrolment-link-used', userId, at: now, context: request, detail: { presented } },
    ]);
    const pass = await givePass(visit, transaction, { userId, presented });
    const next = waiting && ({ ...waiting.state, stage: 'enrol', presented } as const);
    const goesOn =
      waiting !== undefined &&
      next !== undefined &&
      (await attempts.keep(transaction, { before: waiting, state: next })) === 'kept';
    return { state, pass, goesOn };
  });
  if (outcome.state !== 'good') {
    return showDeadLink(visit, outcome.state, kind);
  }
  showPassCookie(visit, { userId, secret: outcome.pass });
  const continueUrl = outcome.goesOn && waiting ? pathOf({ uid: waiting.belongsTo }) : services.config.platform.url;
  return showPage(visit, { kind: 'link-used', what: 'enrol', continueUrl });
}
