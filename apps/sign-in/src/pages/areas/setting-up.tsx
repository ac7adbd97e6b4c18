/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { Button, CodeField, PostForm, TextField } from '../parts/form.tsx';
import { PopUp } from '../parts/document.tsx';
import { Icon } from '../parts/icon.tsx';
import { Moment } from '../parts/moment.tsx';
import { QrPicture } from '../parts/qr-picture.tsx';
import { reach } from '../parts/support.tsx';
import { Lead, Notice, QuietLine, QuietLink, Text } from '../parts/text.tsx';
import { withBreaks } from '../parts/user-name.tsx';
import { safeUrl } from '../safe-url.ts';
import type { PageProps, View } from '../view.ts';
import { codeErrorToText } from './code-errors.ts';

/** Sheet D3. The short code has its field here and on the everyday page; the title, the QR code and the links tell them apart. */
export function SecureAccountPage({ page, view }: PageProps<'secure-account'>) {
  const { words } = view;
  const titles = {
    first: 'set-up.title',
    another: 'set-up.title-another',
    'after-recovery': 'set-up.title-again',
  } as const;
  const isAnother = page.purpose === 'another';
  const groups = page.longCode.match(/.{1,4}/gsu) ?? [];
  return (
    <PopUp view={view} title={words.say(titles[page.purpose])}>
      <Lead>{words.say(isAnother ? 'set-up.text-another' : 'set-up.text')}</Lead>
      {page.hadOneBefore ? (
        <Notice kind="soft" icon="info">
          {words.rich('set-up.old-entry', { service: <bdi>{page.service}</bdi> })}
        </Notice>
      ) : null}
      <QrPicture picture={page.qr} label={words.say('set-up.qr', { code: groups.join(' ') })} />
      <p class="open">
        <a class="button quiet" href={safeUrl(page.otpauthUri)} data-open="trouble">
          {words.say('set-up.open')}
        </a>
        <span class="hint">{words.say('set-up.camera')}</span>
        <span class="hint" id="nothing-opened" role="status" data-said={words.say('set-up.nothing-opened')}></span>
      </p>
      <details class="trouble" id="trouble">
        <summary>
          <span>{words.say('set-up.trouble')}</span>
          <Icon name="down" />
        </summary>
        <div class="trouble-body">
          <p class="hint">{words.say('set-up.trouble-text')}</p>
          <ToCopy view={view} id="copy-service" what={words.say('set-up.service')} text={page.service} />
          <ToCopy view={view} id="copy-user" what={words.say('set-up.user')} text={page.user} />
          <ToCopy
            view={view}
            id="copy-code"
            what={words.say('set-up.code')}
            text={page.longCode}
            shown={
              <span class="groups">
                {groups.map((group) => (
                  <>
                    <span>{group}</span>{' '}
                  </>
                ))}
              </span>
            }
          />
        </div>
      </details>
      <PostForm form={page.form}>
        {isAnother ? (
          <TextField
            name="name"
            label={words.say('set-up.name')}
            hint={words.say('set-up.name-hint')}
            autocomplete="off"
            isRequired={false}
          />
        ) : null}
        <CodeField
          label={words.say('set-up.code-label')}
          focus={page.error !== null}
          error={page.error === null ? null : codeErrorToText(page.error, view)}
        />
        <Button kind="primary">{words.say('continue')}</Button>
      </PostForm>
      <p
        class="hint waits"
        data-page-seconds={Math.max(0, Math.ceil(page.expiresAt - view.context.now))}
        data-over={words.say('set-up.over')}
        role="status"
      >
        {words.rich('set-up.waits', { time: <Moment at={page.expiresAt} form="time" view={view} /> })}
      </p>
      <QuietLine
        left={<QuietLink to={page.guideUrl}>{words.say('set-up.guide')}</QuietLink>}
        right={
          <PostForm form={page.startAgain} kind="inline">
            <Button kind="quiet">{words.say('set-up.start-again')}</Button>
          </PostForm>
        }
      />
    </PopUp>
  );
}

/** One of the three texts that an authenticator's form asks for. Copied without blanks; by hand where there is no script. */
function ToCopy({
  view,
  id,
  what,
  text,
  shown,
}: {
  readonly view: View;
  readonly id: string;
  readonly what: string;
  readonly text: string;
  readonly shown?: Child;
}) {
  const { words } = view;
  return (
    <div class="to-copy">
      <p class="label" id={id}>
        {what}
      </p>
      <div class="copy-row">
        <bdi class="copy-text" aria-labelledby={id}>
          {shown ?? withBreaks(text)}
        </bdi>
        <button
          type="button"
          class="button ghost"
          hidden
          data-copy={text}
          data-copied={words.say('set-up.copied')}
          aria-labelledby={`${id}-act ${id}`}
        >
          <Icon name="copy" />
          <span id={`${id}-act`} aria-live="polite">
            {words.say('set-up.copy')}
          </span>
        </button>
      </div>
    </div>
  );
}

export function SetUpGonePage({ page, view }: PageProps<'set-up-gone'>) {
  const { words } = view;
  return (
    <PopUp view={view} title={words.say('set-up-gone.title')}>
      <Lead>{words.say('set-up-gone.text')}</Lead>
      <PostForm form={page.startAgain}>
        <Button kind="primary">{words.say('set-up.start-again')}</Button>
      </PostForm>
    </PopUp>
  );
}

export function TicketNeededPage({ page, view }: PageProps<'ticket-needed'>) {
  const { words, context } = view;
  return (
    <PopUp view={view} title={words.say('ticket.title')}>
      <Lead>
        {page.needs === 'link'
          ? words.say('ticket.link-text')
          : words.say('ticket.ticket-text', { support: context.support.name })}
      </Lead>
      {page.sent ? (
        <Notice kind="soft" icon="check">
          {words.say('ticket.sent')}
        </Notice>
      ) : page.sendLink === null ? (
        <Text>{words.say('ticket.ask', { reach: reach(words, context.support) })}</Text>
      ) : (
        <PostForm form={page.sendLink}>
          <Button kind="primary">{words.say('ticket.send')}</Button>
        </PostForm>
      )}
    </PopUp>
  );
}
