import type { Account } from '../../accounts/account.ts';
import type { PasswordRefusal } from '../../accounts/passwords.ts';
import { canonicalName } from '../../accounts/plain-text.ts';
import type { Services } from '../../services.ts';
import { adminAct } from '../audit-row.ts';
import type { Answer, CommandContext } from '../command.ts';
import { languageFrom } from '../language-option.ts';
import { firstLine } from '../read-options.ts';
import { Refusal } from '../refusal.ts';
import { invitationIn } from './invite.ts';

/** `users create`: the account, and what leads to its first password. */
export async function usersCreate(context: CommandContext): Promise<Answer> {
  const { operands, options, io } = context;
  const [userName = ''] = operands;
  const admin = context.acting();
  const account = {
    userName,
    name: options.value('name') ?? userName,
    mail: options.value('mail') ?? '',
    otherMails: options.values('other-mail'),
    groups: options.values('group'),
    admin: options.has('as-admin'),
    language: languageFrom(options.value('language')),
  };
  if (account.mail === '') {
    throw new Refusal('no-mail', 'An account needs an address, for notices of every change: --mail ADDRESS');
  }
  const services = await context.services();
  const password = options.has('password-stdin')
    ? await hashFirst(services, { password: firstLine(await io.readInput(), 'password'), userName })
    : null;
  const now = services.clock();
  const { created, token } = await services.database.transaction(async (transaction) => {
    const made = await services.accounts.create(transaction, {
      ...account,
      passwordHash: password?.hash ?? null,
      passwordLength: password?.length ?? null,
    });
    const detail = { userName: made.userName, admin: made.admin, invited: password === null };
    await services.audit.append(transaction, [
      adminAct(admin, { kind: 'account-created', userId: made.userId, at: now, detail }),
    ]);
    const invitation =
      password === null && !options.has('no-mail')
        ? await invitationIn(services, transaction, { userId: made.userId, admin, mailed: !options.has('print') })
        : null;
    return { created: made, token: invitation };
  });
  const link = token === null ? null : services.links.url(token);
  return {
    lines: linesOf(created, { link, printed: options.has('print') }),
    json: {
      userId: created.userId,
      userName: created.userName,
      ...(link !== null && options.has('print') && { invitation: link }),
    },
  };
}

function linesOf(
  { userName, mail }: Account,
  { link, printed }: { readonly link: string | null; readonly printed: boolean },
): readonly string[] {
  if (link === null) {
    return [`Made the account ${userName}.`];
  }
  return printed
    ? [`Made the account ${userName}. Its invitation works once, for seven days:`, link]
    : [`Made the account ${userName}. An invitation goes to ${mail}.`];
}

/** By the same rules as on the page, for a password that will sometimes open the account alone. */
async function hashFirst(
  { passwords, config }: Services,
  { password, userName }: { readonly password: string; readonly userName: string },
): Promise<{ readonly hash: string; readonly length: number }> {
  const refusal = passwords.check(password, { alone: true, words: [canonicalName(userName), config.platform.name] });
  if (refusal !== null) {
    throw new Refusal('password', sentence(refusal));
  }
  return { hash: await passwords.hash(password), length: passwords.length(password) };
}

function sentence(refusal: PasswordRefusal): string {
  switch (refusal.reason) {
    case 'too-short':
      return `The password needs ${refusal.least} characters at least; this has ${refusal.got}.`;
    case 'too-long':
      return `The password may have ${refusal.most} characters at most.`;
    case 'common':
      return 'This password is among those that attackers try first.';
    case 'context':
      return 'The password holds, or is little more than, the name of the user or of the platform.';
  }
}
