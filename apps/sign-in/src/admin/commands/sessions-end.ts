import { endAttempts } from '../../interactions/attempt.ts';
import { reasonFrom } from '../acting-admin.ts';
import { adminAct } from '../audit-row.ts';
import { count } from '../columns.ts';
import type { Answer, CommandContext } from '../command.ts';
import { findAccount } from '../find-account.ts';

/** `sessions end`: signed out everywhere, refresh tokens and remembered devices included. */
export async function sessionsEnd(context: CommandContext): Promise<Answer> {
  const admin = context.acting();
  const reason = reasonFrom(context.options);
  const services = await context.services();
  const { userId, userName } = await findAccount(services, context.operands[0]);
  const at = services.clock();
  const done = await services.database.transaction(async (transaction) => {
    const sessions = await services.sessions.endAll(transaction, { userId });
    await endAttempts(transaction, userId);
    const devices = await services.mfaIn(transaction).forgetDevices({ userId, deviceId: 'all', context: admin });
    await services.audit.append(transaction, [
      adminAct(admin, { kind: 'sessions-ended', userId, at, detail: { sessions, devices, reason } }),
    ]);
    return { sessions, devices };
  });
  return {
    lines: [
      `${userName}: ${count(done.sessions, 'session')} ended, ${count(done.devices, 'remembered device')} forgotten.`,
    ],
    json: { userId, userName, ...done },
  };
}
