/** @jsxImportSource hono/jsx */
import { Button, ButtonLink, PostForm } from '../parts/form.tsx';
import { PopUp } from '../parts/document.tsx';
import { Icon } from '../parts/icon.tsx';
import { Moment } from '../parts/moment.tsx';
import { reach } from '../parts/support.tsx';
import { Lead, QuietLine, QuietLink, Small, Steps, Text } from '../parts/text.tsx';
import { safeUrl } from '../safe-url.ts';
import type { PageProps } from '../view.ts';

/** Sheet E5. */
export function WaitingPage({ page, view }: PageProps<'waiting'>) {
  const { words, dates, context } = view;
  const seconds = Math.max(0, Math.ceil(page.until - page.now));
  return (
    <PopUp
      view={view}
      title={words.say('waiting.title', { time: dates.time(page.until) })}
      refresh={{ seconds, url: page.goOnUrl }}
    >
      <Lead>{words.say('waiting.text', { platform: context.platform.name })}</Lead>
      <div class="notice soft tall">
        <Icon name="clock" />
        <div>
          <p class="notice-title">
            {words.rich('waiting.again', { time: <Moment at={page.until} form="time" view={view} /> })}
          </p>
          <p class="hint" data-wait={seconds} data-go-on={safeUrl(page.goOnUrl)} data-over={words.say('waiting.over')}>
            {words.rich('waiting.seconds', { duration: <span data-left>{dates.duration(seconds)}</span> })}
          </p>
        </div>
      </div>
      <Small>{words.say('waiting.not-you')}</Small>
      <QuietLine
        left={<QuietLink to={page.clockUrl}>{words.say('code.clock')}</QuietLink>}
        right={
          page.somebodyElse === null ? null : (
            <PostForm form={page.somebodyElse} kind="inline">
              <Button kind="quiet">{words.say('waiting.somebody-else')}</Button>
            </PostForm>
          )
        }
      />
    </PopUp>
  );
}

/** Sheet E5, after the last wait. */
export function SwitchedOffPage({ page, view }: PageProps<'switched-off'>) {
  const { words, context } = view;
  return (
    <PopUp view={view} title={words.say('off.title')}>
      <Lead>{words.say('off.text', { n: page.failures, reach: reach(words, context.support) })}</Lead>
      <Small>{words.say('off.why')}</Small>
    </PopUp>
  );
}

/** Sheet D4. */
export function TooOldPage({ page, view }: PageProps<'too-old'>) {
  const { words, context } = view;
  return (
    <PopUp view={view} title={words.say('too-old.title')}>
      <Lead>{words.say('too-old.text', { n: page.minutes })}</Lead>
      <ButtonLink to={page.startAgainUrl ?? context.platform.url} kind="primary">
        {words.say('start-again')}
      </ButtonLink>
      <Small>
        {words.say('too-old.cookies')} <QuietLink to={page.cookieHelpUrl}>{words.say('too-old.what-to-do')}</QuietLink>
      </Small>
    </PopUp>
  );
}

export function CookieHelpPage({ page, view }: PageProps<'cookie-help'>) {
  const { words, context } = view;
  return (
    <PopUp view={view} title={words.say('cookies.title')}>
      <Lead>{words.say('cookies.text', { platform: context.platform.name })}</Lead>
      <Steps
        steps={[
          words.say('cookies.allow', { origin: context.origin }),
          words.say('cookies.private'),
          words.say('cookies.one-window'),
        ]}
      />
      <ButtonLink to={page.backUrl ?? context.platform.url} kind="primary">
        {words.say('start-again')}
      </ButtonLink>
    </PopUp>
  );
}

export function ClockHelpPage({ page, view }: PageProps<'clock-help'>) {
  const { words, dates, context } = view;
  const ways = ['clock.windows', 'clock.mac', 'clock.linux', 'clock.phone'] as const;
  return (
    <PopUp view={view} title={words.say('clock.title')}>
      <Lead>{words.say('clock.text')}</Lead>
      <div class="notice soft tall">
        <Icon name="clock" />
        <div>
          <p class="notice-title">{words.say('clock.now')}</p>
          <p class="clock-now" data-clock data-zone={context.timeZone}>
            {dates.timeWithSeconds(page.serverTime)}
          </p>
          <p class="hint">{words.say('clock.compare')}</p>
        </div>
      </div>
      <ul class="steps">
        {ways.map((way) => (
          <li>{words.say(way)}</li>
        ))}
      </ul>
      <Text>{words.say('clock.then')}</Text>
      <ButtonLink to={page.backUrl} kind="primary">
        {words.say('go-back')}
      </ButtonLink>
    </PopUp>
  );
}

export function BusyPage({ page, view }: PageProps<'busy'>) {
  const { words } = view;
  return (
    <PopUp view={view} title={words.say('busy.title')}>
      <Lead>
        {words.say('busy.text')} {words.say('busy.again', { n: Math.max(1, Math.ceil(page.retryAfterSeconds)) })}
      </Lead>
    </PopUp>
  );
}

export function TooManyPage({ page, view }: PageProps<'too-many'>) {
  const { words, dates } = view;
  return (
    <PopUp view={view} title={words.say('too-many.title')}>
      <Lead>
        {words.say('too-many.text')}{' '}
        {words.say('too-many.again', { duration: dates.duration(Math.max(1, page.retryAfterSeconds)) })}
      </Lead>
    </PopUp>
  );
}

/** The service cannot decide, and so lets nobody in. */
export function UnavailablePage({ page, view }: PageProps<'unavailable'>) {
  const { words, context } = view;
  return (
    <PopUp view={view} title={words.say('unavailable.title')}>
      <Lead>{words.say('unavailable.text', { support: context.support.name })}</Lead>
      <Small>{words.rich('unavailable.reference', { reference: <strong>{page.reference}</strong> })}</Small>
    </PopUp>
  );
}

export function BadRequestPage({ page, view }: PageProps<'bad-request'>) {
  const { words, context } = view;
  const platform = context.platform.name;
  const text = {
    form: words.say('bad-request.form-text'),
    'cross-site': words.say('bad-request.cross-site-text', { platform }),
    client: words.say('bad-request.client-text', { platform }),
    other: words.say('bad-request.other-text'),
  }[page.reason];
  return (
    <PopUp view={view} title={words.say(`bad-request.${page.reason}-title`)}>
      <Lead>{text}</Lead>
      <ButtonLink to={page.backUrl ?? context.platform.url} kind="primary">
        {page.backUrl === null ? words.say('home.platform', { platform }) : words.say('go-back')}
      </ButtonLink>
    </PopUp>
  );
}

export function NotFoundPage({ view }: PageProps<'not-found'>) {
  const { words, context } = view;
  return (
    <PopUp view={view} title={words.say('not-found.title')}>
      <Lead>{words.say('not-found.text')}</Lead>
      <ButtonLink to={context.platform.url} kind="primary">
        {words.say('home.platform', { platform: context.platform.name })}
      </ButtonLink>
    </PopUp>
  );
}
