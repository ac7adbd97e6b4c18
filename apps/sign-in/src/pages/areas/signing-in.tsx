/** @jsxImportSource hono/jsx */
import { Button, CheckBox, CodeField, PasswordField, PostForm, TextField } from '../parts/form.tsx';
import { PopUp } from '../parts/document.tsx';
import { Lead, Notice, QuietLine, QuietLink } from '../parts/text.tsx';
import { UserName } from '../parts/user-name.tsx';
import type { PageProps } from '../view.ts';
import { codeErrorToText, recoveryErrorToText } from './code-errors.ts';

/** Sheets D2 and D8. */
export function SignInPage({ page, view }: PageProps<'sign-in'>) {
  const { words, context } = view;
  const knowsUser = page.userName !== '';
  const notice = { 'time-ran-out': 'sign-in.time-ran-out', 'signed-out-for-safety': 'sign-in.signed-out' } as const;
  return (
    <PopUp view={view} title={words.say('sign-in.title')}>
      <Lead>{words.say('sign-in.to', { platform: context.platform.longName })}</Lead>
      {page.error === 'time-ran-out' || page.error === 'signed-out-for-safety' ? (
        <Notice kind="soft" icon="info">
          {words.say(notice[page.error])}
        </Notice>
      ) : null}
      <PostForm form={page.form}>
        <TextField
          name="user"
          label={words.say('user-name')}
          value={page.userName}
          autocomplete="username"
          focus={!knowsUser}
        />
        <PasswordField
          name="password"
          label={words.say('password')}
          autocomplete="current-password"
          view={view}
          focus={knowsUser}
          error={page.error === 'mismatch' || page.error === 'too-many' ? words.say(`sign-in.${page.error}`) : null}
        />
        <Button kind="primary">{words.say('continue')}</Button>
      </PostForm>
      <QuietLine left={<QuietLink to={page.forgottenUrl}>{words.say('sign-in.forgotten')}</QuietLink>} />
    </PopUp>
  );
}

/** Sheets D6, D7 and D9. */
export function OneTimeCodePage({ page, view }: PageProps<'one-time-code'>) {
  const { words } = view;
  const isClock = page.error?.reason === 'clock';
  return (
    <PopUp view={view} title={words.say('code.title')}>
      <Lead>{words.rich('code.text', { user: <UserName name={page.user} /> })}</Lead>
      <PostForm form={page.form}>
        <CodeField
          label={words.say('one-time-code')}
          focus
          placeholder={isClock ? words.say('code.wait-for-new') : undefined}
          error={page.error === null ? null : codeErrorToText(page.error, view)}
        />
        {page.rememberDays === null ? null : (
          <CheckBox name="remember" isTicked={page.rememberTicked}>
            {words.say('code.remember', { n: page.rememberDays })}
          </CheckBox>
        )}
        <Button kind="primary">{words.say('continue')}</Button>
      </PostForm>
      <QuietLine
        left={
          page.recoveryUrl === null ? null : (
            <QuietLink to={page.recoveryUrl}>{words.say('code.use-recovery')}</QuietLink>
          )
        }
        right={<QuietLink to={page.clockUrl}>{words.say(isClock ? 'code.clock-how' : 'code.clock')}</QuietLink>}
      />
    </PopUp>
  );
}

/** Sheet E6: the platform's name, and not what it is about to do. */
export function StepUpPage({ page, view }: PageProps<'step-up'>) {
  const { words } = view;
  return (
    <PopUp view={view} title={words.say('step-up.title', { platform: page.clientName })}>
      <Lead>{words.say('step-up.text', { platform: page.clientName })}</Lead>
      <PostForm form={page.form}>
        <CodeField
          label={words.say('step-up.label')}
          focus
          hint={words.say('step-up.hint')}
          error={page.error === null ? null : codeErrorToText(page.error, view)}
        />
        <Button kind="primary">{words.say('continue')}</Button>
      </PostForm>
      <QuietLine
        left={
          page.recoveryUrl === null ? null : (
            <QuietLink to={page.recoveryUrl}>{words.say('code.use-recovery')}</QuietLink>
          )
        }
        right={
          <PostForm form={page.cancel} kind="inline">
            <Button kind="quiet">{words.say('step-up.cancel')}</Button>
          </PostForm>
        }
      />
    </PopUp>
  );
}

export function RecoveryCodePage({ page, view }: PageProps<'recovery-code'>) {
  const { words } = view;
  return (
    <PopUp view={view} title={words.say('recovery.title')}>
      <Lead>{words.rich('recovery.text', { user: <UserName name={page.user} /> })}</Lead>
      <PostForm form={page.form}>
        <TextField
          name="recovery"
          label={words.say('recovery-code')}
          autocomplete="off"
          isCode
          focus
          hint={words.say('recovery.hint')}
          error={page.error === null ? null : recoveryErrorToText(page.error, view)}
        />
        <Button kind="primary">{words.say('continue')}</Button>
      </PostForm>
      <QuietLine
        left={<QuietLink to={page.backUrl}>{words.say('recovery.use-code')}</QuietLink>}
        right={<span class="hint">{words.say('recovery.left', { n: page.left })}</span>}
      />
    </PopUp>
  );
}

/** Sheet E2, before a change on "My security". */
export function ConfirmItIsYouPage({ page, view }: PageProps<'confirm-it-is-you'>) {
  const { words } = view;
  const name = page.about ?? words.say('did.quoted-name-missing');
  return (
    <PopUp view={view} title={words.say('confirm.title')}>
      <Lead>
        {words.rich('confirm.text', { user: <UserName name={page.user} /> })}{' '}
        {page.act === 'remove' || page.act === 'rename'
          ? words.rich(`confirm.${page.act}`, { name: <bdi>{name}</bdi> })
          : words.say(`confirm.${page.act}`)}
      </Lead>
      <PostForm form={page.form}>
        {page.factor === 'code' ? (
          <CodeField
            label={words.say('step-up.label')}
            focus
            hint={words.say('step-up.hint')}
            error={confirmErrorToText({ page, view })}
          />
        ) : (
          <TextField
            name="recovery"
            label={words.say('recovery-code')}
            autocomplete="off"
            isCode
            focus
            hint={words.say('recovery.hint')}
            error={confirmErrorToText({ page, view })}
          />
        )}
        <Button kind="primary">{words.say('continue')}</Button>
      </PostForm>
      <QuietLine
        left={
          page.otherWayUrl === null ? null : (
            <QuietLink to={page.otherWayUrl}>
              {words.say(page.factor === 'code' ? 'code.use-recovery' : 'recovery.use-code')}
            </QuietLink>
          )
        }
        right={<QuietLink to={page.backUrl}>{words.say('go-back')}</QuietLink>}
      />
    </PopUp>
  );
}

/** Both factors share the page and some of their reasons; the field that was filled in says which sentence is meant. */
function confirmErrorToText({ page, view }: PageProps<'confirm-it-is-you'>): string | null {
  const { error, factor } = page;
  if (error === null) {
    return null;
  }
  if (factor === 'recovery' && (error.reason === 'wrong' || error.reason === 'malformed')) {
    return recoveryErrorToText({ reason: error.reason }, view);
  }
  if (error.reason === 'used' || (error.reason === 'malformed' && !('expected' in error))) {
    return recoveryErrorToText(error, view);
  }
  return codeErrorToText(error, view);
}
