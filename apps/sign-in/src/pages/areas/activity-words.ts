import type { ActivityEntry } from '../page.ts';
import type { View } from '../view.ts';
import { numberToText } from './code-errors.ts';

/** One entry of the audit log as its user reads it. A kind that this version does not know gets a sentence that claims nothing. */
export function activityToText(entry: ActivityEntry, view: View): string {
  const { words, context } = view;
  const { detail } = entry;
  const named = textOf(detail.name) ?? words.say('did.quoted-name-missing');
  const by = textOf(detail.admin) ?? textOf(detail.by) ?? context.support.name;
  switch (entry.kind) {
    case 'signed-in':
      return signedInToText(entry, view);
    case 'code-accepted':
      return codeAcceptedToText(entry, view);
    case 'code-wrong':
      return codeWrongToText(numberOf(detail.failures) ?? 1, view);
    case 'authenticator-added':
    case 'authenticator-imported':
    case 'authenticator-renamed':
    case 'authenticator-removed':
    case 'device-remembered':
      return words.say(`did.${entry.kind}`, { name: named });
    case 'device-forgotten':
      return words.say('did.device-forgotten', { n: numberOf(detail.count) ?? 1 });
    case 'mfa-reset':
    case 'unfrozen':
    case 'mfa-required':
    case 'mfa-not-required':
    case 'invited':
    case 'reminded':
    case 'ticket-issued':
    case 'account-created':
    case 'admin-act':
    case 'sessions-ended':
    case 'reset-asked':
      return words.say(`did.${entry.kind}`, { by });
    case 'account-changed':
      return words.say('did.admin-act', { by });
    case 'password-wrong':
    case 'signed-out':
    case 'signed-out-everywhere':
    case 'code-replayed':
    case 'attempt-in-wait':
    case 'attempt-while-disabled':
    case 'factors-disabled':
    case 'factors-enabled':
    case 'enrolment-begun':
    case 'enrolment-expired':
    case 'posted-secret-ignored':
    case 'recovery-codes-issued':
    case 'recovery-codes-kept':
    case 'recovery-code-used':
    case 'recovery-codes-removed':
    case 'relay-suspected':
    case 'account-imported':
    case 'enrolment-link-sent':
    case 'enrolment-link-used':
    case 'device-used':
    case 'device-stolen':
    case 'clock-went-back':
    case 'clock-confirmed':
    case 'password-changed':
    case 'password-set':
    case 'password-reset':
    case 'password-reset-asked':
    case 'frozen':
    case 'address-changed':
      return words.say(`did.${entry.kind}`);
    default:
      return words.say('did.something');
  }
}

const signInFactors = ['code', 'recovery', 'remembered', 'password'] as const;

function signedInToText({ detail }: ActivityEntry, { words }: View): string {
  const factor = signInFactors.find((one) => one === detail.factor || one === detail.with);
  return words.say(factor === undefined ? 'did.signed-in' : `did.signed-in-${factor}`);
}

function codeWrongToText(count: number, view: View): string {
  return view.words.say('did.code-wrong', { n: count, count: numberToText(count, view) });
}

function codeAcceptedToText({ detail }: ActivityEntry, { words, context }: View): string {
  if (detail.purpose === 'step-up') {
    return words.say('did.step-up', { platform: textOf(detail.clientName) ?? context.platform.name });
  }
  const name = textOf(detail.name);
  return name === null ? words.say('did.code-accepted') : words.say('did.code-accepted-named', { name });
}

/**
 * Wrong codes in a row are one event to their reader: of entries that lie side by side, the newest first, the one with the highest
 * count stands for all.
 */
export function withoutRepeats(entries: readonly ActivityEntry[]): readonly ActivityEntry[] {
  return entries.filter((entry, index) => {
    const newer = entries[index - 1];
    const isCounted = newer?.kind === 'code-wrong' && entry.kind === 'code-wrong';
    return !isCounted || (numberOf(entry.detail.failures) ?? 0) >= (numberOf(newer.detail.failures) ?? 0);
  });
}

type Fact = ActivityEntry['detail'][string] | undefined;

function textOf(fact: Fact): string | null {
  return typeof fact === 'string' && fact !== '' ? fact : null;
}

function numberOf(fact: Fact): number | null {
  return typeof fact === 'number' ? fact : null;
}
