import type { View } from '../view.ts';
import type { ComposedMail } from './compose-mail.ts';

/** The part for readers without HTML. Lines are not broken: mail programs do that, and a broken link leads nowhere. */
export function mailToText(mail: ComposedMail, { words, context }: View): string {
  const blocks: readonly (readonly string[])[] = [
    [mail.hello],
    ...mail.paragraphs.map((paragraph) => [paragraph]),
    mail.steps.map((step, index) => `${index + 1}. ${step}`),
    mail.act === null ? [] : [`${mail.act.words}: ${mail.act.url}`],
    mail.act === null ? [] : [mail.act.note],
    mail.facts.map(({ name, value }) => `${name}: ${value}`),
    mail.ending,
    mail.notMe === null ? [] : [words.say('mail.not-me-address', { address: mail.notMe.url })],
    ['-- ', context.platform.longName],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
