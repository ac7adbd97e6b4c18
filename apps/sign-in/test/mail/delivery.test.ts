import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/read-config.ts';
import { createServices } from '../../src/compose.ts';
import { createLog } from '../../src/log/json-log.ts';
import { createSmtpTransport } from '../../src/mail/smtp-transport.ts';
import { sweepOutbox } from '../../src/mail/sweep-outbox.ts';
import type { MailTransport } from '../../src/mail/transport.ts';
import { createMailWorker } from '../../src/mail/worker.ts';
import {
  FROM,
  BEGIN,
  now,
  server,
  place,
  ada,
  mailTo,
  enqueue,
  deliver,
  rows,
  advance,
  advanceTo,
  restartMailServer,
  useOutboxPlace,
} from './outbox-place.ts';

useOutboxPlace();

describe('a mail server that fails', () => {
  it('S13 is asked again later and later, and each address gets its mail exactly once', async () => {
    await enqueue(mailTo(ada));
    server.answer = (address) => (address === 'ada@home.example' ? { code: 451, message: 'greylisted' } : null);
    const waits: number[] = [];
    for (let tries = 0; tries < 4; tries += 1) {
      expect(await deliver()).toBe(0);
      const [row] = await rows();
      waits.push((row?.next_try_at ?? 0) - now);
      advanceTo(row?.next_try_at);
    }
    expect(waits).toEqual([5, 10, 20, 40]);
    server.answer = () => null;
    expect(await deliver()).toBe(1);
    expect(server.arrived.flatMap(({ to }) => to)).toEqual(['ada@hartwell.example', 'ada@home.example']);
  });

  it('S13 neither opens nor closes the door: what is told of happens all the same, and the mail comes when it can', async () => {
    await server.stop();
    const { services } = place;
    await services.database.transaction(async (transaction) => {
      await services.accounts.freeze(transaction, { userId: ada, at: now });
      await services.mails.enqueue(transaction, mailTo(ada, { kind: 'account-frozen' }));
    });
    expect(await deliver()).toBe(0);
    expect((await services.accounts.byUserId(ada))?.frozenAt).toBe(BEGIN);
    expect((await rows())[0]).toMatchObject({ sent_at: null, tries: 1, last_error: expect.stringContaining('E') });
    await restartMailServer();
    advance(60);
    expect(await deliver()).toBe(1);
    expect(server.arrived).toHaveLength(2);
  });

  it('S13 is not asked for all that waits while nobody answers there', async () => {
    await server.stop();
    for (let count = 0; count < 20; count += 1) {
      await enqueue(mailTo(ada));
    }
    await deliver();
    const tries = (await rows()).map((row) => row.tries);
    expect(tries.filter((count) => count > 0).length).toBeLessThanOrEqual(4);
    await restartMailServer();
  });

  it('is not waited for longer than a round where it accepts connections and says nothing', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await enqueue(mailTo(ada));
    expect(await deliver(`smtp://127.0.0.1:${port}?greetingTimeout=50`)).toBe(0);
    expect((await rows())[0]?.last_error).toContain('ETIMEDOUT');
    await new Promise((resolve) => silent.close(resolve));
  });

  it('S15 gets no mail without TLS unless it is this machine, or somebody says that it may', async () => {
    await enqueue(mailTo(ada));
    const elsewhere = server.url.replace('127.0.0.1', '0.0.0.0');
    expect(await deliver(elsewhere)).toBe(0);
    expect(server.arrived).toEqual([]);
    expect((await rows())[0]?.last_error).toContain('ETLS');
    advance(60);
    expect(
      readConfig({
        ...place.environment,
        HALFMINUTE_SMTP_URL: `${elsewhere}?requireTLS=false`,
        HALFMINUTE_MAIL_FROM: 'a@b.example',
      }).smtp?.url,
    ).toContain('requireTLS');
    expect(await deliver(`${elsewhere}?requireTLS=false`)).toBe(1);
  });

  it('that refuses an address for good is not asked about it again, and the log says so', async () => {
    await enqueue(mailTo(ada));
    server.answer = (address) => (address === 'ada@home.example' ? { code: 550, message: 'no such user here' } : null);
    expect(await deliver()).toBe(1);
    expect(server.arrived.flatMap(({ to }) => to)).toEqual(['ada@hartwell.example']);
    expect(await place.services.audit.entries({ kinds: ['mail-refused'], limit: 10 })).toHaveLength(1);
  });

  it('is given up after three days, and the log says so', async () => {
    await enqueue(mailTo(ada));
    const greylisting: MailTransport = {
      send: async () => ({ result: 'later', reason: '451' }),
      check: async () => ({ result: 'sent' }),
      close: () => undefined,
    };
    const worker = createMailWorker(place.services, greylisting);
    let done = 0;
    const days = () => (now - BEGIN) / 86_400;
    while (done === 0 && days() < 10) {
      done = await worker.deliverDue();
      advanceTo((await rows())[0]?.next_try_at);
    }
    expect(days()).toBeGreaterThan(2.5);
    expect(days()).toBeLessThan(4);
    expect(await place.services.audit.entries({ kinds: ['mail-given-up'], limit: 10 })).toHaveLength(1);
  });

  it('S13 undoes no mail that belongs to a transaction which was undone, because there was none', async () => {
    const { services } = place;
    await services.database
      .transaction(async (transaction) => {
        await services.mails.enqueue(transaction, mailTo(ada));
        throw new Error('undone');
      })
      .catch(() => undefined);
    expect(await deliver()).toBe(0);
    expect(server.arrived).toEqual([]);
  });
});

describe('two nodes', () => {
  it('that look into one outbox at the same time send each mail once', async () => {
    const other = await createServices(readConfig({ ...place.environment, HALFMINUTE_NODE: 'two' }), {
      clock: () => now,
      log: createLog(() => undefined),
    });
    try {
      for (let count = 0; count < 20; count += 1) {
        await enqueue(mailTo(ada, { parameters: { authenticator: `Number ${count}` } }));
      }
      const done = await Promise.all([deliver(), deliver(server.url, { ...place, services: other.services })]);
      expect(done[0] + done[1]).toBe(20);
      const seen = server.arrived.map(({ to, mail }) => `${mail.messageId} ${to.join()}`);
      expect(seen).toHaveLength(40);
      expect(new Set(seen).size).toBe(40);
    } finally {
      await other.close();
    }
  });

  it('of which one died while it sent leave the mail to the other', async () => {
    await enqueue(mailTo(ada));
    // What a node has written when it dies between its claim and its mail.
    await place.services.database.kysely
      .updateTable('outbox')
      .set({ tries: 1, next_try_at: now + 120 })
      .execute();
    expect(await deliver()).toBe(0);
    advance(121);
    expect(await deliver()).toBe(1);
    expect(server.arrived).toHaveLength(2);
  });
});

describe('the worker', () => {
  it('looks by itself, and what it has sent can be counted', async () => {
    const worker = createMailWorker(place.services, createSmtpTransport({ url: server.url, from: FROM }));
    await enqueue(mailTo(ada));
    worker.start();
    await expect.poll(() => server.arrived.length).toBe(2);
    await worker.stop();
    expect(await place.services.metrics.text()).toContain('halfminute_mail_total{result="sent"} 2');
  });

  it('lets go of the mail server when it stops: nothing keeps the process alive', async () => {
    const worker = createMailWorker(place.services, createSmtpTransport({ url: server.url, from: FROM }));
    await enqueue(mailTo(ada));
    expect(await worker.deliverDue()).toBe(1);
    await worker.stop();
    // A mail server that stops waits half a minute for whoever is still connected.
    await server.stop();
    await restartMailServer();
  }, 30_000);

  it('keeps what was sent for thirty days, and no longer', async () => {
    await enqueue(mailTo(ada));
    await deliver();
    advance(29 * 86_400);
    await sweepOutbox(place.services);
    expect(await rows()).toHaveLength(1);
    advance(2 * 86_400);
    await sweepOutbox(place.services);
    expect(await rows()).toEqual([]);
  });
});
