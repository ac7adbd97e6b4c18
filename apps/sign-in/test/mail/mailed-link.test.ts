import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/read-config.ts';
import { createServices } from '../../src/compose.ts';
import { createLog } from '../../src/log/json-log.ts';
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
  tokenOf,
  dump,
  advance,
  useOutboxPlace,
} from './outbox-place.ts';

useOutboxPlace();

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
    advance(3600);
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
    advance(60);
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
    advance(16 * 60);
    expect(await deliver()).toBe(1);
    expect(server.arrived).toEqual([]);
    expect(await services.audit.entries({ kinds: ['mail-given-up'], limit: 10 })).toMatchObject([
      { userId: ada, detail: { mail: 'password-reset', reason: 'its link has been used or is too old' } },
    ]);
  });
});
