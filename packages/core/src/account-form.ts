import {
  cleanName,
  encodeBase32,
  OtpError,
  parseCounter,
  parseDigits,
  parsePeriodSeconds,
  readPasted,
  steamShape,
} from '@halfminute/otp';
import type { OtpAccount, OtpWarning, Secret } from '@halfminute/otp';
import { FIELD_LIMITS } from '@halfminute/vault';
import type { AccountForm, FormField, FormProblem, FormReading } from './app.ts';

/**
 * Reads what was typed. `present` is the account that is being edited: an empty Code field then stands for its long code.
 * Never throws for anything a user can type.
 */
export function readAccountForm(form: AccountForm, present: OtpAccount | null): FormReading {
  const code = readCode(form.code, present);
  if (code.outcome === 'link') {
    return code;
  }
  const problems: FormProblem[] = [...nameProblems(form)];
  if (code.outcome === 'refused') {
    problems.push(code.problem);
  }
  const shape = readShape(form, problems);
  if (problems.length > 0 || code.outcome === 'refused' || shape === null) {
    return { outcome: 'incomplete', problems };
  }
  const account: OtpAccount = {
    issuer: cleanName(form.service),
    accountName: cleanName(form.user),
    unknownParameters: form.unknownParameters ?? present?.unknownParameters ?? [],
    secret: code.secret,
    ...shape,
  };
  return { outcome: 'ready', account, warnings: code.warnings };
}

/** The form that shows an account. Its long code is left out unless `code` is given. */
export function formOfAccount(account: OtpAccount, code: string): AccountForm {
  return {
    service: account.issuer,
    user: account.accountName,
    code,
    kind: account.kind,
    algorithm: account.algorithm,
    digits: String(account.digits),
    periodSeconds: account.kind === 'hotp' ? '30' : String(account.periodSeconds),
    counter: account.kind === 'hotp' ? String(account.counter) : '0',
    ...(account.unknownParameters.length === 0 ? {} : { unknownParameters: account.unknownParameters }),
  };
}

type CodeReading =
  | { readonly outcome: 'read'; readonly secret: Secret; readonly warnings: readonly FormProblem[] }
  | { readonly outcome: 'link'; readonly form: AccountForm; readonly account: OtpAccount }
  | { readonly outcome: 'refused'; readonly problem: FormProblem };

function readCode(typed: string, present: OtpAccount | null): CodeReading {
  if (typed.trim() === '' && present !== null) {
    return { outcome: 'read', secret: present.secret, warnings: [] };
  }
  try {
    const { account, from, warnings } = readPasted(typed);
    if (from === 'long-code') {
      return { outcome: 'read', secret: account.secret, warnings: warnings.map(problemOfWarning) };
    }
    return carriesTooMuch(account)
      ? { outcome: 'refused', problem: { field: 'code', code: 'too-long', message: CARRIES_TOO_MUCH } }
      : { outcome: 'link', form: formOfAccount(account, encodeBase32(account.secret.reveal())), account };
  } catch (error) {
    return { outcome: 'refused', problem: problemOf(error, 'code') };
  }
}

const CARRIES_TOO_MUCH = 'This link carries more besides its code than can be kept. Type the long code alone.';

function carriesTooMuch({ unknownParameters }: OtpAccount): boolean {
  return (
    unknownParameters.length > FIELD_LIMITS.parameters ||
    unknownParameters.flat().some((text) => text.length > FIELD_LIMITS.parameter || !text.isWellFormed())
  );
}

type Shape =
  | {
      readonly kind: 'totp';
      readonly algorithm: AccountForm['algorithm'];
      readonly digits: number;
      readonly periodSeconds: number;
    }
  | {
      readonly kind: 'hotp';
      readonly algorithm: AccountForm['algorithm'];
      readonly digits: number;
      readonly counter: number;
    }
  | ({ readonly kind: 'steam' } & typeof steamShape);

/** What stands under *Advanced*. A field that the kind does not use is not read. null: `problems` has become longer. */
function readShape(form: AccountForm, problems: FormProblem[]): Shape | null {
  const { kind, algorithm } = form;
  if (kind === 'steam') {
    return { kind, ...steamShape };
  }
  const digits = readNumber(form, 'digits', parseDigits, problems);
  if (kind === 'totp') {
    const periodSeconds = readNumber(form, 'periodSeconds', parsePeriodSeconds, problems);
    return digits === null || periodSeconds === null ? null : { kind, algorithm, digits, periodSeconds };
  }
  const counter = readNumber(form, 'counter', parseCounter, problems);
  return digits === null || counter === null ? null : { kind, algorithm, digits, counter };
}

function readNumber(
  form: AccountForm,
  field: 'digits' | 'periodSeconds' | 'counter',
  parse: (text: string) => number,
  problems: FormProblem[],
): number | null {
  try {
    return parse(form[field]);
  } catch (error) {
    problems.push(problemOf(error, field));
    return null;
  }
}

function nameProblems(form: AccountForm): readonly FormProblem[] {
  const problems: FormProblem[] = [];
  if (cleanName(form.service) === '' && cleanName(form.user) === '') {
    problems.push({
      field: 'service',
      code: 'names-missing',
      message: 'Give the service a name, such as the one that its page shows.',
    });
  }
  for (const [field, name, longest] of [
    ['service', 'service', FIELD_LIMITS.issuer],
    ['user', 'user name', FIELD_LIMITS.accountName],
  ] as const) {
    const { length } = cleanName(form[field]);
    if (length > longest) {
      problems.push({
        field,
        code: 'too-long',
        message: `The ${name} has ${length} characters; ${longest} can be kept.`,
      });
    }
  }
  return problems;
}

function problemOf(error: unknown, field: FormField): FormProblem {
  if (!(error instanceof OtpError)) {
    throw error;
  }
  const { code, message, at, character, suggestions, looksLike } = error;
  return {
    field,
    code,
    message,
    ...(at === undefined ? {} : { at }),
    ...(character === undefined ? {} : { character }),
    ...(suggestions === undefined ? {} : { suggestions }),
    ...(looksLike === undefined ? {} : { looksLike }),
  };
}

function problemOfWarning({ code, message }: OtpWarning): FormProblem {
  return { field: 'code', code, message };
}
