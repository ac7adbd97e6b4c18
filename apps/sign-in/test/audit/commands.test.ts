import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entryToText } from '../../src/audit/entry-words.ts';
import { createPerson, signIn, startTestService } from '../../testing/index.ts';
import { addAccount, openWorkplace } from '../admin/workplace.ts';
import type { Workplace } from '../admin/workplace.ts';

let place: Workplace;
beforeEach(async () => {
  place = await openWorkplace();
});
afterEach(() => place.close());

async function write(kind: string, userId: string | null, at: number, agent: string | null = null): Promise<void> {
  const source = { address: '192.0.2.7', agent, place: null };
  await place.services.database.transaction((transaction) =>
    place.services.audit.append(transaction, [
      { kind, userId, at, context: { actor: { kind: 'user' }, source }, detail: {} },
    ]),
  );
}

describe('the audit log on the command line', () => {
  it('S12 is filtered by user, kind and time, newest first, in UTC', async () => {
    const ada = await addAccount(place, { userName: 'ada' });
    const december = Date.UTC(2026, 11, 1) / 1000;
    await write('signed-out', ada, december + 1);
    await write('password-wrong', ada, december + 2);
    await write('signed-out', null, december + 3);
    const kinds = async (...args: string[]) =>
      ((await place.json(['audit', ...args])) as unknown as readonly { kind: string }[]).map(({ kind }) => kind);
    expect(await kinds()).toEqual(['signed-out', 'password-wrong', 'signed-out']);
    expect(await kinds('--user', 'ada')).toEqual(['password-wrong', 'signed-out']);
    expect(await kinds('--kind', 'password-wrong')).toEqual(['password-wrong']);
    expect(await kinds('--only', 'refused')).toEqual(['password-wrong']);
    expect(await kinds('--only', 'factors')).toEqual([]);
    expect((await place.run(['audit', '--only', 'everything'])).code).toBe(2);
    expect(await kinds('--limit', '1')).toEqual(['signed-out']);
    expect(await kinds('--before', '2026-12-01T00:00:02Z')).toEqual(['signed-out']);
    expect(await kinds('--since', '2026-12-02')).toEqual([]);
    expect((await place.run(['audit', '--kind', 'password-wrong'])).out).toBe(
      [
        'Time (UTC)           User  What                     By    From',
        '2026-12-01 00:00:02  ada   Refused: wrong password  user  192.0.2.7',
        '',
      ].join('\n'),
    );
    expect((await place.run(['audit', '--since', '2027-01-01'])).out).toBe('No such entry.\n');
  });

  it('S16 forges no line and moves no cursor, whatever a browser called itself', async () => {
    const hostile = 'Firefox\n2026-12-01 00:00:00  ada  Signed in\u001b[2K\u202e=1+1';
    await write('signed-out', null, 1_794_646_931, hostile);
    // Past all that cleans what is typed: as another program, or an older version, may have written it.
    await place.services.database.transaction((transaction) =>
      place.services.audit.append(transaction, [
        {
          kind: 'authenticator-added',
          userId: null,
          at: 1_794_646_931,
          context: {
            actor: { kind: 'admin', name: hostile },
            source: { address: hostile, agent: hostile, place: hostile },
          },
          detail: { name: hostile },
        },
      ]),
    );
    await place.json([
      'freeze',
      await addAccount(place, { userName: 'mallory' }),
      '--reason',
      `left\n${hostile}`,
      '--admin',
      hostile,
    ]);
    for (const args of [['audit'], ['audit', '--json'], ['audit', '--csv'], ['users', 'show', 'mallory']]) {
      const { out } = await place.run(args);
      // oxlint-disable-next-line no-control-regex -- none may be left
      expect(out).not.toMatch(/[\u001b\u202e]/);
      expect(out.split('\n').filter((line) => line.startsWith('2026-12-01 00:00:00  ada'))).toEqual([]);
    }
  });

  it('S12 holds every act of an administrator with the name, whichever command it was', async () => {
    await place.json(['users', 'create', 'ada', '--mail', 'a@b.example', '--admin', 'grace']);
    const reason = ['--reason', 'as agreed', '--admin', 'grace'];
    for (const args of [
      ['invite', 'ada', '--admin', 'grace'],
      ['require', 'all', '--admin', 'grace'],
      ['remind', 'ada', '--admin', 'grace'],
      ['users', 'mail', 'ada', '--mail', 'c@d.example', ...reason],
      ['enrol-ticket', 'ada', ...reason],
      ['reset', 'ada', ...reason],
      ['sessions', 'end', 'ada', ...reason],
      ['freeze', 'ada', ...reason],
      ['unfreeze', 'ada', ...reason],
      ['policy', 'set', 'mfa.cap=10', '--admin', 'grace'],
      ['keys', 'rotate', '--admin', 'grace'],
      ['keys', 'rotate-signing', '--admin', 'grace'],
      ['backup', `${place.folder}/backup.db`, '--admin', 'grace'],
    ]) {
      const before = await place.services.audit.entries({ limit: 1000 });
      await place.json(args);
      const added = (await place.services.audit.entries({ limit: 1000 })).length - before.length;
      expect([args.join(' '), added > 0]).toEqual([args.join(' '), true]);
    }
    const entries = await place.services.audit.entries({ limit: 1000 });
    expect(new Set(entries.map(({ context }) => JSON.stringify(context.actor)))).toEqual(
      new Set([JSON.stringify({ kind: 'admin', name: 'grace' })]),
    );
  });

  it('needs a name of who acts: --admin, or who is signed in at the machine', async () => {
    await addAccount(place, { userName: 'ada' });
    const nobody = await place.run(['invite', 'ada'], { environment: { USER: '' } });
    expect(nobody).toMatchObject({ code: 2, err: 'Say who does this, for the audit log: --admin NAME\n' });
    await place.run(['invite', 'ada'], {
      environment: { SSH_CLIENT: '198.51.100.9 51324 22', SUDO_USER: 'hopper', USER: 'root' },
    });
    expect(await place.services.audit.entries({ limit: 1 })).toMatchObject([
      { context: { actor: { kind: 'admin', name: 'hopper' }, source: { address: '198.51.100.9' } } },
    ]);
  });
});

describe('verify-log', () => {
  it('S12 says that the log is unbroken, with a head that can be kept elsewhere', async () => {
    await write('signed-out', null, 1_794_646_931);
    const first = await place.json(['verify-log']);
    expect(first).toMatchObject({ result: 'unbroken', entries: 1 });
    await write('signed-out', null, 1_794_646_932);
    expect(await place.json(['verify-log', '--kept-outside', String(first['head'])])).toMatchObject({
      result: 'unbroken',
    });
    expect((await place.run(['verify-log', '--kept-outside', 'not a head'])).code).toBe(2);
  });

  it('S12 says where it is broken, and ends with 3, so that a nightly job notices', async () => {
    for (let number = 0; number < 5; number += 1) {
      await write('password-wrong', null, 1_794_646_931 + number);
    }
    await place.json(['verify-log']);
    await place.services.database.kysely
      .updateTable('audit_entry')
      .set({ kind: 'signed-out' })
      .where('sequence', '=', 3)
      .execute();
    const { code, out } = await place.run(['verify-log']);
    expect(code).toBe(3);
    expect(out).toMatch(/^Broken at entry 3 of node one, written on 2026-11-14, 09:02:13: it was changed\./);
    expect((await place.run(['verify-log', '--json'])).code).toBe(3);
  });

  it('S12 sees a log that was written anew as a whole, by a head that was kept outside', async () => {
    await write('password-wrong', null, 1_794_646_931);
    const { head } = await place.json(['verify-log']);
    const { kysely } = place.services.database;
    for (const table of ['audit_entry', 'audit_head', 'audit_checkpoint'] as const) {
      await kysely.deleteFrom(table).execute();
    }
    await write('signed-out', null, 1_794_646_931);
    expect(await place.json(['verify-log'])).toMatchObject({ result: 'unbroken' });
    expect((await place.run(['verify-log', '--kept-outside', String(head)])).code).toBe(3);
  });
});

describe('what a running service writes', () => {
  it('sheet G1 has words for every kind of entry', async () => {
    const service = await startTestService({ inProcess: true });
    try {
      const person = await createPerson(service.services, { mfaRequired: true });
      const { agent, authenticator } = await signIn(service, person, { remember: true });
      await service.advance(60);
      await signIn(service, { ...person, authenticator }, { remember: true });
      await agent.get('/my-security');
      const { userId } = person.account;
      for (const typed of [authenticator?.codeAt(service.now()) ?? '', '000000']) {
        const context = { actor: { kind: 'user' }, source: { address: null, agent: null, place: null } } as const;
        await service.services.mfa.verify({ userId, typed, factor: 'code', purpose: 'step-up', context });
      }
      const entries = await service.services.audit.entries({ limit: 1000 });
      expect(new Set(entries.map(({ kind }) => kind)).size).toBeGreaterThan(7);
      expect(entries.map(entryToText).filter((text) => /^[a-z]/.test(text))).toEqual([]);
    } finally {
      await service.stop();
    }
  });
});
