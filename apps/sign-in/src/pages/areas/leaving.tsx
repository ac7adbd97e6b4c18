/** @jsxImportSource hono/jsx */
import { Button, ButtonLink, PostForm } from '../parts/form.tsx';
import { PopUp, WidePage } from '../parts/document.tsx';
import { Moment } from '../parts/moment.tsx';
import { Lead, QuietLine, QuietLink } from '../parts/text.tsx';
import type { PageProps } from '../view.ts';

export function SignOutPage({ page, view }: PageProps<'sign-out'>) {
  const { words } = view;
  return (
    <PopUp view={view} title={words.say('sign-out.title')}>
      <Lead>{words.say('sign-out.text')}</Lead>
      <PostForm form={page.here}>
        <Button kind="primary">{words.say('sign-out.here')}</Button>
      </PostForm>
      <PostForm form={page.everywhere}>
        <Button kind="plain">{words.say('sign-out.everywhere')}</Button>
      </PostForm>
      {page.backUrl === null ? null : (
        <QuietLine left={<QuietLink to={page.backUrl}>{words.say('sign-out.stay')}</QuietLink>} />
      )}
    </PopUp>
  );
}

export function SignedOutPage({ page, view }: PageProps<'signed-out'>) {
  const { words, context } = view;
  return (
    <PopUp view={view} title={words.say('signed-out.title')}>
      <Lead>{words.say(page.everywhere ? 'signed-out.everywhere' : 'signed-out.here')}</Lead>
      {page.continueUrl === null ? null : (
        <ButtonLink to={page.continueUrl} kind="primary">
          {words.say('signed-out.continue', { platform: context.platform.name })}
        </ButtonLink>
      )}
    </PopUp>
  );
}

export function HomePage({ page, view }: PageProps<'home'>) {
  const { words, context } = view;
  const platform = context.platform.name;
  return (
    <PopUp view={view} title={words.say('home.title', { platform })}>
      <Lead>{words.say('home.text', { platform })}</Lead>
      <ButtonLink to={page.platformUrl} kind="primary">
        {words.say('home.platform', { platform })}
      </ButtonLink>
      <QuietLine left={<QuietLink to={page.mySecurityUrl}>{words.say('home.security')}</QuietLink>} />
    </PopUp>
  );
}

/** Development only: what a mail server would have been given. */
export function OutboxPage({ page, view }: PageProps<'outbox'>) {
  const { words } = view;
  return (
    <WidePage view={view} title={words.say('outbox.title')} user={null}>
      <div class="head">
        <div>
          <h1>{words.say('outbox.title')}</h1>
          <Lead>{words.say('outbox.text')}</Lead>
        </div>
      </div>
      {page.mails.length === 0 ? <p class="text">{words.say('outbox.empty')}</p> : null}
      {page.mails.map((mail) => (
        <article class="panel mail" id={`mail-${mail.id}`}>
          <h2>{mail.subject}</h2>
          <p class="hint">
            {words.say('outbox.to', { address: mail.to })} · <Moment at={mail.at} form="entry" view={view} />
          </p>
          <pre>{linked(mail.text)}</pre>
        </article>
      ))}
    </WidePage>
  );
}

/** Addresses in a mail's text as links, since a developer wants to press them. */
function linked(text: string) {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) => (index % 2 === 1 ? <a href={part}>{part}</a> : part));
}
