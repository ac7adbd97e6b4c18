import { plainLine } from '../../accounts/plain-text.ts';
import type { MailKind } from '../../mail/mails.ts';
import { reach } from '../parts/support.tsx';
import { safeUrl } from '../safe-url.ts';
import type { Key } from '../strings/words.ts';
import type { View } from '../view.ts';
import type { MailToRender } from './render-mail.tsx';

/** A mail in words, before it is text or HTML. Every line is one line: what a user wrote has no line ends left. */
export interface ComposedMail {
  readonly subject: string;
  readonly hello: string;
  readonly paragraphs: readonly string[];
  readonly steps: readonly string[];
  /** What, when, from where. */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly act: { readonly words: string; readonly url: string; readonly note: string | null } | null;
  readonly ending: readonly string[];
  readonly notMe: { readonly words: string; readonly url: string } | null;
}

/** What a reader did or may not have done: these end with the question whether it was them. */
const askWhetherItWasYou: ReadonlySet<MailKind> = new Set<MailKind>([
  'authenticator-added',
  'authenticator-removed',
  'new-device',
  'device-stolen',
  'recovery-code-used',
  'recovery-codes-renewed',
  'password-known',
  'code-replayed',
  'factors-disabled',
  'factors-enabled',
  'password-changed',
  'address-changed',
  'mfa-reset',
]);

export function composeMail(mail: MailToRender, view: View): ComposedMail {
  const { words, context } = view;
  const name = plainLine(mail.name);
  const asked = reach(words, context.support);
  const notMe = mail.notMeUrl === null ? null : { words: words.say('mail.not-me'), url: safeUrl(mail.notMeUrl) };
  return {
    subject: words.say(`mail.${mail.kind}.subject`),
    hello: name === '' ? words.say('mail.hello-nobody') : words.say('mail.hello', { name }),
    paragraphs: paragraphsOf(mail, view),
    steps: mail.kind === 'mfa-enabled' || mail.kind === 'reminder' ? stepsOf(view) : [],
    facts: factsOf(mail, view),
    act: actOf(mail, view),
    ending: endingOf(mail, { view, asked, hasNotMe: notMe !== null }),
    notMe,
  };
}

function paragraphsOf({ kind, userName, parameters, at }: MailToRender, view: View): readonly string[] {
  const { words, context, dates } = view;
  const platform = context.platform.name;
  const support = context.support.name;
  const user = plainLine(userName);
  const from = typeof parameters.from === 'number' ? parameters.from : null;
  switch (kind) {
    case 'mfa-enabled':
      return from === null || from <= at
        ? [words.say('mail.mfa-enabled.text', { platform })]
        : [words.say('mail.mfa-enabled.text-from', { platform, date: dates.fullDate(from) })];
    case 'reminder':
      return [
        words.say('mail.reminder.text', { platform }),
        ...(from === null || from <= at ? [] : [words.say('mail.reminder.until', { date: dates.fullDate(from) })]),
      ];
    case 'invitation':
      return [words.say('mail.invitation.text', { platform, user })];
    case 'account-frozen':
      return [
        words.say('mail.account-frozen.text', { platform, user, support }),
        words.say('mail.account-frozen.next', { reach: reach(words, context.support) }),
      ];
    case 'account-frozen-admin':
      return [words.say('mail.account-frozen-admin.text', { platform, user })];
    case 'factors-disabled':
      return [words.say('mail.factors-disabled.text', { platform, support })];
    default:
      return [words.say(`mail.${kind}.text`, { platform })];
  }
}

function stepsOf({ words, context }: View): readonly string[] {
  return [
    words.say('mail.mfa-enabled.step-authenticator'),
    words.say('mail.mfa-enabled.step-sign-in', { platform: context.platform.name }),
    words.say('mail.mfa-enabled.step-follow'),
  ];
}

function factsOf(mail: MailToRender, view: View): ComposedMail['facts'] {
  const { words, dates } = view;
  const { parameters, from } = mail;
  const facts: { name: string; value: string }[] = [];
  const note = (name: Extract<Key, `mail.${string}`>, value: unknown): void => {
    const line = typeof value === 'string' || typeof value === 'number' ? plainLine(String(value)) : '';
    if (line !== '') {
      facts.push({ name: words.say(name as 'mail.when'), value: line }); // `as`: the names of facts have no places
    }
  };
  if (mail.kind === 'mfa-enabled') {
    // Its last sentence says when and by whom.
    return facts;
  }
  note('mail.account', mail.userName);
  note('mail.authenticator', parameters.authenticator);
  note('mail.device', parameters.device);
  note('mail.reason', parameters.reason);
  note('mail.reference', parameters.reference);
  note(
    'mail.when',
    words.say('mail.at', { date: dates.fullDate(mail.at), time: `${dates.time(mail.at)} (${dates.zone})` }),
  );
  note('mail.by', parameters.admin);
  if (askWhetherItWasYou.has(mail.kind) || mail.kind === 'password-reset') {
    const known = [from.agent, from.place, from.address].map((one) => plainLine(one ?? '')).filter((one) => one !== '');
    note('mail.from', known.length > 0 ? known.join(', ') : words.say('mail.unknown-place'));
  }
  return facts;
}

function actOf({ kind, url, parameters }: MailToRender, view: View): ComposedMail['act'] {
  const { words, context, dates } = view;
  const platform = context.platform.name;
  const expiresAt = typeof parameters.expiresAt === 'number' ? parameters.expiresAt : null;
  switch (kind) {
    case 'mfa-enabled':
    case 'reminder': {
      const address = url ?? context.platform.url;
      return {
        words: words.say('mail.mfa-enabled.act', { platform }),
        url: safeUrl(address),
        note: words.say('mail.or-type', { address: context.platform.url }),
      };
    }
    case 'invitation':
    case 'password-reset':
    case 'enrol-link':
      return url === null
        ? null
        : {
            words: words.say(`mail.${kind}.act`),
            url: safeUrl(url),
            note:
              expiresAt === null
                ? null
                : words.say('mail.once', { date: dates.fullDate(expiresAt), time: dates.time(expiresAt) }),
          };
    default:
      return null;
  }
}

function endingOf(
  mail: MailToRender,
  { view, asked, hasNotMe }: { readonly view: View; readonly asked: string; readonly hasNotMe: boolean },
): readonly string[] {
  const { words, dates, context } = view;
  const support = words.say('mail.support', { reach: asked });
  switch (mail.kind) {
    case 'mfa-enabled': {
      const admin = typeof mail.parameters.admin === 'string' ? plainLine(mail.parameters.admin) : context.support.name;
      const when = { date: dates.fullDate(mail.at), time: dates.time(mail.at) };
      return [words.say('mail.mfa-enabled.end', { ...when, admin, reach: asked })];
    }
    case 'invitation':
      return [words.say('mail.invitation.end', { reach: asked }), words.say('mail.never-ask')];
    case 'password-reset':
      return [words.say('mail.password-reset.end'), support];
    default:
      return hasNotMe || askWhetherItWasYou.has(mail.kind)
        ? [
            support,
            words.say('mail.never-ask'),
            hasNotMe ? words.say('mail.was-it-you') : words.say('mail.was-it-you-ask', { reach: asked }),
          ]
        : [support, words.say('mail.never-ask')];
  }
}
