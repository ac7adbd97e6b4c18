import { groupCode, searchAccounts } from '@halfminute/core';
import type { Account, App } from '@halfminute/core';
import { accountToJson } from '../account-json.ts';
import { nameOf } from '../account-names.ts';
import type { ExitCode } from '../exit-code.ts';
import { EXIT } from '../exit-code.ts';
import type { Invocation } from '../invocation.ts';
import type { OpenedVault } from '../open-vault.ts';
import { withOpenVault } from '../open-vault.ts';
import { print, remark } from '../print.ts';
import { revealAll } from '../reveal-secrets.ts';

/** `halfminute list`: never moves a counter on. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const { options, operands } = invocation;
  return withOpenVault(invocation, async (vault) => {
    const { app, state } = vault;
    const { accounts, trash, unreadableCount } = state();
    const isTrash = options.has('trash');
    const shown = searchAccounts(isTrash ? trash : accounts, operands.join(' ')).map(({ account }) => account);
    const secrets = await secretsOf(vault, options.has('json') && options.has('show-secrets') && !isTrash);
    print(options, {
      lines: options.has('codes') ? linesWithCodes(app, shown) : shown.map(line),
      json: shown.map((account) => {
        const { id, tags, note, favourite } = account;
        return {
          id,
          ...accountToJson(account, { code: currentCode(app, account), secretBase32: secrets.get(id) }),
          tags,
          note,
          favourite,
        };
      }),
    });
    if (unreadableCount > 0) {
      remark(options, `${unreadableCount} more were written by a newer Halfminute: kept, but not shown.`);
    }
    return EXIT.ok;
  });
}

async function secretsOf(vault: OpenedVault, areWanted: boolean): Promise<ReadonlyMap<Account['id'], string>> {
  return areWanted ? revealAll(vault) : new Map();
}

/** null for a counter account, and in the trash. */
function currentCode(app: App, { id }: Account): string | null {
  const view = app.codes.view(id);
  return view?.kind === 'timed' ? view.code : null;
}

function line(account: Account): string {
  const tags = account.tags.map((tag) => ` #${tag}`).join('');
  return `${nameOf(account)}${tags}`;
}

function linesWithCodes(app: App, accounts: readonly Account[]): string[] {
  const codes = accounts.map((account) => {
    const code = currentCode(app, account);
    return code === null ? '-' : groupCode(code).join(' ');
  });
  const width = Math.max(0, ...codes.map((code) => code.length));
  return accounts.map((account, at) => `${(codes[at] ?? '').padStart(width)}  ${line(account)}`);
}
