/** @jsxImportSource hono/jsx */
import { WidePage } from '../parts/document.tsx';
import { Moment } from '../parts/moment.tsx';
import { QuietLine, QuietLink, Text } from '../parts/text.tsx';
import { safeUrl } from '../safe-url.ts';
import type { ActivityEntry } from '../page.ts';
import type { PageProps, View } from '../view.ts';
import { activityToText, withoutRepeats } from './activity-words.ts';

export function ActivityPage({ page, view }: PageProps<'activity'>) {
  const { words } = view;
  return (
    <WidePage view={view} title={words.say('activity.title')} user={page.user}>
      <div class="head">
        <h1>{words.say('activity.title')}</h1>
      </div>
      <ActivityList entries={page.entries} view={view} changePasswordUrl={null} />
      <QuietLine
        left={<QuietLink to={page.backUrl}>{words.say('go-back')}</QuietLink>}
        right={page.olderUrl === null ? null : <QuietLink to={page.olderUrl}>{words.say('activity.older')}</QuietLink>}
      />
    </WidePage>
  );
}

/** What somebody else may have done stands in the warning colour and says so in words. */
export function ActivityList({
  entries,
  view,
  changePasswordUrl,
}: {
  readonly entries: readonly ActivityEntry[];
  readonly view: View;
  /** Offered beside a wrong code after the right password. */
  readonly changePasswordUrl: string | null;
}) {
  const { words } = view;
  if (entries.length === 0) {
    return <Text>{words.say('security.no-activity')}</Text>;
  }
  return (
    <ul class="panel activity">
      {withoutRepeats(entries).map((entry) => (
        <li>
          <span class="when">
            <Moment at={entry.at} form="entry" view={view} />
          </span>
          <span class={entry.refused ? 'did refused' : 'did'}>
            {activityToText(entry, view)}
            {entry.kind === 'code-wrong' && changePasswordUrl !== null ? (
              <>
                {' '}
                <a class="in-text" href={safeUrl(changePasswordUrl)}>
                  {words.say('password.title-change')}
                </a>
              </>
            ) : null}
          </span>
          {entry.from === null ? null : <bdi class="where">{entry.from}</bdi>}
        </li>
      ))}
    </ul>
  );
}
