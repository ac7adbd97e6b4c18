/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { safeUrl } from '../safe-url.ts';
import type { PageContext } from '../page.ts';
import type { View } from '../view.ts';
import type { Words } from '../strings/words.ts';

/** "IT on extension 204": whom to ask, and the best way to reach them, for the middle of a sentence. */
export function reach(words: Words, { name, telephone, mail, link }: PageContext['support']): string {
  if (telephone !== null) {
    return words.say('reach-telephone', { support: name, contact: telephone });
  }
  const contact = mail ?? link;
  return contact === null ? name : words.say('reach-elsewhere', { support: name, contact });
}

/** At the end of every page: whom to ask, by every way that the settings name. */
export function SupportFoot({ view }: { readonly view: View }) {
  const { words, context } = view;
  const { name, telephone, mail, link } = context.support;
  const ways: Child[] = [
    telephone === null ? null : isDialled(telephone) ? (
      <a href={`tel:${telephone.replaceAll(/[^+\d]/g, '')}`}>{telephone}</a>
    ) : (
      telephone
    ),
    mail === null ? null : <a href={`mailto:${encodeURI(mail)}`}>{mail}</a>,
    link === null ? null : <a href={safeUrl(link)}>{words.say('support-link')}</a>,
  ].filter((way) => way !== null);
  return (
    <footer class="support">
      <p>
        {words.say('support-lead', { support: name })}{' '}
        {ways.map((way, index) => (
          <>
            <span class="way">
              {way}
              {index < ways.length - 1 ? ' ·' : ''}
            </span>{' '}
          </>
        ))}
      </p>
      {context.timeZone === undefined ? (
        <noscript>
          <p>{words.say('times-in', { zone: view.dates.zone })}</p>
        </noscript>
      ) : null}
    </footer>
  );
}

/** "extension 204" is no number that a telephone outside the house could dial. */
function isDialled(telephone: string): boolean {
  return /^\+?\d[\d\s()/.-]{4,}$/.test(telephone);
}
