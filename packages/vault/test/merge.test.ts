import { describe, expect, it } from 'vitest';
import {
  addAccount,
  advanceCounter,
  editAccount,
  findAccount,
  liveAccounts,
  mergeDocuments,
  noteDayOpened,
  preference,
  sameDocument,
  setPreference,
  trashAccount,
  trashedAccounts,
  unreadableAccounts,
} from '../src/index.ts';
import type { VaultDocument } from '../src/index.ts';
import { hotp, idOf, replica, secretOf, totp } from './accounts.ts';
import { documentOf, empty, FIRST_LINE, linesOf, throughBytes } from './vaults.ts';

const A = replica(1);
const B = replica(2);

function withOne(otp: Parameters<typeof addAccount>[1]['otp'] = totp()): VaultDocument {
  return addAccount(empty, { id: idOf(1), otp, tags: ['Work'] }, A);
}

/** The join in both directions, which must be one. */
function joined(a: VaultDocument, b: VaultDocument): VaultDocument {
  const merged = mergeDocuments(a, b);
  expect(linesOf(mergeDocuments(b, a))).toEqual(linesOf(merged));
  return merged;
}

/** A line of account 1 with the stamp `5@…aa`. */
function lineWith(fields: object): object {
  return { id: idOf(1), stamp: '5@00000000000000aa', ...fields };
}

const VERSION = { kind: 'totp', secretBase32: 'MFRGGZDF', algorithm: 'SHA1', digits: 6, periodSeconds: 30 };

describe('merging two copies', () => {
  it('unites what was added on either side, in the order of their places', () => {
    const here = addAccount(withOne(), { id: idOf(9), otp: totp() }, A);
    const there = addAccount(addAccount(withOne(), { id: idOf(4), otp: totp() }, B), { id: idOf(3), otp: totp() }, B);
    const merged = joined(here, there);
    expect(liveAccounts(merged).map(({ id }) => id)).toEqual([1, 4, 9, 3].map(idOf));
    expect(
      linesOf(merged)
        .slice(1)
        .map((line) => line.slice(7, 39)),
    ).toEqual([1, 3, 4, 9].map(idOf));
  });

  it('keeps different fields that were changed on different sides', () => {
    const here = editAccount(withOne(), idOf(1), { note: 'here', issuer: 'Here' }, A);
    const there = editAccount(withOne(), idOf(1), { favourite: true, icon: 'there' }, B);
    expect(findAccount(joined(here, there), idOf(1))).toMatchObject({
      note: 'here',
      otp: { issuer: 'Here' },
      favourite: true,
      icon: 'there',
    });
  });

  it('keeps the later of two changes of one field, by the change clock and never by the wall clock', () => {
    let here = editAccount(withOne(), idOf(1), { note: 'first' }, replica(1, 9_999_999_999));
    here = editAccount(here, idOf(1), { note: 'here, twice' }, replica(1, 9_999_999_999));
    const there = editAccount(withOne(), idOf(1), { note: 'there, once' }, replica(2, 9_999_999_999));
    expect(findAccount(joined(here, there), idOf(1))?.note).toBe('here, twice');
    const knowing = editAccount(joined(here, there), idOf(1), { note: 'after both' }, replica(0, 0));
    expect(findAccount(joined(knowing, here), idOf(1))?.note).toBe('after both');
  });

  it('breaks a tie of the clock by the replica', () => {
    const [here, there] = [A, B].map((edit) => editAccount(withOne(), idOf(1), { note: edit.replica }, edit));
    expect(here && there && findAccount(joined(here, there), idOf(1))?.note).toBe(B.replica);
  });

  it('compares counters as numbers: ten is later than nine', () => {
    const at = (counter: number) =>
      documentOf(
        FIRST_LINE,
        lineWith({ otp: [VERSION], note: String(counter), stamps: { note: `${counter}@00000000000000aa` } }),
      );
    expect(findAccount(joined(at(9), at(10)), idOf(1))?.note).toBe('10');
    expect(findAccount(joined(at(99), at(Number.MAX_SAFE_INTEGER)), idOf(1))?.note).toBe('9007199254740991');
  });

  it('keeps tags that were given on both sides, and drops those that were taken off', () => {
    const here = editAccount(withOne(), idOf(1), { tags: ['Work', 'Here'] }, A);
    const there = editAccount(withOne(), idOf(1), { tags: ['There'] }, B);
    expect(findAccount(joined(here, there), idOf(1))?.tags).toEqual(['Here', 'There']);
    const again = editAccount(joined(here, there), idOf(1), { tags: ['Work'] }, A);
    expect(findAccount(joined(again, there), idOf(1))?.tags).toEqual(['Work']);
  });

  it('keeps more tags than an edit may give, where both sides gave as many as they may', () => {
    const many = (side: string) => Array.from({ length: 100 }, (_, number) => `${side} ${number}`);
    const here = editAccount(withOne(), idOf(1), { tags: many('here') }, A);
    const there = editAccount(withOne(), idOf(1), { tags: many('there') }, B);
    expect(findAccount(throughBytes(joined(here, there)), idOf(1))?.tags).toHaveLength(200);
  });

  it('keeps an account in the trash that was edited elsewhere meanwhile, with the edit', () => {
    const trashed = trashAccount(withOne(), idOf(1), A);
    const edited = editAccount(withOne(), idOf(1), { note: 'used there' }, B);
    const [account] = trashedAccounts(joined(trashed, edited));
    expect(account?.note).toBe('used there');
  });

  it('keeps the later preference, and both where they are two', () => {
    const here = setPreference(setPreference(empty, 'theme', 'dark', A), 'hide', true, A);
    const there = setPreference(empty, 'theme', 'light', B);
    const merged = joined(here, there);
    expect([preference(merged, 'theme'), preference(merged, 'hide')]).toEqual(['light', true]);
  });

  it('keeps the greater clock, so that the next edit is later than both', () => {
    const there = [1, 2, 3].reduce((document, n) => setPreference(document, 'n', n, B), empty);
    expect(linesOf(joined(empty, there))[0]).toContain('"clock":3');
    expect(linesOf(setPreference(joined(empty, there), 'n', 4, A))[0]).toContain('"4@0000000000000001"');
  });

  it('unites the days on which the program was open, with the later note of each', () => {
    const here = noteDayOpened(empty, replica(1, 86_400 * 5));
    const there = noteDayOpened(noteDayOpened(empty, replica(2, 86_400 * 4)), replica(2, 86_400 * 5));
    expect(linesOf(joined(here, there))[0]).toContain('"daysOpened":[[4,1],[5,2]]');
  });

  it('is the same as the copy where both are the same, and says so', () => {
    const document = withOne();
    expect(sameDocument(joined(document, document), document)).toBe(true);
    expect(sameDocument(joined(document, empty), document)).toBe(true);
    expect(sameDocument(document, empty)).toBe(false);
    expect(sameDocument(document, editAccount(document, idOf(1), { note: 'x' }, A))).toBe(false);
    expect(sameDocument(document, setPreference(document, 'x', 1, A))).toBe(false);
    const other = addAccount(empty, { id: idOf(2), otp: totp() }, A);
    expect(sameDocument(document, other)).toBe(false);
    const [first = '', line = ''] = linesOf(document);
    const two = documentOf(first, line, line.replace(idOf(1), idOf(2)));
    expect([sameDocument(document, two), sameDocument(two, document)]).toEqual([false, false]);
    expect(sameDocument(documentOf(first, line), document)).toBe(true);
    const shorter = documentOf(first, line, line.replace(idOf(1), idOf(2)).replace('Work', 'Wor'));
    expect([sameDocument(shorter, two), sameDocument(two, shorter)]).toEqual([false, false]);
  });

  it('takes equal lines as they are, without reading them', () => {
    const later = lineWith({ otp: [{ kind: 'later' }] });
    const document = documentOf(FIRST_LINE, later);
    expect(linesOf(joined(document, documentOf(FIRST_LINE, later)))).toEqual([FIRST_LINE, JSON.stringify(later)]);
  });
});

describe('merging counters', () => {
  const counter = (document: VaultDocument) => {
    const otp = findAccount(document, idOf(1))?.otp;
    return otp?.kind === 'hotp' ? otp.counter : null;
  };
  const advanced = (document: VaultDocument, times: number, edit = A) =>
    Array.from({ length: times }).reduce<VaultDocument>((moved) => advanceCounter(moved, idOf(1), edit), document);

  it('takes the greater where kind and secret are equal', () => {
    const base = withOne(hotp({ counter: 10 }));
    expect(counter(joined(advanced(base, 3), advanced(base, 7, B)))).toBe(17);
    expect(counter(joined(advanced(base, 3), base))).toBe(13);
  });

  it('takes the greater also where one side changed the digits meanwhile', () => {
    const base = withOne(hotp({ counter: 10 }));
    const digits = editAccount(base, idOf(1), { otp: hotp({ counter: 10, digits: 8 }) }, A);
    const merged = joined(digits, advanced(base, 2, B));
    expect(counter(merged)).toBe(12);
    expect(findAccount(merged, idOf(1))?.otp.digits).toBe(8);
  });

  it('does not take the greater of another secret', () => {
    const base = withOne(hotp({ counter: 10 }));
    const other = editAccount(base, idOf(1), { otp: hotp({ secret: totp().secret, counter: 2 }) }, B);
    const merged = joined(advanced(base, 30), other);
    expect(counter(merged)).toBe(2);
    expect(secretOf(findAccount(merged, idOf(1)))).toBe('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP');
  });

  it('keeps a counter set back by hand against an older copy', () => {
    const base = withOne(hotp({ counter: 500 }));
    const back = editAccount(base, idOf(1), { otp: hotp({ counter: 5 }) }, A);
    expect(counter(joined(back, base))).toBe(5);
    expect(counter(joined(advanced(back, 2), base))).toBe(7);
  });
});

describe('merging what a careless or hostile writer wrote', () => {
  const at = (fields: object) => documentOf(FIRST_LINE, lineWith({ otp: [VERSION], ...fields }));

  it('keeps one of two values under one stamp, the same on every copy', () => {
    expect(findAccount(joined(at({ note: 'a' }), at({ note: 'b' })), idOf(1))?.note).toBe('b');
    expect(findAccount(joined(at({ note: 'a' }), at({})), idOf(1))?.note).toBe('a');
    const preferences = (value: unknown) =>
      documentOf(
        `{"clock":0,"daysOpened":[],"preferences":{"a":{"stamp":"1@00000000000000aa","value":${JSON.stringify(value)}}}}`,
      );
    expect(preference(joined(preferences(1), preferences(2)), 'a')).toBe(2);
  });

  it('keeps both of two secrets under one stamp', () => {
    const other = at({ otp: [{ ...VERSION, secretBase32: 'NBSWY3DP' }] });
    const merged = joined(at({}), other);
    expect(liveAccounts(merged).map(secretOf)).toEqual(['NBSWY3DP']);
    expect(trashedAccounts(merged).map(secretOf)).toEqual(['MFRGGZDF']);
  });

  it('keeps both of two kinds with one secret, since they make different codes', () => {
    const counter = at({ otp: [{ kind: 'hotp', secretBase32: 'MFRGGZDF', algorithm: 'SHA1', digits: 6 }] });
    const merged = joined(at({}), counter);
    expect([...liveAccounts(merged), ...trashedAccounts(merged)].map(({ otp }) => otp.kind)).toEqual(['totp', 'hotp']);
    expect(unreadableAccounts(throughBytes(merged))).toBe(0);
  });

  it('writes what was replaced in the order of the stamps, and no stamp that is the account’s own', () => {
    const replaced = ['10@00000000000000aa', '9@00000000000000ab', '9@00000000000000aa'];
    const document = at({ replaced, stamps: { gone: '5@00000000000000aa', later: '6@00000000000000aa' } });
    const line = linesOf(editAccount(document, idOf(1), { note: 'x' }, A))[1];
    expect(line).toContain('"replaced":["9@00000000000000aa","9@00000000000000ab","10@00000000000000aa"]');
    expect(line).toContain('"stamps":{"later":"6@00000000000000aa","note":"11@0000000000000001"}');
  });

  it('writes fields of a later program sorted, those of a version too', () => {
    const document = at({ otp: [{ ...VERSION, z: 1, b: 2 }], y: 1, a: 2 });
    const line = linesOf(editAccount(document, idOf(1), { note: 'x' }, A))[1];
    expect(line).toContain('"periodSeconds":30,"b":2,"z":1}]');
    expect(line).toContain('"a":2,"y":1,"stamps"');
  });

  it('writes counters sorted by their fingerprints', () => {
    const counters = { ffffffffffffffff: [0, 1], '0123456789abcdef': [0, 2], aaaaaaaaaaaaaaaa: [1, 3] };
    const line = linesOf(editAccount(at({ counters }), idOf(1), { note: 'x' }, A))[1];
    expect(line).toContain('"counters":{"0123456789abcdef":[0,2],"aaaaaaaaaaaaaaaa":[1,3],"ffffffffffffffff":[0,1]}');
  });

  it('takes the later of two stamps of the whole account', () => {
    const later = documentOf(FIRST_LINE, { id: idOf(1), stamp: '6@00000000000000aa', issuer: 'Later', otp: [VERSION] });
    const merged = joined(at({ note: 'older', issuer: 'Earlier' }), later);
    expect(findAccount(merged, idOf(1))).toMatchObject({ note: '', otp: { issuer: 'Later' } });
    expect(linesOf(merged)[1]).toContain('"stamp":"6@00000000000000aa"');
    const withNote = at({ note: 'newer', stamps: { note: '7@00000000000000aa' } });
    expect(findAccount(joined(withNote, later), idOf(1))).toMatchObject({ note: 'newer', otp: { issuer: 'Later' } });
  });

  it('joins two lines of one account in one file', () => {
    const [one, two] = [lineWith({ otp: [VERSION], note: 'a' }), lineWith({ otp: [VERSION], note: 'b' })];
    const document = documentOf(FIRST_LINE, two, one);
    expect(linesOf(document)).toHaveLength(2);
    expect(findAccount(document, idOf(1))?.note).toBe('b');
  });

  it('sorts lines that came unsorted, and drops a line that came twice', () => {
    const lines = [3, 1, 2, 1].map((number) => ({ ...lineWith({ otp: [VERSION] }), id: idOf(number) }));
    expect(
      linesOf(documentOf(FIRST_LINE, ...lines))
        .slice(1)
        .map((line) => line.slice(7, 39)),
    ).toEqual([1, 2, 3].map(idOf));
  });

  it('keeps entries of a later program beside ours, to the byte, and edits ours alone', () => {
    const later = JSON.stringify(lineWith({ otp: [{ kind: 'later', secretBase32: 'x' }] }));
    const evenLater = JSON.stringify(lineWith({ otp: [{ kind: 'even later' }] }));
    const merged = joined(joined(withOne(), documentOf(FIRST_LINE, later)), documentOf(FIRST_LINE, evenLater));
    expect(unreadableAccounts(merged)).toBe(2);
    expect(liveAccounts(merged)).toHaveLength(1);
    const edited = editAccount(merged, idOf(1), { note: 'x' }, A);
    expect(linesOf(edited)).toHaveLength(4);
    expect(linesOf(edited)).toEqual(expect.arrayContaining([later, evenLater]));
    expect(linesOf(edited)).toEqual([linesOf(edited)[0], ...linesOf(edited).slice(1).sort()]);
    expect(findAccount(joined(edited, merged), idOf(1))?.note).toBe('x');
    expect(unreadableAccounts(joined(edited, merged))).toBe(2);
  });

  it('keeps fields of a later program: of the document, of an account, of a version and of a preference', () => {
    const there = documentOf(
      '{"clock":9,"daysOpened":[],"preferences":{"theme":{"stamp":"9@00000000000000aa","value":"dark","by":"policy"}},"groups":["a"],"__proto__":{"x":1},"stamps":{"groups":"9@00000000000000aa"}}',
      // Written by hand: an object literal would put the field "0" before the id.
      JSON.stringify(
        lineWith({
          otp: [{ ...VERSION, drift: 1, '7': 2 }],
          colour: 'red',
          stamps: { colour: '7@00000000000000aa' },
        }),
      ).replace('"colour":"red"', '"0":[0],"colour":"red"'),
    );
    const merged = editAccount(joined(withOne(), there), idOf(1), { note: 'x' }, A);
    expect(linesOf(merged)[0]).toContain(
      '"preferences":{"theme":{"stamp":"9@00000000000000aa","value":"dark","by":"policy"}}',
    );
    expect(linesOf(merged)[0]).toContain('"__proto__":{"x":1},"groups":["a"],"stamps":{"groups":"9@00000000000000aa"}');
    expect(linesOf(merged)[1]).toContain('"7":2,"drift":1');
    expect(linesOf(merged)[1]).toContain('"0":[0],"colour":"red","stamps":');
    expect(linesOf(merged)[1]).toMatch(/^\{"id":"/);
    expect(linesOf(merged)[1]).toContain('"colour":"7@00000000000000aa"');
    expect(Object.prototype).not.toHaveProperty('x');
  });

  it('lets the later of two fields of a later program win, and a removal too', () => {
    const group = (value: unknown, counter: number) =>
      documentOf(
        JSON.stringify({
          clock: 0,
          daysOpened: [],
          preferences: {},
          groups: value,
          stamps: { groups: `${counter}@00000000000000aa` },
        }),
      );
    expect(linesOf(joined(group('old', 3), group('new', 4)))[0]).toContain('"groups":"new"');
    expect(linesOf(joined(group('old', 3), group(undefined, 4)))[0]).not.toContain('old');
    const unstamped = documentOf('{"clock":0,"daysOpened":[],"preferences":{},"groups":"unstamped"}');
    expect(linesOf(joined(unstamped, empty))[0]).toContain('"groups":"unstamped"}');
    expect(linesOf(joined(unstamped, group('new', 1)))[0]).toContain('"groups":"new"');
  });
});
