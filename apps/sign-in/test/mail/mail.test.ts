import { Secret } from '@halfminute/otp';
import { describe, expect, it } from 'vitest';
import { mailKinds } from '../../src/mail/mail-kinds.ts';
import { outboxMails } from '../../src/mail/outbox-mails.ts';
import { createMailWorker } from '../../src/mail/worker.ts';
import { addAccount } from '../admin/workplace.ts';
import {
  ISSUER,
  BEGIN,
  now,
  server,
  place,
  ada,
  mailTo,
  enqueue,
  deliver,
  rows,
  linksIn,
  useOutboxPlace,
} from './outbox-place.ts';

useOutboxPlace();

describe('a mail', () => {
  it.each(mailKinds)('of the kind %s arrives, as text and as HTML', async (kind) => {
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
    for (const kind of mailKinds) {
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
    expect(server.arrived.length).toBeGreaterThanOrEqual(mailKinds.length - 1);
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
