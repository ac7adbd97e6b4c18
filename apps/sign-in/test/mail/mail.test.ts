import { createServer } from 'node:net';
import { Secret } from '@halfminute/otp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/read-config.ts';
import { createServices } from '../../src/compose.ts';
import { createLog } from '../../src/log/json-log.ts';
import type { MailKind, OutgoingMail } from '../../src/mail/mails.ts';
import { outboxMails } from '../../src/mail/outbox-mails.ts';
import { createSmtpTransport } from '../../src/mail/smtp-transport.ts';
import { sweepOutbox } from '../../src/mail/sweep-outbox.ts';
import type { MailTransport } from '../../src/mail/transport.ts';
import { createMailWorker } from '../../src/mail/worker.ts';
import { addAccount, openWorkplace } from '../admin/workplace.ts';
import type { Workplace } from '../admin/workplace.ts';
import { startMailServer } from './mail-server.ts';
import type { ArrivedMail, MailServer } from './mail-server.ts';

const ISSUER = 'https://sign-in.hartwell.example';
const FROM = '"Cases" <no-reply@hartwell.example>';
/** 2026-11-14 09:02:11 UTC. */
const BEGIN = 1_794_646_931;

const everyKind: readonly MailKind[] = [
  'authenticator-added',
  'authenticator-removed',
  'mfa-reset',
  'new-device',
  'device-stolen',
  'recovery-code-used',
  'recovery-codes-renewed',
  'password-known',
  'code-replayed',
  'factors-disabled',
  'factors-enabled',
  'mfa-enabled',
  'reminder',
  'invitation',
  'password-reset',
  'password-changed',
  'enrol-link',
  'address-changed',
  'account-frozen',
  'account-frozen-admin',
  'account-unfrozen',
];

let now = BEGIN;
let server: MailServer;
let place: Workplace;
let ada: string;

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

function mailTo(userId: string, mail: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    kind: 'authenticator-removed',
    userId,
    at: now,
    context: { actor: { kind: 'user' }, source: { address: '192.0.2.7', agent: 'Firefox on Debian', place: 'Leeds' } },
    parameters: { authenticator: 'Halfminute' },
    ...mail,
  };
}

async function enqueue(mail: OutgoingMail, { services } = place): Promise<void> {
  await services.database.transaction((transaction) => services.mails.enqueue(transaction, mail));
}

async function deliver(url = server.url, { services } = place): Promise<number> {
  const transport = createSmtpTransport({ url, from: FROM });
  try {
    return await createMailWorker(services, transport).deliverDue();
  } finally {
    transport.close();
  }
}

function rows() {
  return place.services.database.kysely.selectFrom('outbox').selectAll().execute();
}

function linksIn({ mail }: ArrivedMail): string[] {
  return [...(mail.text ?? '').matchAll(/https?:\/\/\S+/g)].map(([link]) => link);
}

function tokenOf(link: string | undefined): string {
  return new URL(link ?? '').pathname.split('/').at(-1) ?? '';
}

/** All bytes of the database as one text, as somebody sees them who has copied the file. */
async function dump({ services }: Workplace): Promise<string> {
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

describe('a mail', () => {
  it.each(everyKind)('of the kind %s arrives, as text and as HTML', async (kind) => {
    await addAccount(place, { userName: 'grace', admin: true });
    await enqueue(mailTo(ada, { kind, alsoTo: kind === 'address-changed' ? ['ada@former.example'] : [] }));
    expect(await deliver()).toBe(1);
    const [first] = server.arrived;
    expect(first?.mail.subject).not.toBe('');
    expect(first?.mail.text).toContain('Hello');
    expect(first?.mail.html).toContain('<!doctype html>');
    expect(first?.mail.from?.text).toBe('"Cases" <no-reply@hartwell.example>');
    expect(first?.mail.headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('E6 goes to every notification address, to each alone and to each once', async () => {
    await enqueue(mailTo(ada, { alsoTo: ['ADA@home.example'] }));
    await deliver();
    expect(server.arrived.map(({ to }) => to)).toEqual([['ada@hartwell.example'], ['ada@home.example']]);
    expect(server.arrived.map(({ mail }) => [mail.to].flat().map((to) => to?.text))).toEqual([
      ['ada@hartwell.example'],
      ['ada@home.example'],
    ]);
  });

  it('E6 about a new address goes to the old one too, and so does everything that waits', async () => {
    await enqueue(mailTo(ada));
    await place.services.database.transaction(async (transaction) => {
      await place.services.accounts.setMail(transaction, { userId: ada, mail: 'eve@evil.example', otherMails: [] });
      await place.services.mails.enqueue(
        transaction,
        mailTo(ada, { kind: 'address-changed', alsoTo: ['ada@hartwell.example', 'ada@home.example'] }),
      );
    });
    await deliver();
    const recipients = (subject: RegExp) =>
      server.arrived.filter(({ mail }) => subject.test(mail.subject ?? '')).flatMap(({ to }) => to);
    expect(recipients(/authenticator was removed/)).toEqual([
      'eve@evil.example',
      'ada@hartwell.example',
      'ada@home.example',
    ]);
    expect(recipients(/address/i)).toEqual(['eve@evil.example', 'ada@hartwell.example', 'ada@home.example']);
  });

  it('about a frozen account goes to the administrators, and not to the account', async () => {
    await addAccount(place, { userName: 'grace', admin: true });
    await enqueue(mailTo(ada, { kind: 'account-frozen-admin' }));
    await deliver();
    expect(server.arrived.flatMap(({ to }) => to)).toEqual(['grace@hartwell.example', 'it@hartwell-moss.example']);
    expect(server.arrived[0]?.mail.text).not.toContain('Hello Ada');
    expect(server.arrived[0]?.mail.text).toContain('ada');
  });

  it('R4 tells that a recovery code was used, with how many are left and a way out, and without any code', async () => {
    const { mfa } = place.services;
    const context = {
      actor: { kind: 'user' },
      source: { address: '192.0.2.7', agent: 'Firefox', place: null },
    } as const;
    const secret = Secret.fromBytes(new Uint8Array(20));
    const profile = { algorithm: 'SHA1', digits: 6, periodSeconds: 30 } as const;
    await mfa.importAuthenticator({ userId: ada, context, secret, profile, name: 'Halfminute' });
    const codes = await mfa.issueRecoveryCodes({ userId: ada, context });
    const used = await mfa.verify({
      userId: ada,
      typed: codes[0] ?? '',
      factor: 'recovery',
      purpose: 'sign-in',
      context,
    });
    await deliver();
    const mails = server.arrived.filter(({ mail }) => mail.subject === 'A recovery code was used');
    expect(mails.map(({ to }) => to.join())).toEqual(['ada@hartwell.example', 'ada@home.example']);
    expect(mails[0]?.mail.text).toContain('192.0.2.7');
    expect(mails.flatMap(linksIn).some((link) => link.startsWith(`${ISSUER}/link/`))).toBe(true);
    const replacement = used.result === 'accepted' ? used.replacementCode : null;
    expect(replacement).not.toBeNull();
    for (const code of [...codes, replacement ?? '']) {
      expect(server.arrived.map(({ raw }) => raw).join('')).not.toContain(code);
    }
  });

  it("S13 has the row's id for its Message-ID, at the issuer's host", async () => {
    await enqueue(mailTo(ada));
    await deliver();
    const [row] = await rows();
    expect(server.arrived.map(({ mail }) => mail.messageId)).toEqual(
      Array.from({ length: 2 }, () => `<${row?.id}@sign-in.hartwell.example>`),
    );
  });

  it('is written in the language of its reader', async () => {
    const { userId } = await place.services.database.transaction((transaction) =>
      place.services.accounts.create(transaction, {
        userName: 'jürgen',
        name: 'Jürgen',
        mail: 'juergen@hartwell.example',
        language: 'de',
      }),
    );
    await enqueue(mailTo(userId));
    await deliver();
    expect(server.arrived[0]?.raw).toContain('lang=3D"de"');
  });
});

describe('the link in a mail', () => {
  async function invite(): Promise<string> {
    const { services } = place;
    return services.database.transaction(async (transaction) => {
      const { token } = await services.links.create(transaction, { kind: 'invitation', userId: ada });
      await services.mails.enqueue(transaction, mailTo(ada, { kind: 'invitation', token }));
      return token;
    });
  }

  it('S15 stands under the configured issuer, and is no code and no secret', async () => {
    const token = await invite();
    await enqueue(mailTo(ada, { kind: 'password-known', parameters: { wrongCodes: 3 } }));
    await deliver();
    for (const mail of server.arrived) {
      for (const link of linksIn(mail)) {
        expect([ISSUER, 'http://localhost:6239']).toContain(new URL(link).origin);
      }
      // Chance may put six figures into a link.
      const words = (mail.mail.text ?? '').replaceAll(/https?:\S+/g, '');
      expect(words).not.toMatch(/\b\d{6}\b|otpauth:|[A-Z2-7]{16}/);
    }
    expect(server.arrived.flatMap(linksIn)).toContain(`${ISSUER}/link/${token}`);
  });

  it('S13 stands nowhere in the database: a dump of it before and after sending gives nobody a link', async () => {
    const token = await invite();
    await enqueue(mailTo(ada));
    // The first try fails, so that the link of "This was not me" is made and waits.
    server.answer = () => ({ code: 451, message: 'later' });
    await deliver();
    const before = await dump(place);
    expect((await rows()).every(({ sealed_token }) => sealed_token !== null)).toBe(true);
    server.answer = () => null;
    now += 3600;
    await deliver();
    const notMe = server.arrived.flatMap(linksIn).find((link) => tokenOf(link) !== token && link.startsWith(ISSUER));
    const after = await dump(place);
    for (const secret of [token, tokenOf(notMe)]) {
      expect(secret).toMatch(/^[\w-]{43}$/);
      expect(before).not.toContain(secret);
      expect(after).not.toContain(secret);
    }
  });

  it('S13 is deleted from the outbox once the mail was sent', async () => {
    await invite();
    await enqueue(mailTo(ada));
    await deliver();
    expect((await rows()).map(({ sealed_token, sent_at }) => ({ sealed_token, sent: sent_at !== null }))).toEqual([
      { sealed_token: null, sent: true },
      { sealed_token: null, sent: true },
    ]);
  });

  it('S13 T22 does not open when its sealed token is moved to the mail of somebody else', async () => {
    const eve = await addAccount(place, { userName: 'eve' });
    const token = await invite();
    await enqueue(mailTo(eve, { kind: 'reminder' }));
    const hers = (await rows()).find(({ user_id }) => user_id === ada);
    await place.services.database.kysely
      .updateTable('outbox')
      .set({ sealed_token: hers?.sealed_token ?? null, kind: 'invitation' })
      .where('user_id', '=', eve)
      .execute();
    await deliver();
    const toEve = server.arrived.filter(({ to }) => to.includes('eve@hartwell.example'));
    expect(toEve.map(({ raw }) => raw).join('')).not.toContain(token);
    expect(toEve).toEqual([]);
  });

  it('T21 cannot be opened from a dump of the database without the key file', async () => {
    await invite();
    const others = await createServices(
      readConfig({ ...place.environment, HALFMINUTE_KEY_FILE: `${place.folder}/other-keys.json` }),
      { clock: () => now, log: createLog(() => undefined) },
    );
    try {
      await deliver(server.url, { ...place, services: others.services });
      expect(server.arrived).toEqual([]);
      expect((await rows())[0]?.last_error).toContain('key');
    } finally {
      await others.close();
    }
  });

  it('"This was not me" is the same one at each try, and freezing by it is still to be asked for on its page', async () => {
    await enqueue(mailTo(ada));
    server.answer = (address) => (address === 'ada@home.example' ? { code: 451, message: 'later' } : null);
    await deliver();
    server.answer = () => null;
    now += 60;
    await deliver();
    const links = server.arrived.flatMap(linksIn).filter((link) => link.startsWith(ISSUER));
    expect(new Set(links).size).toBe(1);
    const state = await place.services.links.look(tokenOf(links[0]));
    expect(state).toMatchObject({ state: 'good', link: { kind: 'not-me', userId: ada, parameters: { at: BEGIN } } });
    expect((await place.services.accounts.byUserId(ada))?.frozenAt).toBeNull();
  });

  it('is not sent once it is of no use any more, and the log says so', async () => {
    const { services } = place;
    await services.database.transaction(async (transaction) => {
      const { token } = await services.links.create(transaction, { kind: 'password-reset', userId: ada });
      await services.mails.enqueue(transaction, mailTo(ada, { kind: 'password-reset', token }));
    });
    now += 16 * 60;
    expect(await deliver()).toBe(1);
    expect(server.arrived).toEqual([]);
    expect(await services.audit.entries({ kinds: ['mail-given-up'], limit: 10 })).toMatchObject([
      { userId: ada, detail: { mail: 'password-reset', reason: 'its link has been used or is too old' } },
    ]);
  });
});

describe('a mail server that fails', () => {
  it('S13 is asked again later and later, and each address gets its mail exactly once', async () => {
    await enqueue(mailTo(ada));
    server.answer = (address) => (address === 'ada@home.example' ? { code: 451, message: 'greylisted' } : null);
    const waits: number[] = [];
    for (let tries = 0; tries < 4; tries += 1) {
      expect(await deliver()).toBe(0);
      const [row] = await rows();
      waits.push((row?.next_try_at ?? 0) - now);
      now = row?.next_try_at ?? now;
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
    server = await startMailServer();
    now += 60;
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
    server = await startMailServer();
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
    now += 60;
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
    while (done === 0 && now < BEGIN + 10 * 86_400) {
      done = await worker.deliverDue();
      now = (await rows())[0]?.next_try_at ?? now;
    }
    expect((now - BEGIN) / 86_400).toBeGreaterThan(2.5);
    expect((now - BEGIN) / 86_400).toBeLessThan(4);
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
    now += 121;
    expect(await deliver()).toBe(1);
    expect(server.arrived).toHaveLength(2);
  });
});

describe('hostile text', () => {
  const hostile = "Ada\r\nBcc: eve@evil.example\r\n\r\n<script>alert(1)</script>\u202E\"=cmd|'/c calc'!A1";

  it('S16 begins no header and no second recipient, whatever field it stands in', async () => {
    const { services } = place;
    const userId = await addAccount(place, { userName: 'mallory', name: 'x' });
    // Past all that cleans what is typed: as if an older version, or another program, had written it.
    await services.database.kysely
      .updateTable('account')
      .set({
        name: hostile,
        user_name: hostile,
        other_mails: JSON.stringify([`a@b.example\r\nBcc: eve@evil.example`, hostile]),
      })
      .where('user_id', '=', userId)
      .execute();
    for (const kind of everyKind) {
      await enqueue(
        mailTo(userId, {
          kind,
          context: {
            actor: { kind: 'admin', name: hostile },
            source: { address: hostile, agent: hostile, place: hostile },
          },
          parameters: { authenticator: hostile, device: hostile, reason: hostile, reference: hostile, admin: hostile },
          alsoTo: [hostile, 'a@b.example, eve@evil.example'],
        }),
      );
    }
    await deliver();
    expect(server.arrived.length).toBeGreaterThanOrEqual(everyKind.length - 1);
    for (const { to, mail, raw } of server.arrived) {
      expect(['mallory@hartwell.example', 'it@hartwell-moss.example']).toContain(to.join());
      expect(mail.headers.has('bcc')).toBe(false);
      expect(mail.subject).not.toMatch(/evil|script/);
      expect(raw.split('\r\n\r\n')[0]).not.toMatch(/evil|script/);
      expect(mail.html).not.toContain('<script');
    }
  });

  it('S16 in a reason that a server answers with is not kept', async () => {
    await enqueue(mailTo(ada));
    server.answer = (address) => ({ code: 451, message: `later ${address} "},{"level":"info` });
    await deliver();
    expect((await rows())[0]?.last_error).toBe('EENVELOPE RCPT TO 451');
    expect(place.logged.join('')).not.toContain('ada@');
  });
});

describe('in development, without a mail server', () => {
  it('the mails stay, and the page shows them as text, newest first, with links that work', async () => {
    const { services } = place;
    const token = await services.database.transaction(async (transaction) => {
      const made = await services.links.create(transaction, { kind: 'invitation', userId: ada });
      await services.mails.enqueue(transaction, mailTo(ada, { kind: 'invitation', token: made.token }));
      return made.token;
    });
    await enqueue(mailTo(ada, { at: now + 1 }));
    const worker = createMailWorker(services, null);
    worker.start();
    expect(await worker.deliverDue()).toBe(0);
    await worker.stop();
    const [first, second, ...more] = await outboxMails(services);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ at: BEGIN + 1, to: 'ada@hartwell.example, ada@home.example' });
    expect(first?.text).toContain('/link/');
    expect(second?.text).toContain(`${ISSUER}/link/${token}`);
    expect((await outboxMails(services))[0]?.text).toBe(first?.text);
  });
});

describe('the worker', () => {
  it('looks by itself, and what it has sent can be counted', async () => {
    const transport = createSmtpTransport({ url: server.url, from: FROM });
    const worker = createMailWorker(place.services, transport);
    await enqueue(mailTo(ada));
    worker.start();
    await expect.poll(() => server.arrived.length, { timeout: 10_000 }).toBe(2);
    await worker.stop();
    transport.close();
    expect(await place.services.metrics.text()).toContain('halfminute_mail_total{result="sent"} 2');
  });

  it('keeps what was sent for thirty days, and no longer', async () => {
    await enqueue(mailTo(ada));
    await deliver();
    now += 29 * 86_400;
    await sweepOutbox(place.services);
    expect(await rows()).toHaveLength(1);
    now += 2 * 86_400;
    await sweepOutbox(place.services);
    expect(await rows()).toEqual([]);
  });
});
