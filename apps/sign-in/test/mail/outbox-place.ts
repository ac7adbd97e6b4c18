import { afterEach, beforeEach } from 'vitest';
import type { OutgoingMail } from '../../src/mail/mails.ts';
import { createSmtpTransport } from '../../src/mail/smtp-transport.ts';
import { createMailWorker } from '../../src/mail/worker.ts';
import { addAccount, openWorkplace } from '../admin/workplace.ts';
import type { Workplace } from '../admin/workplace.ts';
import { startMailServer } from './mail-server.ts';
import type { ArrivedMail, MailServer } from './mail-server.ts';

export const ISSUER = 'https://sign-in.hartwell.example';
export const FROM = '"Cases" <no-reply@hartwell.example>';
/** 2026-11-14 09:02:11 UTC. */
export const BEGIN = 1_794_646_931;

export let now: number;
export let server: MailServer;
export let place: Workplace;
export let ada: string;

/** A workplace with Ada and a mail server, afresh for each test of this file. */
export function useOutboxPlace(): void {
  beforeEach(async () => {
    now = BEGIN;
    server = await startMailServer();
    place = await openWorkplace({ clock: () => now, environment: { HALFMINUTE_ISSUER: ISSUER } });
    ada = await addAccount(place, { userName: 'ada', name: 'Ada Byron', otherMails: ['ada@home.example'] });
  });

  afterEach(async () => {
    await place.close();
    await server.stop();
  });
}

export function mailTo(userId: string, mail: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    kind: 'authenticator-removed',
    userId,
    at: now,
    context: { actor: { kind: 'user' }, source: { address: '192.0.2.7', agent: 'Firefox on Debian', place: 'Leeds' } },
    parameters: { authenticator: 'Halfminute' },
    ...mail,
  };
}

export async function enqueue(mail: OutgoingMail, { services } = place): Promise<void> {
  await services.database.transaction((transaction) => services.mails.enqueue(transaction, mail));
}

export async function deliver(url = server.url, { services } = place): Promise<number> {
  const transport = createSmtpTransport({ url, from: FROM });
  try {
    return await createMailWorker(services, transport).deliverDue();
  } finally {
    transport.close();
  }
}

export function rows() {
  return place.services.database.kysely.selectFrom('outbox').selectAll().execute();
}

export function linksIn({ mail }: ArrivedMail): string[] {
  return [...(mail.text ?? '').matchAll(/https?:\/\/\S+/g)].map(([link]) => link);
}

export function tokenOf(link: string | undefined): string {
  return new URL(link ?? '').pathname.split('/').at(-1) ?? '';
}

/** All bytes of the database as one text, as somebody sees them who has copied the file. */
export async function dump({ services }: Workplace): Promise<string> {
  const { kysely } = services.database;
  const tables = await Promise.all(
    (['outbox', 'link', 'account', 'audit_entry', 'setting'] as const).map((table) =>
      kysely.selectFrom(table).selectAll().execute(),
    ),
  );
  return JSON.stringify(tables, (_name, value: unknown) =>
    value instanceof Uint8Array
      ? `${Buffer.from(value).toString('base64url')} ${Buffer.from(value).toString('latin1')}`
      : value,
  );
}

/** Time passes. */
export function advance(seconds: number): void {
  now += seconds;
}

/** To a moment, where one is given. */
export function advanceTo(unixSeconds: number | null | undefined): void {
  now = unixSeconds ?? now;
}

/** Another mail server, in the place of one that was stopped. */
export async function restartMailServer(): Promise<void> {
  server = await startMailServer();
}
