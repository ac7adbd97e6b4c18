import type { RequestContext } from '@halfminute/mfa';
import type { OutgoingMail } from './mails.ts';

/** What the JSON of an outbox row says: a notice of the mfa package, or a mail of ours. */
export interface RowContent {
  readonly parameters: OutgoingMail['parameters'];
  readonly context: RequestContext;
  readonly alsoTo: readonly string[];
  /** Addresses that have this mail already, from an earlier try. */
  readonly delivered: readonly string[];
}

export function formatContent({ parameters, context, alsoTo, delivered }: RowContent): string {
  return JSON.stringify({
    parameters,
    context,
    ...(alsoTo.length > 0 && { alsoTo }),
    ...(delivered.length > 0 && { delivered }),
  });
}

/** Reads what is there and puts nothing in the place of what is missing but silence: a mail with less in it is better than none. */
export function readContent(json: string): RowContent {
  const value: unknown = JSON.parse(json);
  const context = property(value, 'context');
  const actor = property(context, 'actor');
  const source = property(context, 'source');
  return {
    parameters: readParameters(property(value, 'parameters')),
    context: {
      actor: readActor(actor),
      source: {
        address: text(property(source, 'address')),
        agent: text(property(source, 'agent')),
        place: text(property(source, 'place')),
      },
    },
    alsoTo: texts(property(value, 'alsoTo')),
    delivered: texts(property(value, 'delivered')),
  };
}

function readActor(actor: unknown): RequestContext['actor'] {
  const name = text(property(actor, 'name'));
  if (property(actor, 'kind') === 'admin' && name !== null) {
    return { kind: 'admin', name };
  }
  return { kind: property(actor, 'kind') === 'user' ? 'user' : 'system' };
}

function readParameters(value: unknown): OutgoingMail['parameters'] {
  if (typeof value !== 'object' || value === null) {
    return {};
  }
  return Object.fromEntries(Object.entries(value).filter(isParameter));
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
