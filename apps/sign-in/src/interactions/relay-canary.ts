import type { Visit } from './visit.ts';

/** What the pages' script adds to each form: the origin at which the browser shows the page. */
export const seenOriginField = 'seenOrigin';

/**
 * Behind a relay the browser shows our page at another place than the issuer's (rule T12). The code is judged like any other, since a relay that
 * is made for us takes the field out; one that passes pages on unread stands in the log, at the account whose code it passed on.
 */
export async function noteRelay(visit: Visit, userId: string): Promise<void> {
  const { services, fields, now, request } = visit;
  const seenAt = fields.get(seenOriginField);
  if (seenAt === '' || seenAt === new URL(services.config.issuer).origin) {
    return;
  }
  services.log.warn('relay-suspected', { address: visit.address });
  const detail = { origin: seenAt.slice(0, 200) };
  await services.database.transaction((transaction) =>
    services.audit.append(transaction, [{ kind: 'relay-suspected', userId, at: now, context: request, detail }]),
  );
}
