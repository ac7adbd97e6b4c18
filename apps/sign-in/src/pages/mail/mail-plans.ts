import { plainLine } from '../../accounts/plain-text.ts';
import type { MailKind } from '../../mail/mails.ts';
import { reach } from '../parts/support.tsx';
import { absoluteUrl } from '../safe-url.ts';
import type { Key, PlacesOf } from '../strings/words.ts';
import type { View } from '../view.ts';
import type { ComposedMail } from './compose-mail.ts';
import type { MailToRender } from './render-mail.tsx';

/** What a kind of mail consists of besides greeting, facts and the usual ending. */
interface MailPlan {
  readonly text: (mail: MailToRender, view: View) => readonly string[];
  readonly steps?: (view: View) => readonly string[];
  readonly act?: (mail: MailToRender, view: View) => ComposedMail['act'];
  /** In place of the usual ending. */
  readonly ending?: (mail: MailToRender, view: View) => readonly string[];
  /** Something that somebody else may have done: it ends with the question whether it was the reader, link or no link. */
  readonly asks?: true;
  readonly facts?: 'none';
}

export const plans: Readonly<Record<MailKind, MailPlan>> = {
  'mfa-enabled': {
    text: (mail, view) => [enabledText(mail, view)],
    steps: setUpSteps,
    act: (_mail, view) => openPlatform(view),
    ending: (mail, view) => [enabledEnding(mail, view)],
    facts: 'none',
  },
  reminder: {
    text: reminderText,
    steps: setUpSteps,
    act: (_mail, view) => openPlatform(view),
    facts: 'none',
  },
  invitation: {
    text: ({ userName }, { words, context }) => [
      words.say('mail.invitation.text', { platform: context.platform.name, user: plainLine(userName) }),
    ],
    act: (mail, view) => followLink(mail, view, 'invitation'),
    ending: (_mail, { words, context }) => [
      words.say('mail.invitation.end', { reach: reach(words, context.support) }),
      words.say('mail.never-ask'),
    ],
    facts: 'none',
  },
  'password-reset': {
    ...tells('mail.password-reset.text'),
    act: (mail, view) => followLink(mail, view, 'password-reset'),
    ending: (_mail, { words, context }) => [
      words.say('mail.password-reset.end'),
      words.say('mail.support', { reach: reach(words, context.support) }),
    ],
  },
  'enrol-link': {
    ...tells('mail.enrol-link.text'),
    act: (mail, view) => followLink(mail, view, 'enrol-link'),
  },
  'password-changed': { ...tells('mail.password-changed.text'), asks: true },
  'address-changed': { ...tells('mail.address-changed.text'), asks: true },
  'account-frozen': {
    text: ({ userName }, { words, context }) => [
      words.say('mail.account-frozen.text', {
        platform: context.platform.name,
        user: plainLine(userName),
        support: context.support.name,
      }),
      words.say('mail.account-frozen.next', { reach: reach(words, context.support) }),
    ],
  },
  'account-frozen-admin': {
    text: ({ userName }, { words, context }) => [
      words.say('mail.account-frozen-admin.text', { platform: context.platform.name, user: plainLine(userName) }),
    ],
  },
  'account-unfrozen': tells('mail.account-unfrozen.text'),
  'authenticator-added': { ...tells('mail.authenticator-added.text'), asks: true },
  'authenticator-removed': { ...tells('mail.authenticator-removed.text'), asks: true },
  'mfa-reset': { ...tells('mail.mfa-reset.text'), asks: true },
  'new-device': { ...tells('mail.new-device.text'), asks: true },
  'device-stolen': { ...tells('mail.device-stolen.text'), asks: true },
  'recovery-code-used': {
    text: ({ parameters: { left } }, { words, context }) => [
      words.say('mail.recovery-code-used.text', { platform: context.platform.name }),
      ...(typeof left === 'number' ? [words.say('mail.recovery-code-used.left', { n: left })] : []),
    ],
    asks: true,
  },
  'recovery-codes-renewed': { ...tells('mail.recovery-codes-renewed.text'), asks: true },
  'password-known': {
    text: ({ parameters: { wrongCodes } }, { words, context }) => [
      words.say('mail.password-known.text', {
        platform: context.platform.name,
        n: typeof wrongCodes === 'number' ? wrongCodes : 1,
      }),
      words.say('mail.password-known.next'),
    ],
    asks: true,
  },
  'code-replayed': { ...tells('mail.code-replayed.text'), asks: true },
  'factors-disabled': {
    text: (_mail, { words, context }) => [
      words.say('mail.factors-disabled.text', { platform: context.platform.name, support: context.support.name }),
    ],
    asks: true,
  },
  'factors-enabled': { ...tells('mail.factors-enabled.text'), asks: true },
};

/** Keys whose one place is the platform. */
type TellingKey = { [K in Key]: [PlacesOf<K>] extends ['platform'] ? K : never }[Key] & `mail.${string}.text`;

function tells(key: TellingKey): Pick<MailPlan, 'text'> {
  return { text: (_mail, { words, context }) => [words.say(key, { platform: context.platform.name })] };
}

function enabledText({ parameters, at }: MailToRender, { words, context, dates }: View): string {
  const platform = context.platform.name;
  const from = typeof parameters.from === 'number' ? parameters.from : at;
  return from > at
    ? words.say('mail.mfa-enabled.text-from', { platform, date: dates.fullDate(from) })
    : words.say('mail.mfa-enabled.text', { platform });
}

function enabledEnding({ parameters, at }: MailToRender, { words, context, dates }: View): string {
  return words.say('mail.mfa-enabled.end', {
    date: dates.fullDate(at),
    time: dates.time(at),
    admin: typeof parameters.admin === 'string' ? plainLine(parameters.admin) : context.support.name,
    reach: reach(words, context.support),
  });
}

function reminderText({ parameters: { from }, at }: MailToRender, { words, context, dates }: View): readonly string[] {
  return [
    words.say('mail.reminder.text', { platform: context.platform.name }),
    ...(typeof from === 'number' && from > at
      ? [words.say('mail.reminder.until', { date: dates.fullDate(from) })]
      : []),
  ];
}

function setUpSteps({ words, context }: View): readonly string[] {
  return [
    words.say('mail.mfa-enabled.step-authenticator'),
    words.say('mail.mfa-enabled.step-sign-in', { platform: context.platform.name }),
    words.say('mail.mfa-enabled.step-follow'),
  ];
}

/** The platform's own address, which can be typed as well: a mail that asks to sign in by its link alone teaches to be tricked. */
function openPlatform({ words, context: { platform } }: View): ComposedMail['act'] {
  return {
    words: words.say('mail.mfa-enabled.act', { platform: platform.name }),
    url: absoluteUrl(platform.url),
    note: words.say('mail.or-type', { address: platform.url }),
  };
}

function followLink(
  { url, parameters: { expiresAt } }: MailToRender,
  { words, dates }: View,
  kind: 'invitation' | 'password-reset' | 'enrol-link',
): ComposedMail['act'] {
  if (url === null) {
    return null;
  }
  const note =
    typeof expiresAt === 'number'
      ? words.say('mail.once-until', {
          date: dates.fullDate(expiresAt),
          time: `${dates.time(expiresAt)} (${dates.shortZone(expiresAt)})`,
        })
      : words.say('mail.once');
  return { words: words.say(`mail.${kind}.act`), url: absoluteUrl(url), note };
}
