import type { MfaRecord } from '@halfminute/mfa';
import type { Account } from '../accounts/account.ts';
import { goTo, showPage } from './answer.ts';
import { takePass } from './enrolment-pass.ts';
import { keepOn } from './finish.ts';
import { formTo, pathOf } from './interaction.ts';
import type { InteractionVisit, Standing } from './interaction.ts';
import type { SignInState } from './sign-in-state.ts';

/**
 * What a first enrolment needs besides the password (rule E3): after a reset a mailed link, after too many wrong codes a ticket, both whatever the
 * setting is; with protected enrolment a link always. A ticket does for a link.
 */
function enrolmentNeeds(
  { services }: Pick<InteractionVisit, 'services'>,
  record: Pick<MfaRecord, 'enrolmentNeeds'>,
): 'nothing' | 'link' | 'ticket' {
  const { protectedEnrolment } = services.config.policy;
  return record.enrolmentNeeds === 'nothing' && protectedEnrolment ? 'link' : record.enrolmentNeeds;
}

/** The stage of a first enrolment: the set-up page, or the page that says what is missing. */
export async function enrolmentStage(
  visit: InteractionVisit,
  sign: { readonly account: Account; readonly record: MfaRecord; readonly state: SignInState },
): Promise<SignInState> {
  const needs = enrolmentNeeds(visit, sign.record);
  const presented = needs === 'nothing' ? 'nothing' : await takePass(visit, sign.account.userId, needs);
  return { ...sign.state, presented, stage: needs === 'nothing' || presented !== 'nothing' ? 'enrol' : 'ticket' };
}

/** Where the link is opened in this browser, its button moves this sign-in on; see `enrolment-link.ts`. */
export async function showTicketNeeded(visit: InteractionVisit, { account, state }: Standing): Promise<Response> {
  const needs = enrolmentNeeds(visit, await visit.services.mfa.read(account.userId));
  return showPage(visit, {
    kind: 'ticket-needed',
    needs: needs === 'ticket' ? 'ticket' : 'link',
    // After too many wrong codes a mail is no way back: an administrator has to hand the ticket over.
    sendLink: needs === 'ticket' ? null : await formTo(visit, 'send-link'),
    sent: state.linkSent,
  });
}

export async function sendEnrolmentLink(visit: InteractionVisit, standing: Standing): Promise<Response> {
  const { services, now, request } = visit;
  const { userId } = standing.account;
  if (enrolmentNeeds(visit, await services.mfa.read(userId)) === 'ticket') {
    return goTo(visit, pathOf(visit));
  }
  const allowed = await services.limits.take('mail', { address: visit.address, subject: userId });
  if (!allowed.allowed) {
    const { retryAfterSeconds } = allowed;
    return showPage(visit, { kind: 'too-many', retryAfterSeconds }, { status: 429, retryAfterSeconds });
  }
  if ((await keepOn(visit, standing, { linkSent: true })) === 'lost') {
    return goTo(visit, pathOf(visit));
  }
  await services.database.transaction(async (transaction) => {
    await services.links.revoke(transaction, { userId, kinds: ['enrol'] });
    const { token } = await services.links.create(transaction, { kind: 'enrol', userId });
    const about = { userId, at: now, context: request };
    await services.audit.append(transaction, [{ ...about, kind: 'enrolment-link-sent', detail: {} }]);
    await services.mails.enqueue(transaction, { ...about, kind: 'enrol-link', parameters: {}, token });
  });
  return goTo(visit, pathOf(visit));
}
