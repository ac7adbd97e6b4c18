import { emptyForm, groupCode } from '@halfminute/core';
import type { AccountChanges, App, FormReading, OtpAccount } from '@halfminute/core';
import { applyOptions, toRefusal } from '../account-form.ts';
import { accountToJson } from '../account-json.ts';
import { nameOf } from '../account-names.ts';
import type { ExitCode } from '../exit-code.ts';
import { EXIT } from '../exit-code.ts';
import type { GivenOptions, Invocation } from '../invocation.ts';
import { accountById, ensureNoSaveFailed, ensureSaved, withOpenVault } from '../open-vault.ts';
import { readPins } from '../pin-file.ts';
import type { GivenPin } from '../pin-file.ts';
import { print, remark } from '../print.ts';
import { Refusal } from '../refusal.ts';
import type { SecretReader } from '../secret-reader.ts';

/** `halfminute add`. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const { options } = invocation;
  return withOpenVault(invocation, async ({ app, secrets, state }) => {
    const otp = await readAccount(app, options, { code: await secrets.code(), secrets });
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

interface GivenCode {
  readonly code: string;
  /** Asked for the PIN where the kind has one, no file gave it, and somebody is there. */
  readonly secrets: SecretReader;
}

async function readAccount(app: App, options: GivenOptions, { code, secrets }: GivenCode): Promise<OtpAccount> {
  const pinOf = readPins(options);
  let reading = readForm(app, options, { code, pinOf });
  if (secrets.asksAPerson && reading.outcome === 'incomplete' && reading.problems[0]?.code === 'needs-pin') {
    const pin = await secrets.next('PIN', 'the PIN');
    reading = readForm(app, options, { code, pinOf: () => pin });
  }
  if (reading.outcome === 'incomplete' || reading.account === null) {
    throw toRefusal(reading.outcome === 'incomplete' ? reading.problems : []);
  }
  if (reading.outcome === 'ready') {
    for (const { message } of reading.warnings) {
      remark(options, message);
    }
  }
  return reading.account;
}

function readForm(
  app: App,
  options: GivenOptions,
  { code, pinOf }: { readonly code: string; readonly pinOf: GivenPin },
): FormReading {
  const reading = app.accounts.readForm(applyOptions({ ...emptyForm(), code }, options, pinOf));
  // A whole link: what the options say goes before what the link says.
  return reading.outcome === 'link' ? app.accounts.readForm(applyOptions(reading.form, options, pinOf)) : reading;
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
