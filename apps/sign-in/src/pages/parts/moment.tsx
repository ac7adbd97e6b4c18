/** @jsxImportSource hono/jsx */
import type { View } from '../view.ts';

/**
 * How a time is written: `time` "08:02"; `date` "16 November"; `day` "today" or "on 16 November", inside a sentence; `entry`
 * "Today, 08:02" at the head of a row.
 */
export type MomentForm = 'time' | 'date' | 'day' | 'entry';

/** A time that the page's script writes anew in the browser's zone, unless the service was given a zone of its own. */
export function Moment({ at, form, view }: { readonly at: number; readonly form: MomentForm; readonly view: View }) {
  const iso = new Date(at * 1000).toISOString();
  const isLocal = view.context.timeZone === undefined;
  return (
    <time datetime={iso} data-moment={isLocal ? form : undefined}>
      {momentToText({ at, form, view })}
    </time>
  );
}

function momentToText({
  at,
  form,
  view,
}: {
  readonly at: number;
  readonly form: MomentForm;
  readonly view: View;
}): string {
  const { dates, words } = view;
  const near = dates.nearDay(at);
  switch (form) {
    case 'time':
      return dates.time(at);
    case 'date':
      return dates.date(at);
    case 'day':
      return near ?? words.say('on-date', { date: dates.date(at) });
    case 'entry':
      return `${near === null ? dates.date(at) : capitalised(near, dates.locale)}, ${dates.time(at)}`;
  }
}

function capitalised(text: string, locale: string): string {
  return text.slice(0, 1).toLocaleUpperCase(locale) + text.slice(1);
}
