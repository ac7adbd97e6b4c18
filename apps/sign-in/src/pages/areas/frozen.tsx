/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { Button, ButtonLink, PostForm } from '../parts/form.tsx';
import { PopUp } from '../parts/document.tsx';
import { Icon } from '../parts/icon.tsx';
import { Moment } from '../parts/moment.tsx';
import { reach } from '../parts/support.tsx';
import { Lead, Small, Steps } from '../parts/text.tsx';
import { UserName } from '../parts/user-name.tsx';
import type { PageProps } from '../view.ts';

/** Sheet E7. */
export function FreezePage({ page, view }: PageProps<'freeze'>) {
  const { words, context } = view;
  return (
    <PopUp view={view} title={words.say('freeze.title')}>
      <Lead>
        {words.rich('freeze.for', { user: <UserName name={page.user} /> })}
        {'. '}
        {words.say('freeze.text', { support: context.support.name })}
      </Lead>
      <PostForm form={page.form}>
        <Button kind="danger">{words.say('freeze.do')}</Button>
      </PostForm>
      {page.backUrl === null ? null : (
        <ButtonLink to={page.backUrl} kind="quiet">
          {words.say('go-back')}
        </ButtonLink>
      )}
    </PopUp>
  );
}

/** Sheet E3: right after the freezing with what was done, later without. */
export function FrozenPage({ page, view }: PageProps<'frozen'>) {
  const { words, context } = view;
  const { support } = context;
  const { done } = page;
  const reference = <strong class="reference">{page.reference}</strong>;
  const asked = reach(words, support);
  return (
    <PopUp view={view} title={words.say('frozen.title')}>
      <Lead>{words.rich('frozen.text', { user: <UserName name={page.user} />, support: support.name })}</Lead>
      {done === null ? null : (
        <ul class="panel ticks">
          <Done
            what={words.say('frozen.sessions')}
            more={
              done.sessionsEnded === 0
                ? words.say('frozen.there-were-none')
                : words.rich('frozen.sessions-count', {
                    n: done.sessionsEnded,
                    time: <Moment at={done.at} form="time" view={view} />,
                  })
            }
          />
          <Done
            what={words.say('frozen.devices')}
            more={
              done.devicesForgotten === 0
                ? words.say('frozen.there-were-none')
                : words.say('frozen.devices-count', { n: done.devicesForgotten })
            }
          />
          {done.authenticatorsRemoved.length === 0 ? (
            <Done what={words.say('frozen.none-added')} />
          ) : (
            <Done
              what={words.say('frozen.removed', { n: done.authenticatorsRemoved.length })}
              more={done.authenticatorsRemoved.map((name) => (
                <bdi class="listed">{name}</bdi>
              ))}
            />
          )}
        </ul>
      )}
      <h2>{words.say('frozen.what-now')}</h2>
      <Steps
        steps={[
          words.rich(support.telephone === null ? 'frozen.write' : 'frozen.ring', { reach: asked, reference }),
          words.say('frozen.elsewhere'),
          words.say('frozen.no-mails'),
        ]}
      />
      {done === null ? null : (
        <Small>
          {words.rich('frozen.told', { support: support.name, time: <Moment at={done.at} form="time" view={view} /> })}
        </Small>
      )}
    </PopUp>
  );
}

function Done({ what, more }: { readonly what: string; readonly more?: Child }) {
  return (
    <li>
      <Icon name="check" />
      <div>
        <p>{what}</p>
        {more === undefined ? null : <p class="hint">{more}</p>}
      </div>
    </li>
  );
}
