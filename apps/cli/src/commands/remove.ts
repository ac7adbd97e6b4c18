import { accountToJson } from '../account-json.ts';
import { nameOf } from '../account-names.ts';
import type { ExitCode } from '../exit-code.ts';
import { EXIT } from '../exit-code.ts';
import type { Invocation } from '../invocation.ts';
import { ensureSaved, withOpenVault } from '../open-vault.ts';
import { print, remark } from '../print.ts';
import { selectAccount } from '../select-account.ts';

/** `halfminute remove QUERY`: into the trash, or with --put-back out of it. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const { options, operands } = invocation;
  const isPutBack = options.has('put-back');
  return withOpenVault(invocation, async ({ app, state }) => {
    const account = selectAccount(isPutBack ? state().trash : state().accounts, operands);
    const { id } = account;
    ensureSaved(await (isPutBack ? app.accounts.putBack(id) : app.accounts.remove(id)));
    const name = nameOf(account);
    print(options, {
      lines: [isPutBack ? `${name} is back.` : `${name} is in the trash for 30 days.`],
      json: { id, ...accountToJson(account, { code: null }), inTrash: !isPutBack },
    });
    if (!isPutBack) {
      const service = account.issuer === '' ? 'the service' : account.issuer;
      remark(
        options,
        `MFA stays on at ${service}: switch it off there first. To take it back: halfminute remove --put-back ${id}`,
      );
    }
    return EXIT.ok;
  });
}
