import type { Services } from '../services.ts';
import type { MailTransport } from './transport.ts';

/** Sends what stands in the outbox. Two nodes may run one each. */
export interface MailWorker {
  /** Looks into the outbox from now on, each second. Without a transport it does nothing: then the rows stay (development). */
  start(): void;
  /** Sends everything that is due now, and answers how many rows were sent whole. */
  deliverDue(): Promise<number>;
  /** Waits for the mail that is being sent, and looks no more. */
  stop(): Promise<void>;
}

/** `transport` null: no SMTP server is configured. */
export function createMailWorker(_services: Services, _transport: MailTransport | null): MailWorker {
  return {
    start: () => undefined,
    deliverDue: async () => 0,
    stop: async () => undefined,
  };
}
