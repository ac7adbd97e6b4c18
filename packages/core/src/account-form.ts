import {
  cleanName,
  decodeHexSecret,
  decodeYandexSecret,
  isPinless,
  longCodeText,
  motpShape,
  OtpError,
  parseCounter,
  parseDigits,
  parsePeriodSeconds,
  parsePin,
  pinOf,
  pinText,
  readPastedOrPinless,
  Secret,
  steamShape,
  yandexShape,
} from '@halfminute/otp';
import type { OtpAccount, OtpWarning, PinlessAccount } from '@halfminute/otp';
import { FIELD_LIMITS } from '@halfminute/vault';
import type { AccountForm, FormField, FormProblem, FormReading } from './app.ts';
import { emptyForm } from './empty-form.ts';

/**
 * Reads what was typed. `present` is the account that is being edited: an empty Code field then stands for its long code.
 * Never throws for anything a user can type.
 */
export function readAccountForm(form: AccountForm, present: OtpAccount | null): FormReading {
  const code = readCode(form, present);
  if (code.outcome === 'link') {
    return code;
  }
  const problems: FormProblem[] = [...nameProblems(form)];
  if (code.outcome === 'refused') {
    problems.push(code.problem);
  }
  const shape = readShape(form, { present, problems });
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

/** The form that shows an account. Its long code and its PIN are left out unless they are given. */
export function formOfAccount(
  account: OtpAccount | PinlessAccount,
  { code, pin }: { readonly code: string; readonly pin: string } = { code: '', pin: '' },
): AccountForm {
  const timed = account.kind === 'totp';
  return {
    ...emptyForm(),
    service: account.issuer,
    user: account.accountName,
    code,
    kind: account.kind,
    pin,
    // What a kind fixes is no field of the form: whoever chooses another kind begins with what is usual.
    ...(timed || account.kind === 'hotp' ? { algorithm: account.algorithm, digits: String(account.digits) } : {}),
    ...(timed ? { periodSeconds: String(account.periodSeconds) } : {}),
    ...(account.kind === 'hotp' ? { counter: String(account.counter) } : {}),
    ...(account.unknownParameters.length === 0 ? {} : { unknownParameters: account.unknownParameters }),
  };
}

type CodeReading =
  | { readonly outcome: 'read'; readonly secret: Secret; readonly warnings: readonly FormProblem[] }
  | { readonly outcome: 'link'; readonly form: AccountForm; readonly account: OtpAccount | null }
  | { readonly outcome: 'refused'; readonly problem: FormProblem };

function readCode({ code: typed, kind }: AccountForm, present: OtpAccount | null): CodeReading {
  if (typed.trim() === '' && present !== null) {
    return { outcome: 'read', secret: present.secret, warnings: [] };
  }
  try {
    if ((kind === 'motp' || kind === 'yandex') && !holdsLink(typed)) {
      return { outcome: 'read', secret: readSecretOf(kind, typed), warnings: [] };
    }
    const { account, from, warnings } = readPastedOrPinless(typed);
    if (from === 'long-code') {
      return { outcome: 'read', secret: account.secret, warnings: warnings.map(problemOfWarning) };
    }
    if (carriesTooMuch(account)) {
      return { outcome: 'refused', problem: { field: 'code', code: 'too-long', message: CARRIES_TOO_MUCH } };
    }
    const code = longCodeText(account);
    return isPinless(account)
      ? { outcome: 'link', form: formOfAccount(account, { code, pin: '' }), account: null }
      : { outcome: 'link', form: formOfAccount(account, { code, pin: pinTextOf(account) }), account };
  } catch (error) {
    return { outcome: 'refused', problem: problemOf(error, 'code') };
  }
}

/** A long code has no colon, whatever its kind. */
function holdsLink(typed: string): boolean {
  return typed.includes(':');
}

function readSecretOf(kind: 'motp' | 'yandex', typed: string): Secret {
  const bytes = kind === 'motp' ? decodeHexSecret(typed) : decodeYandexSecret(typed);
  const secret = Secret.fromBytes(bytes);
  bytes.fill(0);
  return secret;
}

function pinTextOf(account: OtpAccount): string {
  const pin = pinOf(account);
  return pin === null ? '' : pinText(pin);
}

const CARRIES_TOO_MUCH = 'This link carries more besides its code than can be kept. Type the long code alone.';

function carriesTooMuch({ unknownParameters }: OtpAccount | PinlessAccount): boolean {
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
  | ({ readonly kind: 'steam' } & typeof steamShape)
  | ({ readonly kind: 'motp'; readonly pin: Secret } & typeof motpShape)
  | ({ readonly kind: 'yandex'; readonly pin: Secret } & typeof yandexShape);

interface ShapeOptions {
  readonly present: OtpAccount | null;
  /** Gets what is wrong. */
  readonly problems: FormProblem[];
}

/** What stands under *Advanced*. A field that the kind does not use is not read. null: `problems` has become longer. */
function readShape(form: AccountForm, { present, problems }: ShapeOptions): Shape | null {
  const { kind, algorithm } = form;
  if (kind === 'steam') {
    return { kind, ...steamShape };
  }
  if (kind === 'motp' || kind === 'yandex') {
    const pin = readPin(form.pin, kind, { present, problems });
    if (pin === null) {
      return null;
    }
    return kind === 'motp' ? { kind, pin, ...motpShape } : { kind, pin, ...yandexShape };
  }
  const digits = readNumber(form, 'digits', parseDigits, problems);
  if (kind === 'totp') {
    const periodSeconds = readNumber(form, 'periodSeconds', parsePeriodSeconds, problems);
    return digits === null || periodSeconds === null ? null : { kind, algorithm, digits, periodSeconds };
  }
  const counter = readNumber(form, 'counter', parseCounter, problems);
  return digits === null || counter === null ? null : { kind, algorithm, digits, counter };
}

function readPin(typed: string, kind: 'motp' | 'yandex', { present, problems }: ShapeOptions): Secret | null {
  if (typed.trim() === '' && present?.kind === kind) {
    return present.pin;
  }
  try {
    return parsePin(typed, kind);
  } catch (error) {
    problems.push(problemOf(error, 'pin'));
    return null;
  }
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
  const { code, message, at, character, suggestions, looksLike, parameter } = error;
  return {
    field,
    code,
    message,
    // Inside of a link it is no place in what was typed.
    ...(at === undefined || parameter !== undefined ? {} : { at }),
    ...(character === undefined ? {} : { character }),
    ...(suggestions === undefined ? {} : { suggestions }),
    ...(looksLike === undefined ? {} : { looksLike }),
  };
}

function problemOfWarning({ code, message }: OtpWarning): FormProblem {
  return { field: 'code', code, message };
}
