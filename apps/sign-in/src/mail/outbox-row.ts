import type { Source } from '@halfminute/mfa';
import type { OutgoingMail } from './mails.ts';

/** What the JSON of an outbox row says: a notice that the mfa package's store wrote, or a mail of ours. */
export interface RowContent {
  readonly parameters: OutgoingMail['parameters'];
  readonly from: Source;
  readonly alsoTo: readonly string[];
  /** Addresses that are done with, from an earlier try. */
  readonly done: readonly string[];
}

/** One flat object, as the store of the mfa package writes it, with two names of our own besides. */
export function formatContent({ parameters, from, alsoTo, done }: RowContent): string {
  return JSON.stringify({
    address: from.address,
    agent: from.agent,
    place: from.place,
    ...parameters,
    ...(alsoTo.length > 0 && { alsoTo }),
    ...(done.length > 0 && { done }),
  });
}

/** Where something is missing, it stays missing: a mail with less in it is better than none. */
export function readContent(json: string): RowContent {
  const value: unknown = JSON.parse(json);
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const { address = null, agent = null, place = null, ...parameters } = Object.fromEntries(entries.filter(isParameter));
  const byName = new Map<string, unknown>(entries);
  return {
    parameters,
    from: { address: text(address), agent: text(agent), place: text(place) },
    alsoTo: texts(byName.get('alsoTo')),
    done: texts(byName.get('done')),
  };
}

function isParameter(entry: [string, unknown]): entry is [string, string | number | boolean | null] {
  return entry[1] === null || ['string', 'number', 'boolean'].includes(typeof entry[1]);
}

function text(value: string | number | boolean | null): string | null {
  return typeof value === 'string' ? value : null;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
