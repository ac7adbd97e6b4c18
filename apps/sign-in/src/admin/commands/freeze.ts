import { endAttempts } from '../../interactions/attempt.ts';
import { reasonFrom } from '../acting-admin.ts';
import { adminAct } from '../audit-row.ts';
import { count } from '../columns.ts';
import type { Answer, CommandContext } from '../command.ts';
import { findAccount } from '../find-account.ts';
import { Refusal } from '../refusal.ts';

/** `freeze`: what "This was not me" does, but that nothing is taken away which an administrator can look at first. */
export async function freeze(context: CommandContext): Promise<Answer> {
  const admin = context.acting();
  const reason = reasonFrom(context.options);
  const services = await context.services();
  const { userId, userName, frozenAt } = await findAccount(services, context.operands[0]);
  if (frozenAt !== null) {
    throw new Refusal('frozen', `${userName} is frozen already.`);
  }
  const at = services.clock();
  const done = await services.database.transaction(async (transaction) => {
    const { reference } = await services.accounts.freeze(transaction, { userId, at });
    const sessions = await services.sessions.endAll(transaction, { userId });
    await endAttempts(transaction, userId);
    const devices = await services.mfaIn(transaction).forgetDevices({ userId, deviceId: 'all', context: admin });
    await services.links.revoke(transaction, {
      userId,
      kinds: ['password-reset', 'invitation', 'enrol', 'enrol-ticket', 'enable-again'],
    });
    await services.mails.enqueue(transaction, {
      kind: 'account-frozen',
      userId,
      at,
      context: admin,
      parameters: { reference, by: 'admin' },
    });
    await services.audit.append(transaction, [
      adminAct(admin, { kind: 'frozen', userId, at, detail: { reason, reference, sessions, devices } }),
    ]);
    return { reference, sessions, devices };
  });
  return {
    lines: [
      `Nobody can sign in as ${userName} any more, reference ${done.reference}. ${count(done.sessions, 'session')} ended, ${count(done.devices, 'remembered device')} forgotten. The user is told by mail.`,
    ],
    json: { userId, userName, ...done },
  };
}

/** `unfreeze`. */
export async function unfreeze(context: CommandContext): Promise<Answer> {
  const admin = context.acting();
  const reason = reasonFrom(context.options);
  const services = await context.services();
  const { userId, userName, frozenAt } = await findAccount(services, context.operands[0]);
  if (frozenAt === null) {
    throw new Refusal('not-frozen', `${userName} is not frozen.`);
  }
  const at = services.clock();
  await services.database.transaction(async (transaction) => {
    await services.accounts.unfreeze(transaction, userId);
    await services.mails.enqueue(transaction, {
      kind: 'account-unfrozen',
      userId,
      at,
      context: admin,
      parameters: {},
    });
    await services.audit.append(transaction, [adminAct(admin, { kind: 'unfrozen', userId, at, detail: { reason } })]);
  });
  return { lines: [`${userName} can sign in again. The user is told by mail.`], json: { userId, userName } };
}
