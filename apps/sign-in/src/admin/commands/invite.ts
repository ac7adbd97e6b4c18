import type { RequestContext } from '@halfminute/mfa';
import type { Transaction } from 'kysely';
import type { SignInSchema } from '../../database/schema.ts';
import type { Services } from '../../services.ts';
import { adminAct } from '../audit-row.ts';
import type { Answer, CommandContext } from '../command.ts';
import { findAccount } from '../find-account.ts';
import { Refusal } from '../refusal.ts';

/** `invite`: another link to the first password; those before are dead. */
export async function invite(context: CommandContext): Promise<Answer> {
  const admin = context.acting();
  const services = await context.services();
  const { userId, userName, mail, passwordHash } = await findAccount(services, context.operands[0]);
  if (passwordHash !== null) {
    // An invitation would let whoever reads the mail choose another password, for seven days.
    throw new Refusal(
      'has-password',
      `${userName} has a password. "Forgot the password?" on the sign-in page is the way to another.`,
    );
  }
  const printed = context.options.has('print');
  const token = await services.database.transaction((transaction) =>
    invitationIn(services, transaction, { userId, admin, mailed: !printed }),
  );
  const link = services.links.url(token);
  return {
    lines: printed ? ['The invitation works once, for seven days:', link] : [`An invitation goes to ${mail}.`],
    json: { userId, userName, ...(printed && { invitation: link }) },
  };
}

export async function invitationIn(
  services: Services,
  transaction: Transaction<SignInSchema>,
  { userId, admin, mailed }: { readonly userId: string; readonly admin: RequestContext; readonly mailed: boolean },
): Promise<string> {
  const at = services.clock();
  await services.links.revoke(transaction, { userId, kinds: ['invitation'] });
  const { token } = await services.links.create(transaction, { kind: 'invitation', userId });
  await services.audit.append(transaction, [adminAct(admin, { kind: 'invited', userId, at, detail: { mailed } })]);
  if (mailed) {
    await services.mails.enqueue(transaction, {
      kind: 'invitation',
      userId,
      at,
      context: admin,
      parameters: {},
      token,
    });
  }
  return token;
}
