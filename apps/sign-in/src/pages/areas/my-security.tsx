/** @jsxImportSource hono/jsx */
import type { Child, PropsWithChildren } from 'hono/jsx';
import type { IconName } from '@halfminute/theme';
import { Button, ButtonLink, PostForm, TextField } from '../parts/form.tsx';
import { PopUp, WidePage } from '../parts/document.tsx';
import { Icon } from '../parts/icon.tsx';
import { Moment } from '../parts/moment.tsx';
import { Lead, Notice, QuietLine, QuietLink, Small } from '../parts/text.tsx';
import { safeUrl } from '../safe-url.ts';
import type { AuthenticatorRow, DeviceRow } from '../page.ts';
import type { PageProps, View } from '../view.ts';
import { ActivityList } from './activity.tsx';

/** Sheets E1 and E4. */
export function MySecurity({ page, view }: PageProps<'my-security'>) {
  const { words } = view;
  const { recovery } = page;
  return (
    <WidePage view={view} title={words.say('security.title')} user={page.user}>
      <div class="head">
        <div>
          <h1>{words.say('security.title')}</h1>
          <Lead>
            <SignedIn page={page} view={view} />
          </Lead>
        </div>
        <ButtonLink to={page.notMeUrl} kind="plain">
          {words.say('security.not-me')}
        </ButtonLink>
      </div>
      {page.done === null ? null : (
        <Notice kind="soft" icon="check">
          {words.say(`security.done-${page.done}`)}
        </Notice>
      )}
      <div class="columns">
        <Section
          title={words.say('security.authenticators')}
          act={
            <a class="quiet-link" href={safeUrl(page.addUrl)} aria-label={words.say('security.add-authenticator')}>
              {words.say('security.add')}
            </a>
          }
        >
          <Panel
            empty={words.say('security.no-authenticators')}
            lines={page.authenticators.map((authenticator) => (
              <AuthenticatorLine authenticator={authenticator} view={view} />
            ))}
          />
        </Section>
        <Section
          title={words.say('security.recovery')}
          act={<QuietLink to={page.newRecoveryCodesUrl}>{words.say('security.make-new')}</QuietLink>}
          note={words.say('security.note')}
        >
          <Panel
            empty={words.say('security.no-recovery')}
            lines={
              recovery === null
                ? []
                : [
                    <Line
                      icon="file"
                      name={words.say('security.recovery-left', { n: recovery.left, of: recovery.of })}
                      more={
                        recovery.lastUsedAt === null
                          ? words.say('security.recovery-unused')
                          : words.rich('security.recovery-used', {
                              date: <Moment at={recovery.lastUsedAt} form="date" view={view} />,
                              time: <Moment at={recovery.lastUsedAt} form="time" view={view} />,
                            })
                      }
                    />,
                  ]
            }
          />
        </Section>
        <Section
          title={words.say('security.devices')}
          act={
            page.forgetAll === null ? null : (
              <PostForm form={page.forgetAll} kind="inline">
                <Button kind="quiet">{words.say('security.forget-all')}</Button>
              </PostForm>
            )
          }
        >
          <Panel
            empty={words.say('security.no-devices')}
            lines={page.devices.map((device) => (
              <DeviceLine device={device} view={view} />
            ))}
          />
        </Section>
        <Section
          title={words.say('security.password')}
          act={
            <a
              class="quiet-link"
              href={safeUrl(page.changePasswordUrl)}
              aria-label={words.say('password.title-change')}
            >
              {words.say('security.change-password')}
            </a>
          }
        >
          <Panel
            empty=""
            lines={[
              <Line icon="lock" name={words.say('security.password')} more={words.say('security.password-note')} />,
            ]}
          />
        </Section>
      </div>
      <Section
        title={words.say('security.activity')}
        act={<QuietLink to={page.activityUrl}>{words.say('security.show-all')}</QuietLink>}
      >
        <ActivityList entries={page.activity} view={view} changePasswordUrl={page.changePasswordUrl} />
      </Section>
    </WidePage>
  );
}

function SignedIn({ page, view }: PageProps<'my-security'>) {
  const { words } = view;
  const { at, place, with: factor } = page.signedIn;
  const day = <Moment at={at} form="day" view={view} />;
  const time = <Moment at={at} form="time" view={view} />;
  return (
    <>
      {place === null
        ? words.rich(`security.signed-in-${factor}`, { day, time })
        : words.rich(`security.signed-in-${factor}-from`, { day, time, place: <bdi>{place}</bdi> })}
    </>
  );
}

function Section({
  title,
  act,
  note,
  children,
}: PropsWithChildren<{ readonly title: string; readonly act: Child; readonly note?: string }>) {
  return (
    <section>
      <div class="section-head">
        <h2>{title}</h2>
        {act}
      </div>
      {children}
      {note === undefined ? null : <p class="hint note">{note}</p>}
    </section>
  );
}

/** Its lines are no children, which arrive unwrapped where there is one, and not at all where there is none. */
function Panel({ empty, lines }: { readonly empty: string; readonly lines: readonly Child[] }) {
  return lines.length === 0 ? (
    <p class="panel empty">{empty}</p>
  ) : (
    <ul class="panel">
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  );
}

function Line({
  icon,
  name,
  more,
  act,
}: {
  readonly icon: IconName;
  readonly name: Child;
  readonly more: Child;
  readonly act?: Child;
}) {
  return (
    <div class="line">
      <Icon name={icon} />
      <div class="line-text">
        <p class="name">{name}</p>
        <p class="hint">{more}</p>
      </div>
      {act}
    </div>
  );
}

function AuthenticatorLine({ authenticator, view }: { readonly authenticator: AuthenticatorRow; readonly view: View }) {
  const { words } = view;
  return (
    <Line
      icon="clock"
      name={<bdi>{authenticator.name}</bdi>}
      more={usedToText({ authenticator, view })}
      act={
        <a
          class="icon-button"
          href={safeUrl(authenticator.url)}
          aria-label={words.say('security.edit', { name: authenticator.name })}
        >
          <Icon name="more" />
        </a>
      }
    />
  );
}

function usedToText({
  authenticator,
  view,
}: {
  readonly authenticator: AuthenticatorRow;
  readonly view: View;
}): Child[] {
  const date = <Moment at={authenticator.addedAt} form="date" view={view} />;
  return authenticator.lastUsedAt === null
    ? view.words.rich('security.added-unused', { date })
    : view.words.rich('security.added-used', {
        date,
        day: <Moment at={authenticator.lastUsedAt} form="day" view={view} />,
      });
}

function DeviceLine({ device, view }: { readonly device: DeviceRow; readonly view: View }) {
  const { words } = view;
  const name =
    device.place === null
      ? device.name
      : words.say('security.device-place', { device: device.name, place: device.place });
  return (
    <Line
      icon={iconOf(device.name)}
      name={
        device.place === null ? (
          <bdi>{device.name}</bdi>
        ) : (
          words.rich('security.device-place', { device: <bdi>{device.name}</bdi>, place: <bdi>{device.place}</bdi> })
        )
      }
      more={
        <>
          {words.rich(device.here ? 'security.asks-again-here' : 'security.asks-again', {
            date: <Moment at={device.expiresAt} form="date" view={view} />,
          })}
          <br />
          {words.rich('security.device-used', {
            first: <Moment at={device.firstUsedAt} form="date" view={view} />,
            last: <Moment at={device.lastUsedAt} form="day" view={view} />,
          })}
        </>
      }
      act={
        <PostForm form={device.forget} kind="inline">
          <Button kind="small" label={words.say('security.forget-what', { device: name })}>
            {words.say('security.forget')}
          </Button>
        </PostForm>
      }
    />
  );
}

/** A guess from what the browser calls itself; decoration beside that very name. */
function iconOf(device: string): IconName {
  return /android|iphone|ipad|phone|mobile/i.test(device) ? 'phone' : 'laptop';
}

/** One authenticator: another name, or away with it. */
export function AuthenticatorPage({ page, view }: PageProps<'authenticator'>) {
  const { words } = view;
  const { authenticator } = page;
  return (
    <PopUp view={view} title={words.say('authenticator.title')}>
      <Lead>{usedToText({ authenticator, view })}</Lead>
      <PostForm form={page.rename}>
        <TextField name="name" label={words.say('authenticator.name')} value={authenticator.name} autocomplete="off" />
        <Button kind="primary">{words.say('authenticator.rename')}</Button>
      </PostForm>
      <h2>{words.say('authenticator.remove-title')}</h2>
      <Small>
        {words.say('authenticator.remove-text')}
        {page.last ? ` ${words.say('authenticator.last')}` : ''}
      </Small>
      <PostForm form={page.remove}>
        <Button kind="plain" icon="trash">
          {words.say('authenticator.remove')}
        </Button>
      </PostForm>
      <QuietLine left={<QuietLink to={page.backUrl}>{words.say('go-back')}</QuietLink>} />
    </PopUp>
  );
}
