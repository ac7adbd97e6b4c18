import { emptyForm, groupCode } from '@halfminute/core';
import type { AccountChanges, App, OtpAccount } from '@halfminute/core';
import { applyOptions, toRefusal } from '../account-form.ts';
import { accountToJson } from '../account-json.ts';
import { nameOf } from '../account-names.ts';
import type { ExitCode } from '../exit-code.ts';
import { EXIT } from '../exit-code.ts';
import type { GivenOptions, Invocation } from '../invocation.ts';
import { accountById, ensureNoSaveFailed, ensureSaved, withOpenVault } from '../open-vault.ts';
import { print, remark } from '../print.ts';
import { Refusal } from '../refusal.ts';

/** `halfminute add`. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const { options } = invocation;
  return withOpenVault(invocation, async ({ app, secrets, state }) => {
    const otp = readAccount(app, options, await secrets.code());
    const added = await app.accounts.add(otp, { allowDuplicate: options.has('allow-duplicate') });
    if (added.outcome === 'duplicate') {
      throw new Refusal(
        'duplicate',
        `You have this one already: ${nameOf(added.of)}. --allow-duplicate adds it all the same.`,
        {
          details: { id: added.of.id },
        },
      );
    }
    if (added.outcome !== 'added') {
      ensureSaved(added);
      return EXIT.broken;
    }
    ensureNoSaveFailed(state());
    const extras = readExtras(options);
    if (extras !== null) {
      ensureSaved(await app.accounts.edit(added.id, extras));
    }
    const account = accountById(state(), added.id);
    const view = app.codes.view(added.id);
    const code = view?.kind === 'timed' ? view.code : null;
    print(options, {
      lines: [
        `Added ${nameOf(account)}.`,
        code === null
          ? `Its first code: halfminute code ${account.id}`
          : `The code right now: ${groupCode(code).join(' ')}`,
      ],
      json: { id: account.id, ...accountToJson(account, { code }) },
    });
    return EXIT.ok;
  });
}

function readAccount(app: App, options: GivenOptions, code: string): OtpAccount {
  const form = applyOptions({ ...emptyForm(), code }, options);
  let reading = app.accounts.readForm(form);
  if (reading.outcome === 'link') {
    // A whole link: what the options say goes before what the link says.
    reading = app.accounts.readForm(applyOptions(reading.form, options));
  }
  if (reading.outcome === 'incomplete') {
    throw toRefusal(reading.problems);
  }
  if (reading.outcome === 'ready') {
    for (const { message } of reading.warnings) {
      remark(options, message);
    }
  }
  return reading.account;
}

function readExtras(options: GivenOptions): AccountChanges | null {
  const tags = options.values('tag');
  const note = options.value('note');
  const isFavourite = options.has('favourite');
  if (tags.length === 0 && note === undefined && !isFavourite) {
    return null;
  }
  return {
    ...(tags.length > 0 && { tags }),
    ...(note !== undefined && { note }),
    ...(isFavourite && { favourite: true }),
  };
}
