import { adminAct } from '../audit-row.ts';
import { reasonFrom } from '../acting-admin.ts';
import type { Answer, CommandContext } from '../command.ts';
import { findAccount } from '../find-account.ts';
import { Refusal } from '../refusal.ts';

/** `users mail`: other addresses. Every address that is left is told, since it may be the only one that its user still reads. */
export async function usersMail(context: CommandContext): Promise<Answer> {
  const { options, operands } = context;
  const admin = context.acting();
  const reason = reasonFrom(options);
  if (!options.has('mail') && !options.has('other-mail') && !options.has('no-other-mail')) {
    throw new Refusal(
      'nothing-to-change',
      'Name the new addresses: --mail ADDRESS, --other-mail ADDRESS or --no-other-mail',
    );
  }
  const services = await context.services();
  const account = await findAccount(services, operands[0]);
  const { userId, userName } = account;
  const mail = options.value('mail') ?? account.mail;
  const further = options.has('other-mail') ? options.values('other-mail') : account.otherMails;
  const otherMails = options.has('no-other-mail') ? [] : further;
  const left = [account.mail, ...account.otherMails].filter((address) => ![mail, ...otherMails].includes(address));
  const at = services.clock();
  await services.database.transaction(async (transaction) => {
    await services.accounts.setMail(transaction, { userId, mail, otherMails });
    await services.mails.enqueue(transaction, {
      kind: 'address-changed',
      userId,
      at,
      context: admin,
      parameters: {},
      alsoTo: left,
    });
    await services.audit.append(transaction, [
      adminAct(admin, {
        kind: 'address-changed',
        userId,
        at,
        detail: {
          before: [account.mail, ...account.otherMails].join(' '),
          after: [mail, ...otherMails].join(' '),
          reason,
        },
      }),
    ]);
  });
  return {
    lines: [
      `${userName} gets notices at ${[mail, ...otherMails].join(', ')}. The change is told there${left.length === 0 ? '' : `, and to ${left.join(', ')}`}.`,
    ],
    json: { userId, userName, mail, otherMails, alsoTold: left },
  };
}
