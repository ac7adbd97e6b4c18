import type { Account, AccountId } from '@halfminute/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountNames } from '../src/list/account-names.ts';
import { placeOf } from '../src/list/list-model.ts';
import { fromHit, markedParts } from '../src/list/marked-text.tsx';

function account(id: string): Account {
  return {
    // Made up for the test: any text will do as an id here.
    id: id as AccountId,
    kind: 'totp',
    issuer: id,
    accountName: '',
    algorithm: 'SHA1',
    digits: 6,
    periodSeconds: 30,
    counter: null,
    tags: [],
    note: '',
    favourite: false,
  };
}

const found = ['a', 'b', 'c'].map((id) => ({ account: account(id), matches: [] }));
const selected = (id: string, place: number) => ({ id: account(id).id, place });

describe('the selection', () => {
  it('stands on the first account until another is chosen', () => {
    expect(placeOf(found, null)).toBe(0);
    expect(placeOf([], null)).toBe(0);
  });

  it('stays with its account when the order changes', () => {
    expect(placeOf(found.toReversed(), selected('a', 0))).toBe(2);
  });

  it('goes to the account that took the place of the one deleted', () => {
    expect(placeOf(found, selected('gone', 1))).toBe(1);
    expect(placeOf(found, selected('gone', 3))).toBe(2);
    expect(placeOf([], selected('gone', 3))).toBe(0);
  });
});

describe('the names of a row', () => {
  it('are the service, then the user', () => {
    expect(accountNames({ issuer: 'Cases', accountName: 'ada' }, 'Unnamed')).toEqual({ name: 'Cases', user: 'ada' });
  });

  it('never leave a row without words', () => {
    expect(accountNames({ issuer: '', accountName: 'ada' }, 'Unnamed')).toEqual({ name: 'ada', user: '' });
    expect(accountNames({ issuer: '', accountName: '' }, 'Unnamed')).toEqual({ name: 'Unnamed', user: '' });
  });
});

describe('a tag that was hit', () => {
  const shown = (tag: string, hit: string): string => {
    const { text, range } = fromHit(tag, { start: tag.indexOf(hit), length: hit.length });
    expect(text.slice(range.start, range.start + range.length)).toBe(hit);
    return text;
  };

  it('is shown from its beginning where the hit is near it', () => {
    expect(shown('Clients', 'Cli')).toBe('Clients');
    expect(shown('Northern region', 'region')).toBe('Northern region');
  });

  it('begins with the word of the hit where that is far in', () => {
    expect(shown('Clients of the northern region', 'thern')).toBe('…northern region');
    expect(shown(`${'x'.repeat(40)}hit`, 'hit')).toBe('…hit');
  });
});

describe('marking what a search hit', () => {
  it('marks each hit and leaves the rest', () => {
    expect(
      markedParts('Digi-Sign', [
        { start: 5, length: 2 },
        { start: 2, length: 2 },
      ]),
    ).toEqual([
      { text: 'Di', isHit: false },
      { text: 'gi', isHit: true },
      { text: '-', isHit: false },
      { text: 'Si', isHit: true },
      { text: 'gn', isHit: false },
    ]);
  });

  it('joins hits that touch or overlap, and keeps every sign of the text', () => {
    expect(
      markedParts('GitHub', [
        { start: 0, length: 3 },
        { start: 1, length: 4 },
      ]),
    ).toEqual([
      { text: 'GitHu', isHit: true },
      { text: 'b', isHit: false },
    ]);
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.record({ start: fc.nat(20), length: fc.integer({ min: 1, max: 5 }) })),
        (text, ranges) => {
          const parts = markedParts(text, ranges);
          expect(parts.map((part) => part.text).join('')).toBe(text);
          parts.slice(1).forEach((part, place) => expect(part.isHit).not.toBe(parts[place]?.isHit));
        },
      ),
    );
  });
});
