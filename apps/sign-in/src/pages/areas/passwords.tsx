/** @jsxImportSource hono/jsx */
import { Button, ButtonLink, PasswordField, PostForm, TextField, UserNameForManagers } from '../parts/form.tsx';
import { PopUp } from '../parts/document.tsx';
import { Lead, QuietLine, QuietLink, Small } from '../parts/text.tsx';
import { UserName } from '../parts/user-name.tsx';
import type { PasswordError } from '../page.ts';
import type { PageProps, View } from '../view.ts';

export function ChoosePasswordPage({ page, view }: PageProps<'choose-password'>) {
  const { words, context } = view;
  return (
    <PopUp view={view} title={words.say(`password.title-${page.why}`)}>
      <Lead>
        {words.rich('password.for', { user: <UserName name={page.user} />, platform: context.platform.name })}
      </Lead>
      <PostForm form={page.form}>
        <UserNameForManagers user={page.user} />
        <NewPasswordFields
          view={view}
          least={page.least}
          error={page.error}
          isFirst={page.why === 'invitation'}
          focus
        />
        <Button kind="primary">{words.say('password.save')}</Button>
      </PostForm>
    </PopUp>
  );
}

export function ChangePasswordPage({ page, view }: PageProps<'change-password'>) {
  const { words, context } = view;
  const isOldWrong = page.error?.reason === 'old-one-wrong';
  const isNewWrong = page.error !== null && !isOldWrong;
  return (
    <PopUp view={view} title={words.say('password.title-change')}>
      <Lead>
        {words.rich('password.for', { user: <UserName name={page.user} />, platform: context.platform.name })}
      </Lead>
      <PostForm form={page.form}>
        <UserNameForManagers user={page.user} />
        <PasswordField
          name="old"
          label={words.say('password.present')}
          autocomplete="current-password"
          view={view}
          focus={!isNewWrong}
          error={isOldWrong ? words.say('password.old-one-wrong') : null}
        />
        <NewPasswordFields
          view={view}
          least={page.least}
          error={isOldWrong ? null : page.error}
          isFirst={false}
          focus={isNewWrong}
        />
        <Button kind="primary">{words.say('password.save')}</Button>
      </PostForm>
      <QuietLine left={<QuietLink to={page.backUrl}>{words.say('go-back')}</QuietLink>} />
    </PopUp>
  );
}

function NewPasswordFields({
  view,
  least,
  error,
  isFirst,
  focus,
}: {
  readonly view: View;
  readonly least: number;
  readonly error: PasswordError | null;
  /** There is no old one that it could be told from. */
  readonly isFirst: boolean;
  readonly focus: boolean;
}) {
  const { words } = view;
  const differs = error?.reason === 'not-the-same';
  const text = error === null ? null : passwordErrorToText(error, view);
  return (
    <>
      <PasswordField
        name="password"
        label={words.say(isFirst ? 'password' : 'password.new')}
        hint={words.say('password.hint', { least })}
        autocomplete="new-password"
        view={view}
        focus={focus && !differs}
        error={differs ? null : text}
      />
      <PasswordField
        name="again"
        label={words.say(isFirst ? 'password.again' : 'password.new-again')}
        autocomplete="new-password"
        view={view}
        focus={focus && differs}
        error={differs ? text : null}
      />
    </>
  );
}

function passwordErrorToText(error: PasswordError, view: View): string {
  const { words } = view;
  switch (error.reason) {
    case 'too-short':
      return words.say('password.too-short', { n: Math.max(1, error.least - error.got), least: error.least });
    case 'too-long':
      return words.say('password.too-long', { most: error.most });
    case 'common':
      return words.say('password.common');
    case 'context':
      return words.say('password.context', { word: error.word });
    case 'not-the-same':
      return words.say('password.not-the-same');
    case 'old-one-wrong':
      return words.say('password.old-one-wrong');
  }
}

export function PasswordSetPage({ page, view }: PageProps<'password-set'>) {
  const { words } = view;
  return (
    <PopUp view={view} title={words.say('password-set.title')}>
      <Lead>{words.say('password-set.text')}</Lead>
      <ButtonLink to={page.continueUrl} kind="primary">
        {words.say('continue')}
      </ButtonLink>
    </PopUp>
  );
}

export function ForgottenPasswordPage({ page, view }: PageProps<'forgotten-password'>) {
  const { words } = view;
  return (
    <PopUp view={view} title={words.say('forgotten.title')}>
      <Lead>{words.say('forgotten.text')}</Lead>
      <PostForm form={page.form}>
        <TextField name="user" label={words.say('user-name')} autocomplete="username" focus />
        <Button kind="primary">{words.say('forgotten.send')}</Button>
      </PostForm>
      <BackLine view={view} backUrl={page.backUrl} />
    </PopUp>
  );
}

/** The same for a user name that is known and for one that is not (S17). */
export function ForgottenSentPage({ page, view }: PageProps<'forgotten-sent'>) {
  const { words } = view;
  return (
    <PopUp view={view} title={words.say('forgotten-sent.title')}>
      <Lead>{words.say('forgotten-sent.text', { n: page.minutes })}</Lead>
      <Small>{words.say('forgotten-sent.nothing')}</Small>
      <BackLine view={view} backUrl={page.backUrl} />
    </PopUp>
  );
}

function BackLine({ view, backUrl }: { readonly view: View; readonly backUrl: string | null }) {
  return backUrl === null ? null : <QuietLine left={<QuietLink to={backUrl}>{view.words.say('go-back')}</QuietLink>} />;
}
