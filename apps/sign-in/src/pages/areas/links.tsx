/** @jsxImportSource hono/jsx */
import { Button, ButtonLink, PostForm } from '../parts/form.tsx';
import { PopUp } from '../parts/document.tsx';
import { reach } from '../parts/support.tsx';
import { Lead } from '../parts/text.tsx';
import { UserName } from '../parts/user-name.tsx';
import type { PageProps } from '../view.ts';

/** Says what the link will do; only its button does it, so that a mail scanner's visit changes nothing (S13). */
export function UseLinkPage({ page, view }: PageProps<'use-link'>) {
  const { words } = view;
  const isEnrol = page.what === 'enrol';
  const user = <UserName name={page.user} />;
  return (
    <PopUp view={view} title={words.say(isEnrol ? 'use-link.enrol-title' : 'use-link.enable-title')}>
      <Lead>{words.rich(isEnrol ? 'use-link.enrol-text' : 'use-link.enable-text', { user })}</Lead>
      <PostForm form={page.form}>
        <Button kind="primary">{words.say(isEnrol ? 'continue' : 'use-link.enable')}</Button>
      </PostForm>
    </PopUp>
  );
}

export function LinkUsedPage({ page, view }: PageProps<'link-used'>) {
  const { words } = view;
  const isEnrol = page.what === 'enrol';
  return (
    <PopUp view={view} title={words.say(isEnrol ? 'link-used.enrol-title' : 'link-used.enable-title')}>
      <Lead>{words.say(isEnrol ? 'link-used.enrol-text' : 'link-used.enable-text')}</Lead>
      <ButtonLink to={page.continueUrl} kind="primary">
        {words.say('continue')}
      </ButtonLink>
    </PopUp>
  );
}

export function LinkDeadPage({ page, view }: PageProps<'link-dead'>) {
  const { words, context } = view;
  const asked = reach(words, context.support);
  return (
    <PopUp view={view} title={words.say(`link-dead.${page.state}-title`)}>
      <Lead>
        {page.state === 'unknown' ? `${words.say('link-dead.unknown-text')} ` : ''}
        {page.what === 'password-reset'
          ? words.say('link-dead.password-reset')
          : words.say(`link-dead.${page.what}`, { reach: asked })}
      </Lead>
      <ButtonLink to={context.platform.url} kind="plain">
        {words.say('home.platform', { platform: context.platform.name })}
      </ButtonLink>
    </PopUp>
  );
}
