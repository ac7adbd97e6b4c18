import type { Account, AccountChanges, App } from '@halfminute/core';
import { applyOptions, changesForm, toRefusal } from '../account-form.ts';
import { accountToJson } from '../account-json.ts';
import { nameOf } from '../account-names.ts';
import type { ExitCode } from '../exit-code.ts';
import { EXIT } from '../exit-code.ts';
import type { GivenOptions, Invocation } from '../invocation.ts';
import type { OpenedVault } from '../open-vault.ts';
import { accountById, ensureSaved, withOpenVault } from '../open-vault.ts';
import { readPins } from '../pin-file.ts';
import { print } from '../print.ts';
import { Refusal } from '../refusal.ts';
import { selectAccount } from '../select-account.ts';

/** What changes the codes that an account makes. */
const SHAPE_OPTIONS = ['kind', 'pin-file', 'algorithm', 'digits', 'period', 'counter'] as const;

/** `halfminute edit QUERY`: changes what is given, and nothing else. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const { options, operands } = invocation;
  if (options.has('favourite') && options.has('no-favourite')) {
    throw new Refusal('contradicting-options', 'Give --favourite or --no-favourite, not both.');
  }
  return withOpenVault(invocation, async (vault) => {
    const before = selectAccount(vault.state().accounts, operands);
    const changes = await readChanges(vault, before, options);
    if (Object.keys(changes).length === 0) {
      throw new Refusal('nothing-to-change', 'Say what to change: "halfminute help edit" shows the options.');
    }
    ensureSaved(await vault.app.accounts.edit(before.id, changes));
    const account = accountById(vault.state(), before.id);
    print(options, {
      lines: [`Changed ${nameOf(account)}.`],
      json: { id: account.id, ...accountToJson(account, { code: null }) },
    });
    return EXIT.ok;
  });
}

async function readChanges(vault: OpenedVault, account: Account, options: GivenOptions): Promise<AccountChanges> {
  const isCodeGiven = options.has('ask-code') || options.has('code-file');
  const code = isCodeGiven ? await vault.secrets.code() : '';
  const added = options.values('tag');
  const taken = new Set(options.values('untag'));
  const note = options.value('note');
  return {
    ...((isCodeGiven || changesForm(options)) && formChanges(vault.app, account, { code, options })),
    ...((added.length > 0 || taken.size > 0) && {
      tags: [...new Set([...account.tags.filter((tag) => !taken.has(tag)), ...added])],
    }),
    ...(note !== undefined && { note }),
    ...(options.has('favourite') && { favourite: true }),
    ...(options.has('no-favourite') && { favourite: false }),
  };
}

function formChanges(
  app: App,
  { id }: Account,
  { code, options }: { readonly code: string; readonly options: GivenOptions },
): AccountChanges {
  const present = app.accounts.formOf(id);
  if (present === null) {
    throw new Refusal('gone', 'Another program has removed this account meanwhile.', { exitCode: EXIT.noMatch });
  }
  const pinOf = readPins(options);
  let reading = app.accounts.readForm({ ...applyOptions(present, options, pinOf), code }, { editing: id });
  if (reading.outcome === 'link') {
    // The account keeps its names unless the options say otherwise: a link's are the service's idea of them.
    const { service, user } = present;
    reading = app.accounts.readForm(applyOptions({ ...reading.form, service, user }, options, pinOf), { editing: id });
  }
  if (reading.outcome === 'incomplete' || reading.account === null) {
    throw toRefusal(reading.outcome === 'incomplete' ? reading.problems : []);
  }
  const otp = reading.account;
  const isCodeTheSame = code === '' && !SHAPE_OPTIONS.some((name) => options.has(name));
  return { ...(!isCodeTheSame && { otp }), issuer: otp.issuer, accountName: otp.accountName };
}
