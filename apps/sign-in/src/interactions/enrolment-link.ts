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
 * Spends the link for this browser: a sign-in of this account that waits for it here goes on where it stands, and otherwise the next one here may
 * enrol. The link alone does nothing: the password is still needed.
 */
export async function allowEnrolment(visit: LinkVisit): Promise<Response> {
  const { services, token, cookies } = visit;
  const attempts = attemptsOf(visit);
  const { userId, kind } = visit.link;
  const presented = kind === 'enrol-ticket' ? 'ticket' : 'link';
  const held = await attempts.held({ userId, secrets: [...cookies.values()] });
  const waiting = held.find(({ state }) => state.stage === 'ticket');
  const outcome = await services.database.transaction(async (transaction) => {
    const spent = await services.links.spend(transaction, token);
    if (spent.state !== 'good') {
      return { state: spent.state, pass: null };
    }
    await services.audit.append(transaction, [
      { kind: 'enrolment-link-used', userId, at: visit.now, context: visit.request, detail: { presented } },
    ]);
    if (waiting !== undefined) {
      const state = { ...waiting.state, stage: 'enrol', presented } as const;
      if ((await attempts.keep(transaction, { before: waiting, state })) === 'kept') {
        return { state: spent.state, pass: null };
      }
    }
    return { state: spent.state, pass: await givePass(visit, transaction, { userId, presented }) };
  });
  if (outcome.state !== 'good') {
    return showDeadLink(visit, outcome.state, kind);
  }
  if (outcome.pass !== null) {
    showPassCookie(visit, { userId, secret: outcome.pass });
  }
  return showPage(visit, {
    kind: 'link-used',
    what: 'enrol',
    continueUrl: outcome.pass === null && waiting ? pathOf({ uid: waiting.belongsTo }) : services.config.platform.url,
  });
}
