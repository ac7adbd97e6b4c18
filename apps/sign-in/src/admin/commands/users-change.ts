import type { Account, AccountStanding } from '../../accounts/account.ts';
import { plainLine } from '../../accounts/plain-text.ts';
import { reasonFrom } from '../acting-admin.ts';
import { adminAct } from '../audit-row.ts';
import type { Answer, CommandContext, GivenOptions } from '../command.ts';
import { findAccount } from '../find-account.ts';
import { languageFrom } from '../language-option.ts';
import { Refusal } from '../refusal.ts';

/** `users change`: who somebody is to the platform, as it changes when people move on in a firm. */
export async function usersChange(context: CommandContext): Promise<Answer> {
  const { options, operands } = context;
  const admin = context.acting();
  const reason = reasonFrom(options);
  const services = await context.services();
  const before = await findAccount(services, operands[0]);
  const after = standingFrom(options, before);
  const changes = changesOf(before, after);
  if (changes.length === 0) {
    throw new Refusal(
      'nothing-to-change',
      `This changes nothing of ${before.userName}. Name what is to be: --name, --group, --leave-group, --language, --as-admin or --not-admin`,
    );
  }
  const { userId, userName } = before;
  const at = services.clock();
  await services.database.transaction(async (transaction) => {
    await services.accounts.setStanding(transaction, { userId, ...after });
    await services.audit.append(transaction, [
      adminAct(admin, { kind: 'account-changed', userId, at, detail: { changes: changes.join('; '), reason } }),
    ]);
  });
  return {
    lines: [`Changed ${userName}: ${changes.join('; ')}.`],
    json: { userId, userName, ...after },
  };
}

function standingFrom(options: GivenOptions, { name, groups, admin, language }: Account): AccountStanding {
  if (options.has('as-admin') && options.has('not-admin')) {
    throw new Refusal('contradiction', 'Only one of --as-admin and --not-admin can be.');
  }
  const joined = options.values('group').map(plainLine);
  const left = options.values('leave-group').map(plainLine);
  const stranger = left.find((group) => !groups.includes(group));
  if (stranger !== undefined) {
    throw new Refusal('not-in-group', `The account is not in "${stranger}". Its groups: ${listed(groups)}.`);
  }
  return {
    name: plainLine(options.value('name') ?? name),
    groups: [...new Set([...groups.filter((group) => !left.includes(group)), ...joined])].toSorted(),
    admin: options.has('as-admin') || (admin && !options.has('not-admin')),
    language: languageFrom(options.value('language')) ?? language,
  };
}

/** A phrase for each thing that is another one than before; for the terminal and the audit log alike. */
function changesOf(before: AccountStanding, after: AccountStanding): readonly string[] {
  const now = new Set(after.groups);
  const was = new Set(before.groups);
  return [
    ...(after.name === before.name ? [] : [`name "${before.name}" is now "${after.name}"`]),
    ...after.groups.filter((group) => !was.has(group)).map((group) => `joins "${group}"`),
    ...before.groups.filter((group) => !now.has(group)).map((group) => `leaves "${group}"`),
    ...(after.language === before.language ? [] : [`language is now ${after.language ?? 'the one that is asked for'}`]),
    ...(after.admin === before.admin ? [] : [after.admin ? 'is now an administrator' : 'is no administrator any more']),
  ];
}

function listed(groups: readonly string[]): string {
  return groups.length === 0 ? 'none' : groups.map((group) => `"${group}"`).join(', ');
}
