import type { AccountForm, FormProblem } from '@halfminute/core';
import type { GivenOptions } from './invocation.ts';
import { Refusal } from './refusal.ts';
import type { GivenPin } from './pin-file.ts';

/**
 * The form with whatever the options say in place of what it held; `pinOf` is asked where the kind has a PIN. What they say is judged by whoever reads the form.
 */
export function applyOptions(form: AccountForm, options: GivenOptions, pinOf: GivenPin): AccountForm {
  const given = applyTexts(form, options);
  const names = { issuer: given.service, accountName: given.user };
  const needsPin = given.kind === 'motp' || given.kind === 'yandex';
  return needsPin ? { ...given, pin: pinOf(names) ?? given.pin } : given;
}

function applyTexts(form: AccountForm, options: GivenOptions): AccountForm {
  return {
    ...form,
    service: options.value('service') ?? form.service,
    user: options.value('user') ?? form.user,
    kind: readKind(options.value('kind')) ?? form.kind,
    algorithm: readAlgorithm(options.value('algorithm')) ?? form.algorithm,
    digits: options.value('digits') ?? form.digits,
    periodSeconds: options.value('period') ?? form.periodSeconds,
    counter: options.value('counter') ?? form.counter,
  };
}

/** Whether any option changes what makes the codes, or the names. */
export function changesForm(options: GivenOptions): boolean {
  const names = ['service', 'user', 'kind', 'pin-file', 'algorithm', 'digits', 'period', 'counter'] as const;
  return names.some((name) => options.has(name));
}

/** The first mistake, as the end of the command; the others stand below it. */
export function toRefusal(problems: readonly FormProblem[]): Refusal {
  const [first, ...others] = problems;
  if (first === undefined) {
    return new Refusal('incomplete', 'Something is missing.');
  }
  return new Refusal(first.code, first.message, {
    at: first.at,
    lines: others.map(({ message }) => message),
    details: { field: first.field },
  });
}

function readKind(text: string | undefined): AccountForm['kind'] | undefined {
  const kind = text?.toLowerCase();
  switch (kind) {
    case undefined:
    case 'totp':
    case 'hotp':
    case 'steam':
    case 'motp':
    case 'yandex':
      return kind;
    default:
      throw new Refusal('unsupported-kind', '--kind wants totp, hotp, steam, motp or yandex.');
  }
}

function readAlgorithm(text: string | undefined): AccountForm['algorithm'] | undefined {
  const algorithm = text?.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  if (algorithm === undefined || algorithm === 'SHA1' || algorithm === 'SHA256' || algorithm === 'SHA512') {
    return algorithm;
  }
  throw new Refusal('unsupported-algorithm', '--algorithm wants SHA1, SHA256 or SHA512.');
}
