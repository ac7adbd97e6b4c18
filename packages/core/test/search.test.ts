import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchAccounts } from '../src/index.ts';
import type { Account } from '../src/index.ts';
import { added, openDesk, openState } from './desk.ts';

const [template] = await oneAccount();

async function oneAccount(): Promise<readonly Account[]> {
  const { app } = await openDesk();
  await added(app);
  return openState(app).accounts;
}

function account(fields: Partial<Account>): Account {
  if (template === undefined) {
    throw new Error('There is no account to take after.');
  }
  return { ...template, issuer: '', accountName: '', ...fields };
}

/** What is marked: the texts of the matches, as they were written. */
function marked(query: string, fields: Partial<Account>): readonly string[] | null {
  const [found] = searchAccounts([account(fields)], query);
  if (found === undefined) {
    return null;
  }
  return found.matches.map(({ field, start, length, tag }) => {
    const text = field === 'tag' ? (tag ?? '') : found.account[field];
    return text.slice(start, start + length);
  });
}

describe('searching', () => {
  it('finds a part of the service, the user or a tag, and marks it', () => {
    expect(marked('ase', { issuer: 'Cases' })).toEqual(['ase']);
    expect(marked('firm', { accountName: 'ada@firm.example' })).toEqual(['firm']);
    expect(marked('wor', { tags: ['law', 'work'] })).toEqual(['wor']);
    expect(searchAccounts([account({ tags: ['work'] })], 'work')[0]?.matches).toEqual([
      { field: 'tag', start: 0, length: 4, tag: 'work' },
    ]);
  });

  it.each([
    ['CASES', 'cases', ['cases']],
    ['cases', 'CASES', ['CASES']],
    ['creme', 'Crème brûlée', ['Crème']],
    ['brûlée', 'Creme brulee', ['brulee']],
    ['uber', 'Über', ['Über']],
    ['strasse', 'Straße', ['Straße']],
    ['Straße', 'STRASSE', ['STRASSE']],
    ['lodz', 'Łódź', ['Łódź']],
    ['smorrebrod', 'Smørrebrød', ['Smørrebrød']],
    ['σας', 'ΣΑΣ', ['ΣΑΣ']],
    ['file', 'ﬁle', ['ﬁle']],
    ['istanbul', 'İstanbul', ['İstanbul']],
    ['12', '①②', ['①②']],
    ['😀', 'x 😀 y', ['😀']],
    ['паро', 'Пароль', ['Паро']],
    ['שלום', 'שלום', ['שלום']],
    ['ab', 'a\u200Bb', ['a\u200Bb']],
  ])('finds %j in %j', (query, issuer, expected) => {
    expect(marked(query, { issuer })).toEqual(expected);
  });

  it('marks an accent with its letter, also where it is a character of its own', () => {
    expect(marked('cafe', { issuer: 'cafe\u0301 x' })).toEqual(['cafe\u0301']);
    expect(marked('caf', { issuer: 'cafe\u0301' })).toEqual(['caf']);
  });

  it('wants every word, in whatever field', () => {
    const fields = { issuer: 'Cases', accountName: 'ada@firm.example', tags: ['work'] };
    expect(marked('ada cases', fields)).toEqual(['ada', 'Cases']);
    expect(marked('  work   ada ', fields)).toEqual(['work', 'ada']);
    expect(marked('ada bob', fields)).toBeNull();
  });

  it('tells of a tag only where a word is in no name', () => {
    const fields = { issuer: 'Cases', accountName: 'ada@work.example', tags: ['casework', 'family'] };
    expect(marked('work', fields)).toEqual(['work']);
    expect(searchAccounts([account(fields)], 'work')[0]?.matches).toMatchObject([{ field: 'accountName' }]);
    expect(searchAccounts([account(fields)], 'work fam')[0]?.matches).toMatchObject([
      { field: 'accountName' },
      { field: 'tag', tag: 'family' },
    ]);
  });

  it.each(['', '   ', '\u200B'])('finds all for %j, with nothing marked', (query) => {
    const accounts = [account({ issuer: 'One' }), account({ issuer: 'Two' })];
    expect(searchAccounts(accounts, query)).toEqual(accounts.map((each) => ({ account: each, matches: [] })));
  });

  it('keeps the order of the list', () => {
    const accounts = ['b case', 'a case', 'none', 'case'].map((issuer) => account({ issuer }));
    expect(searchAccounts(accounts, 'case').map((found) => found.account.issuer)).toEqual(['b case', 'a case', 'case']);
  });

  it('does not take the query for a pattern', () => {
    expect(marked('.*', { issuer: 'Cases' })).toBeNull();
    expect(marked('(', { issuer: 'Cases (old)' })).toEqual(['(']);
  });

  it('finds every text by itself and by each of its parts, and marks within the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
        fc.nat(),
        fc.nat(),
        (issuer, from, length) => {
          const characters = Array.from(issuer);
          const start = from % characters.length;
          const part = characters.slice(start, start + 1 + (length % characters.length)).join('');
          const [found] = searchAccounts([account({ issuer })], part);
          expect(found).toBeDefined();
          for (const match of found?.matches ?? []) {
            expect(match.length).toBeGreaterThan(0);
            expect(match.start + match.length).toBeLessThanOrEqual(issuer.length);
          }
        },
      ),
    );
  });
});
