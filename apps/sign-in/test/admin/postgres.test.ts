import { encodeBase32 } from '@halfminute/otp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { canRun } from '../../../../tools/requirements.ts';
import { startPostgres } from '../../../../tools/postgres.ts';
import type { Postgres } from '../../../../tools/postgres.ts';
import { createServices } from '../../src/compose.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { createLog } from '../../src/log/json-log.ts';
import { createMailWorker } from '../../src/mail/worker.ts';
import type { MailTransport, ReadyMail } from '../../src/mail/transport.ts';
import { addAccount, openWorkplace } from './workplace.ts';
import type { Workplace } from './workplace.ts';

describe.runIf(canRun('administrators’ commands on PostgreSQL', 'postgres'))('on PostgreSQL', () => {
  let postgres: Postgres;
  let place: Workplace;

  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterAll(() => postgres.stop());
  beforeEach(async () => {
    place = await openWorkplace({ environment: { HALFMINUTE_DATABASE: await postgres.createDatabase() } });
  });
  afterEach(() => place.close());

  const reason = ['--reason', 'as agreed', '--admin', 'grace'];

  it('E7 S12 the commands do what they do on SQLite, and the log of it is unbroken', async () => {
    const rows = ['ada', 'hopper', 'mary'].map(
      (name, at) => `${name},${name},${name}@b.example,Partners,${encodeBase32(new Uint8Array(20).fill(at))}`,
    );
    const text = `user_name,name,mail,groups,totp_secret\n${rows.join('\n')}\n`;
    expect(await place.json(['users', 'import', '-'], { input: text })).toMatchObject({ created: 3 });
    await place.json(['users', 'create', 'grace', '--mail', 'g@b.example', '--group', 'Partners', '--print']);
    expect(await place.json(['require', 'group', 'Partners', '--from', '2026-12-01'])).toMatchObject({
      accounts: 4,
      enrolled: 3,
      mails: 1,
    });
    expect(await place.json(['require', 'group', 'Partners', '--from', '2026-12-01'])).toMatchObject({ mails: 0 });
    expect(await place.json(['status'])).toMatchObject({ all: { accounts: 4, enrolled: 3 } });
    expect(await place.json(['remind', '--all'])).toEqual({ reminded: ['grace'], remindedLately: 0 });
    expect(await place.json(['reset', 'ada', ...reason])).toMatchObject({ state: 'reset', authenticators: 1 });
    expect(await place.json(['freeze', 'mary', ...reason])).toHaveProperty('reference');
    expect(await place.json(['policy', 'set', 'mfa.cap=10'])).toMatchObject({ policy: { mfa: { cap: 10 } } });
    expect(await place.json(['keys', 'rotate'])).toMatchObject({ users: 2 });
    expect(await place.json(['keys', 'list'])).toMatchObject({ seal: [{ seeds: 2, state: 'present' }] });
    expect(await place.json(['users', 'show', 'ada'])).toMatchObject({ authenticators: [], enrolmentNeeds: 'link' });
    expect(await place.json(['clock'])).toMatchObject({ state: 'right' });
    expect(await place.json(['restore', '--restored'])).toMatchObject({ links: 2, kept: null });
    expect(await place.json(['migrate'])).toEqual({ dialect: 'postgres', migrated: true });
    expect(await place.json(['verify-log'])).toMatchObject({ result: 'unbroken' });
    expect((await place.run(['audit', '--limit', '1000', '--csv'])).out.split('\r\n').length).toBeGreaterThan(10);
  });

  it('S13 two nodes that look into one outbox at the same time send each mail once', async () => {
    const ada = await addAccount(place, { userName: 'ada', otherMails: ['ada@home.example'] });
    const other = await createServices(readConfig({ ...place.environment, HALFMINUTE_NODE: 'two' }), {
      log: createLog(() => undefined),
    });
    const sent: ReadyMail[] = [];
    const transport: MailTransport = {
      send: async (mail) => {
        sent.push(mail);
        return { result: 'sent' };
      },
      check: async () => ({ result: 'sent' }),
      close: () => undefined,
    };
    try {
      for (let number = 0; number < 40; number += 1) {
        await place.services.database.transaction((transaction) =>
          place.services.mails.enqueue(transaction, {
            kind: 'authenticator-removed',
            userId: ada,
            at: Math.floor(place.services.clock()),
            context: { actor: { kind: 'user' }, source: { address: null, agent: null, place: null } },
            parameters: { authenticator: `Number ${number}` },
          }),
        );
      }
      const workers = [place.services, other.services, place.services, other.services].map((services) =>
        createMailWorker(services, transport).deliverDue(),
      );
      const done = await Promise.all(workers);
      expect(done.reduce((one, more) => one + more, 0)).toBe(40);
      expect(sent).toHaveLength(80);
      expect(new Set(sent.map(({ messageId, to }) => `${messageId} ${to}`)).size).toBe(80);
    } finally {
      await other.close();
    }
  });

  it('backup and restore say which of its own programs to run', async () => {
    expect(await place.run(['backup', 'x.dump'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('pg_dump --format=custom'),
    });
    expect(await place.run(['restore', 'x.dump'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('pg_restore --clean'),
    });
  });
});
