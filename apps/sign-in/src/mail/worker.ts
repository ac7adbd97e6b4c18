import type { Services } from '../services.ts';
import { deliver, LEASE_SECONDS } from './deliver.ts';
import type { OutboxRow } from './prepare-mail.ts';
import { sweepOutbox } from './sweep-outbox.ts';
import type { MailTransport } from './transport.ts';

/** Sends what stands in the outbox. Two nodes may run one each. */
export interface MailWorker {
  /** Looks into the outbox from now on, each second. Without a transport it does nothing: then the rows stay (development). */
  start(): void;
  /** Sends everything that is due now, and answers how many rows are done with. */
  deliverDue(): Promise<number>;
  /** Waits for what is being sent, looks no more, and lets go of the mail server, whose open connections would keep the process alive. */
  stop(): Promise<void>;
}

const LOOK_EVERY_MS = 1000;
const AT_A_TIME = 4;

/** `transport` null: no SMTP server is configured. */
export function createMailWorker(services: Services, transport: MailTransport | null): MailWorker {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<unknown> = Promise.resolve();
  let stopped = false;
  let looks = 0;

  function lookLater(): void {
    timer = setTimeout(() => {
      running = look().finally(() => {
        if (!stopped) {
          lookLater();
        }
      });
    }, LOOK_EVERY_MS);
    // The server keeps the process alive; mail alone does not.
    timer.unref();
  }

  async function look(): Promise<void> {
    try {
      await deliverDue();
      if (looks % 60 === 0) {
        await sweepOutbox(services);
      }
      looks += 1;
    } catch (error) {
      // The database is away. The next look finds everything as it was.
      services.log.error('outbox-unreadable', { reason: error instanceof Error ? error.name : typeof error });
    }
  }

  async function deliverDue(): Promise<number> {
    if (transport === null) {
      return 0;
    }
    let done = 0;
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- each round takes what the one before has left
      const rows = await claim(services);
      // oxlint-disable-next-line no-await-in-loop -- as above
      const outcomes = await Promise.all(rows.map((row) => deliver({ services, transport, row })));
      done += outcomes.filter((outcome) => outcome === 'done').length;
      if (rows.length === 0 || stopped || outcomes.includes('unreachable')) {
        return done;
      }
    }
  }

  return {
    start: () => {
      if (transport !== null && timer === null) {
        lookLater();
      }
    },
    deliverDue,
    stop: async () => {
      stopped = true;
      if (timer !== null) {
        clearTimeout(timer);
      }
      await running;
      transport?.close();
    },
  };
}

/** Takes some rows that are due: of two nodes that saw the same row, only one changes it. */
async function claim({ database, clock }: Services): Promise<readonly OutboxRow[]> {
  const now = clock();
  const due = await database.kysely
    .selectFrom('outbox')
    .selectAll()
    .where('sent_at', 'is', null)
    .where('next_try_at', '<=', now)
    .orderBy('next_try_at')
    .limit(AT_A_TIME)
    .execute();
  const claims = due.map(async (row) => {
    const { numUpdatedRows } = await database.kysely
      .updateTable('outbox')
      .set({ tries: row.tries + 1, next_try_at: now + LEASE_SECONDS })
      .where('id', '=', row.id)
      .where('sent_at', 'is', null)
      .where('tries', '=', row.tries)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n ? [{ ...row, tries: row.tries + 1 }] : [];
  });
  return (await Promise.all(claims)).flat();
}
