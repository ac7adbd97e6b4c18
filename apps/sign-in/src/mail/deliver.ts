import type { Services } from '../services.ts';
import { formatContent, readContent } from './outbox-row.ts';
import { prepareMail } from './prepare-mail.ts';
import type { OutboxRow, Preparation } from './prepare-mail.ts';
import type { MailTransport, SendOutcome } from './transport.ts';

/** Longer than one mail to one address can take; a node that dies while it sends leaves the row to the next after this. */
export const LEASE_SECONDS = 120;
const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 3600;
/** About three days, as mail servers themselves do it. */
const MOST_TRIES = 82;

export interface Delivery {
  readonly services: Services;
  readonly transport: MailTransport;
  /** As it stands after our claim. */
  readonly row: OutboxRow;
}

/** Sends one row to each of its addresses. Whatever fails leaves it in the outbox for later; it throws only where the database does. */
export async function deliver(delivery: Delivery): Promise<'done' | 'later' | 'unreachable'> {
  const { services, row } = delivery;
  const prepared = await prepare(delivery);
  if (prepared.result === 'pointless') {
    await giveUp(services, row, prepared.reason);
    return 'done';
  }
  if (prepared.result === 'later') {
    await putOff(services, row, prepared.reason);
    return 'later';
  }
  const failure = await sendToEach(delivery, prepared);
  if (failure === undefined) {
    await finish(services, row, null);
    return 'done';
  }
  if (row.tries >= MOST_TRIES) {
    await giveUp(services, row, failure.reason);
    return 'done';
  }
  await putOff(services, row, failure.reason);
  return failure.result;
}

async function prepare({ services, row }: Delivery): Promise<Preparation> {
  try {
    return await prepareMail(services, row);
  } catch (error) {
    // A defect of ours, or the database is away. Its words may hold anything, so only its class is kept.
    return { result: 'later', reason: error instanceof Error ? error.name : typeof error };
  }
}

type Failure = Extract<SendOutcome, { readonly result: 'later' | 'unreachable' }>;

/** Answers the first failure. Each address is noted before the next one, so that another try repeats none. */
async function sendToEach(
  { services, transport, row }: Delivery,
  { content, recipients, subject, text, html }: Extract<Preparation, { readonly result: 'ready' }>,
): Promise<Failure | undefined> {
  const { clock, config, metrics } = services;
  const messageId = `${row.id}@${new URL(config.issuer).hostname}`;
  let failure: Failure | undefined;
  for (const to of recipients.filter((address) => !content.done.includes(address))) {
    // oxlint-disable-next-line no-await-in-loop -- one after another, as said above
    const outcome = await transport.send({ messageId, to, subject, text, html, at: clock() });
    metrics.count('mail', { result: outcome.result });
    if (outcome.result === 'unreachable') {
      return outcome;
    }
    if (outcome.result === 'later') {
      failure ??= outcome;
      continue;
    }
    if (outcome.result === 'refused') {
      // oxlint-disable-next-line no-await-in-loop -- as above
      await record(services, row, { kind: 'mail-refused', reason: outcome.reason });
    }
    // oxlint-disable-next-line no-await-in-loop -- as above
    await noteDone(services, row, to);
  }
  return failure;
}

/** Read afresh: an address that was left meanwhile stands there now as well, and must not be lost. */
async function noteDone({ database, clock }: Services, row: OutboxRow, to: string): Promise<void> {
  await database.transaction(async (transaction) => {
    const { parameters } = await transaction
      .selectFrom('outbox')
      .select('parameters')
      .where('id', '=', row.id)
      .executeTakeFirstOrThrow();
    const content = readContent(parameters);
    await transaction
      .updateTable('outbox')
      .set({
        parameters: formatContent({ ...content, done: [...content.done, to] }),
        next_try_at: clock() + LEASE_SECONDS,
      })
      .where('id', '=', row.id)
      .where('tries', '=', row.tries)
      .execute();
  });
}

/** The tokens go with it: what was sent is in the mailbox, and nowhere else. */
async function finish({ database, clock }: Services, row: OutboxRow, lastError: string | null): Promise<void> {
  await database.kysely
    .updateTable('outbox')
    .set({ sent_at: clock(), sealed_token: null, last_error: lastError })
    .where('id', '=', row.id)
    .execute();
}

async function giveUp(services: Services, row: OutboxRow, reason: string): Promise<void> {
  services.log.warn('mail-given-up', { id: row.id, kind: row.kind, reason });
  services.metrics.count('mail', { result: 'given-up' });
  await record(services, row, { kind: 'mail-given-up', reason });
  await finish(services, row, reason);
}

async function putOff({ database, clock, log }: Services, row: OutboxRow, reason: string): Promise<void> {
  log.warn('mail-put-off', { id: row.id, kind: row.kind, tries: row.tries, reason });
  const wait = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (row.tries - 1));
  await database.kysely
    .updateTable('outbox')
    .set({ next_try_at: clock() + wait, last_error: reason })
    .where('id', '=', row.id)
    .where('tries', '=', row.tries)
    .execute();
}

async function record(
  { database, audit, clock }: Services,
  row: OutboxRow,
  { kind, reason }: { readonly kind: 'mail-refused' | 'mail-given-up'; readonly reason: string },
): Promise<void> {
  await database.transaction((transaction) =>
    audit.append(transaction, [
      {
        kind,
        userId: row.user_id,
        at: clock(),
        context: { actor: { kind: 'system' }, source: { address: null, agent: null, place: null } },
        detail: { mail: row.kind, reason },
      },
    ]),
  );
}
