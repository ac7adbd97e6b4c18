import type { RequestContext } from '@halfminute/mfa';
import type { OutgoingMail } from './mails.ts';

/** What the JSON of an outbox row says, as `enqueue` of @halfminute/mfa-sql writes it, with two lists of our own besides. */
export interface RowContent {
  readonly parameters: OutgoingMail['parameters'];
  readonly context: RequestContext;
  readonly alsoTo: readonly string[];
  /** Addresses that are done with, from an earlier try. */
  readonly done: readonly string[];
}

export function formatContent({ parameters, context, alsoTo, done }: RowContent): string {
  return JSON.stringify({
    parameters,
    context,
    ...(alsoTo.length > 0 && { alsoTo }),
    ...(done.length > 0 && { done }),
  });
}

/** Where something is missing, it stays missing: a mail with less in it is better than none. */
export function readContent(json: string): RowContent {
  const value: unknown = JSON.parse(json);
  const context = property(value, 'context');
  const source = property(context, 'source');
  return {
    parameters: readParameters(property(value, 'parameters')),
    context: {
      actor: readActor(property(context, 'actor')),
      source: {
        address: text(property(source, 'address')),
        agent: text(property(source, 'agent')),
        place: text(property(source, 'place')),
      },
    },
    alsoTo: texts(property(value, 'alsoTo')),
    done: texts(property(value, 'done')),
  };
}

function readActor(actor: unknown): RequestContext['actor'] {
  const kind = property(actor, 'kind');
  const name = text(property(actor, 'name'));
  if (kind === 'admin' && name !== null) {
    return { kind, name };
  }
  return { kind: kind === 'user' ? 'user' : 'system' };
}

function readParameters(value: unknown): OutgoingMail['parameters'] {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).filter(isParameter))
    : {};
}

function isParameter(entry: [string, unknown]): entry is [string, string | number | boolean | null] {
  return entry[1] === null || ['string', 'number', 'boolean'].includes(typeof entry[1]);
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
