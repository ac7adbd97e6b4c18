import { plainLine } from '../../accounts/plain-text.ts';
import { reach } from '../parts/support.tsx';
import { absoluteUrl } from '../safe-url.ts';
import type { View } from '../view.ts';
import { plans } from './mail-plans.ts';
import type { MailToRender } from './render-mail.tsx';

/** A mail in words, before it is text or HTML. Every entry is one line: what a user wrote has no line ends left. */
export interface ComposedMail {
  readonly subject: string;
  readonly hello: string;
  readonly paragraphs: readonly string[];
  readonly steps: readonly string[];
  /** What, when, from where. */
  readonly facts: readonly Fact[];
  readonly act: { readonly words: string; readonly url: string; readonly note: string } | null;
  readonly ending: readonly string[];
  readonly notMe: { readonly words: string; readonly url: string } | null;
}

interface Fact {
  readonly name: string;
  readonly value: string;
}

export function composeMail(mail: MailToRender, view: View): ComposedMail {
  const { words } = view;
  const plan = plans[mail.kind];
  const name = plainLine(mail.name);
  const notMe = mail.notMeUrl === null ? null : { words: words.say('mail.not-me'), url: absoluteUrl(mail.notMeUrl) };
  return {
    subject: words.say(`mail.${mail.kind}.subject`),
    hello: name === '' ? words.say('mail.hello-nobody') : words.say('mail.hello', { name }),
    paragraphs: plan.text(mail, view),
    steps: plan.steps?.(view) ?? [],
    facts: plan.facts === 'none' ? [] : factsOf(mail, view),
    act: plan.act?.(mail, view) ?? null,
    ending: plan.ending?.(mail, view) ?? usualEnding({ view, asks: plan.asks === true, hasNotMe: notMe !== null }),
    notMe,
  };
}

function usualEnding({
  view,
  asks,
  hasNotMe,
}: {
  readonly view: View;
  readonly asks: boolean;
  readonly hasNotMe: boolean;
}): readonly string[] {
  const { words, context } = view;
  const asked = reach(words, context.support);
  const wasItYou = hasNotMe
    ? words.say('mail.was-it-you')
    : asks
      ? words.say('mail.was-it-you-ask', { reach: asked })
      : null;
  const ending = [words.say('mail.support', { reach: asked }), words.say('mail.never-ask')];
  // The question comes last, beside its button.
  return wasItYou === null ? ending : [...ending, wasItYou];
}

function factsOf(mail: MailToRender, view: View): readonly Fact[] {
  const { words, dates } = view;
  const { parameters, at, from } = mail;
  const when = words.say('mail.at', { date: dates.fullDate(at), time: `${dates.time(at)} (${dates.shortZone(at)})` });
  const places = [from.agent, from.place, from.address].map((one) => plainLine(one ?? '')).filter((one) => one !== '');
  const isByAdmin = typeof parameters.admin === 'string';
  const facts: readonly (readonly [string, unknown])[] = [
    [words.say('mail.account'), mail.userName],
    [words.say('mail.authenticator'), parameters.authenticator],
    [words.say('mail.device'), parameters.device],
    [words.say('mail.reason'), parameters.reason],
    [words.say('mail.reference'), parameters.reference],
    [words.say('mail.when'), when],
    [words.say('mail.by'), parameters.admin],
    // Where an administrator sat is nothing to judge an act by.
    [
      words.say('mail.from'),
      isByAdmin ? null : places.length > 0 ? places.join(', ') : words.say('mail.unknown-place'),
    ],
  ];
  return facts
    .map(([name, value]) => ({ name, value: typeof value === 'string' ? plainLine(value) : '' }))
    .filter(({ value }) => value !== '');
}
