import type { LinkKind } from '../../links/links.ts';
import { reasonFrom } from '../acting-admin.ts';
import { adminAct } from '../audit-row.ts';
import type { Answer, CommandContext } from '../command.ts';
import { findAccount } from '../find-account.ts';
import { Refusal } from '../refusal.ts';

/** `unlock`: the only way back after too many wrong codes, together with a right one. */
export async function unlock(context: CommandContext): Promise<Answer> {
  const services = await context.services();
  const { userId, userName } = await findAccount(services, context.operands[0]);
  const { disabledAt } = await services.mfa.read(userId);
  if (disabledAt === null) {
    throw new Refusal('not-switched-off', `The one-time codes of ${userName} are not switched off.`);
  }
  return ticket(context, { kind: 'enable-again', words: 'It switches one-time codes on again' });
}

/** `enrol-ticket`. */
export async function enrolTicket(context: CommandContext): Promise<Answer> {
  const services = await context.services();
  const { userId, userName } = await findAccount(services, context.operands[0]);
  const { authenticators } = await services.mfa.read(userId);
  if (authenticators.length > 0) {
    throw new Refusal(
      'enrolled',
      `${userName} has an authenticator. Another one is added on "My security"; one that is lost is taken away by "reset".`,
    );
  }
  return ticket(context, { kind: 'enrol-ticket', words: 'It lets its user set up an authenticator' });
}

async function ticket(
  context: CommandContext,
  { kind, words }: { readonly kind: Extract<LinkKind, 'enable-again' | 'enrol-ticket'>; readonly words: string },
): Promise<Answer> {
  const admin = context.acting();
  const reason = reasonFrom(context.options);
  const services = await context.services();
  const { userId, userName } = await findAccount(services, context.operands[0]);
  const at = services.clock();
  const { token, link } = await services.database.transaction(async (transaction) => {
    // One that was handed to the wrong person is dead from now on.
    await services.links.revoke(transaction, { userId, kinds: [kind] });
    await services.audit.append(transaction, [
      adminAct(admin, { kind: 'ticket-issued', userId, at, detail: { ticket: kind, reason } }),
    ]);
    return services.links.create(transaction, { kind, userId });
  });
  const url = services.links.url(token);
  return {
    lines: [`A ticket for ${userName}. ${words}, once, for 24 hours. Hand it over yourself:`, url],
    json: { userId, userName, ticket: url, expiresAt: link.expiresAt },
  };
}
