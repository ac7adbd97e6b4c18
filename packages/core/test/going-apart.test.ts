import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountOf, added, openDesk, openState, PASSWORD, secondDesk } from './desk.ts';
import type { Desk } from './desk.ts';

/** Something that somebody does, at one of two programs, with one of the accounts they see there. */
interface Act {
  readonly at: 0 | 1;
  readonly does: 'add' | 'rename' | 'new code' | 'remove' | 'put back' | 'empty' | 'undo' | 'next' | 'setting' | 'lock';
  readonly which: number;
  /** Whether they wait until it is done, before anybody does anything else. */
  readonly waits: boolean;
}

const acts = fc.array(
  fc.record<Act>({
    at: fc.constantFrom(0, 1),
    does: fc.constantFrom(
      'add',
      'rename',
      'new code',
      'remove',
      'put back',
      'empty',
      'undo',
      'next',
      'setting',
      'lock',
    ),
    which: fc.nat(20),
    waits: fc.boolean(),
  }),
  { minLength: 5, maxLength: 25 },
);

async function act({ app }: Desk, { does, which }: Act): Promise<unknown> {
  const { open } = app.getState();
  const pick = <Item>(items: readonly Item[] = []): Item | undefined => items[which % Math.max(1, items.length)];
  const live = pick(open?.accounts)?.id;
  const trashed = pick(open?.trash)?.id;
  switch (does) {
    case 'add':
      return app.accounts.add(
        accountOf(app, { service: `Service ${which}`, kind: which % 2 === 0 ? 'hotp' : 'totp' }),
        {
          allowDuplicate: true,
        },
      );
    case 'rename':
      return live && app.accounts.edit(live, { issuer: `Renamed ${which}` });
    case 'new code':
      return live && app.accounts.edit(live, { otp: accountOf(app, { code: 'JBSWY3DPEHPK3PXP', digits: '8' }) });
    case 'remove':
      return live && app.accounts.remove(live);
    case 'put back':
      return trashed && app.accounts.putBack(trashed);
    case 'empty':
      return app.accounts.emptyTrash();
    case 'undo':
      return app.accounts.undo();
    case 'next':
      return live && app.codes.nextCounterCode(live);
    case 'setting':
      return app.changeSettings({ clipboardSeconds: 10 + which });
    case 'lock':
      app.session.lock();
      return app.session.unlock({ password: PASSWORD });
  }
}

describe('two programs that do whatever they like', () => {
  it('see the same in the end, and no code of a counter was shown twice', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (done) => {
        const one = await openDesk({ watches: false });
        await added(one.app, { service: 'First', kind: 'hotp' });
        const other = await secondDesk(one, { watches: false });
        const shown: string[] = [];
        const pending: Promise<unknown>[] = [];
        for (const each of done) {
          const doing = act(each.at === 0 ? one : other, each).then((answer) => {
            const isShown = typeof answer === 'object' && answer !== null && 'code' in answer && 'counter' in answer;
            // One secret everywhere: two accounts may show the same code, one account may not.
            if (isShown && each.does === 'next' && done.every(({ does }) => does !== 'add' && does !== 'new code')) {
              shown.push(String(answer.code));
            }
          });
          pending.push(doing);
          if (each.waits) {
            await doing;
          }
        }
        await Promise.all(pending);
        // A lock that came while it was being opened has held.
        await Promise.all([one, other].map(({ app }) => app.session.unlock({ password: PASSWORD })));
        // Each takes in the other's last word with a save of its own.
        await one.app.accounts.add(accountOf(one.app, { service: 'Last' }), { allowDuplicate: true });
        await other.app.accounts.add(accountOf(other.app, { service: 'Very last' }), { allowDuplicate: true });
        await one.app.accounts.add(accountOf(one.app, { service: 'The end' }), { allowDuplicate: true });
        const reader = await secondDesk(one, { seed: 9 });
        expect(openState(reader.app).accounts).toEqual(openState(one.app).accounts);
        expect(openState(reader.app).trash).toEqual(openState(one.app).trash);
        expect(openState(reader.app).settings).toEqual(openState(one.app).settings);
        expect(openState(reader.app).accounts.map(({ issuer }) => issuer)).toContain('Very last');
        expect(new Set(shown).size).toBe(shown.length);
        for (const desk of [one, other, reader]) {
          desk.app.dispose();
        }
      }),
      { numRuns: 60 },
    );
  });
});
