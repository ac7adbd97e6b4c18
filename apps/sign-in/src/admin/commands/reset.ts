import type { RequestContext } from '@halfminute/mfa';
import type { Account } from '../../accounts/account.ts';
import { endAttempts } from '../../interactions/attempt.ts';
import type { Services } from '../../services.ts';
import { adminName, reasonFrom } from '../acting-admin.ts';
import { adminAct } from '../audit-row.ts';
import { count } from '../columns.ts';
import type { Answer, CommandContext } from '../command.ts';
import { findAccount } from '../find-account.ts';
import { firstLine } from '../read-options.ts';
import { Refusal } from '../refusal.ts';
import { askFor, askedFor, forget, REQUEST_HOURS } from '../reset-request.ts';
import type { ResetRequest } from '../reset-request.ts';

/** `reset`: for a user who has lost the authenticator. Where the policy wants two administrators, the first only asks. */
export async function reset(context: CommandContext): Promise<Answer> {
  const { options, operands } = context;
  const admin = context.acting();
  const services = await context.services();
  const account = await findAccount(services, operands[0]);
  if (options.has('confirm')) {
    const request = await confirmed(context, { services, account, admin });
    return carryOut(services, { account, admin, reason: `${request.reason} (asked for by ${request.admin})` });
  }
  const reason = reasonFrom(options);
  if (!services.config.policy.twoAdminsForReset) {
    return carryOut(services, { account, admin, reason });
  }
  await knownAdministrator(services, admin);
  await askFor(services, { account, admin, reason });
  return {
    lines: [
      `Nothing is reset yet. A second administrator confirms within ${REQUEST_HOURS} hours, with a one-time code of their own:`,
      `npm run -s sign-in -- reset ${account.userName} --confirm --code-stdin --admin NAME`,
    ],
    json: { userId: account.userId, userName: account.userName, state: 'waits-for-second-administrator' },
  };
}

interface Confirmation {
  readonly services: Services;
  readonly account: Account;
  readonly admin: RequestContext;
}

/**
 * The second administrator is another person than the first, and proves it: a name alone is what anybody at this terminal may
 * type.
 */
async function confirmed(
  { options, io }: CommandContext,
  { services, account, admin }: Confirmation,
): Promise<ResetRequest> {
  const request = await askedFor(services, account.userId);
  if (request === null) {
    throw new Refusal(
      'nothing-to-confirm',
      `Nobody has asked to reset ${account.userName} within ${REQUEST_HOURS} hours.`,
    );
  }
  const second = await knownAdministrator(services, admin);
  const first = await services.accounts.byUserName(request.admin);
  if (first === null || first.userId === second.userId || second.userId === account.userId) {
    throw new Refusal(
      'second-administrator',
      'Another administrator has to confirm than the one who asked, and not for themselves.',
    );
  }
  if (!options.has('code-stdin')) {
    throw new Refusal('no-code', 'Prove who you are: your own one-time code, by --code-stdin.');
  }
  const outcome = await services.mfa.verify({
    userId: second.userId,
    typed: firstLine(await io.readInput(), 'one-time code'),
    factor: 'code',
    purpose: 'api',
    context: { actor: { kind: 'user' }, source: admin.source },
  });
  if (outcome.result !== 'accepted') {
    throw new Refusal('code', `Your one-time code was not accepted (${outcome.result}). Nothing was reset.`);
  }
  return request;
}

async function knownAdministrator({ accounts }: Services, admin: RequestContext): Promise<Account> {
  const account = await accounts.byUserName(adminName(admin));
  if (account === null || !account.admin || account.frozenAt !== null) {
    throw new Refusal(
      'not-an-administrator',
      'The policy wants two administrators for a reset. Name an account that is one: --admin NAME',
    );
  }
  return account;
}

async function carryOut(
  services: Services,
  { account, admin, reason }: { readonly account: Account; readonly admin: RequestContext; readonly reason: string },
): Promise<Answer> {
  const { userId, userName } = account;
  const at = services.clock();
  const before = await services.mfa.read(userId);
  const { sessions, ticket } = await services.database.transaction(async (transaction) => {
    const mfa = services.mfaIn(transaction);
    await mfa.reset({ userId, context: admin, reason });
    const ended = await services.sessions.endAll(transaction, { userId });
    await endAttempts(transaction, userId);
    await services.links.revoke(transaction, { userId, kinds: ['enrol', 'enrol-ticket', 'enable-again'] });
    const { enrolmentNeeds } = await mfa.read(userId);
    const kind = enrolmentNeeds === 'ticket' ? 'enrol-ticket' : 'enrol';
    const { token } = await services.links.create(transaction, { kind, userId });
    if (kind === 'enrol') {
      await services.mails.enqueue(transaction, {
        kind: 'enrol-link',
        userId,
        at,
        context: admin,
        parameters: {},
        token,
      });
    }
    await services.audit.append(transaction, [
      adminAct(admin, { kind: 'sessions-ended', userId, at, detail: { sessions: ended, reason: 'reset' } }),
      ...(kind === 'enrol-ticket'
        ? [adminAct(admin, { kind: 'ticket-issued', userId, at, detail: { ticket: kind } })]
        : []),
    ]);
    await forget(transaction, userId);
    return { sessions: ended, ticket: kind === 'enrol-ticket' ? token : null };
  });
  const link = ticket === null ? null : services.links.url(ticket);
  const removed = { authenticators: before.authenticators.length, devices: before.devices.length, sessions };
  return {
    lines: [
      `Reset ${userName}: ${count(removed.authenticators, 'authenticator')} and ${count(removed.devices, 'remembered device')} removed, ${count(sessions, 'session')} ended. ${account.name} is told by mail.`,
      ...(link === null
        ? [`A link to set up again goes to ${account.mail}; it works once, for 24 hours.`]
        : [
            'Codes had been switched off after too many wrong ones, so no link is mailed. Hand over this ticket yourself; it works once, for 24 hours:',
            link,
          ]),
    ],
    json: { userId, userName, state: 'reset', ...removed, ...(link !== null && { ticket: link }) },
  };
}
