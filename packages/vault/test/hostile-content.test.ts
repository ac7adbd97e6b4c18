import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addAccount,
  advanceCounter,
  editAccount,
  findAccount,
  liveAccounts,
  mergeDocuments,
  noteDayOpened,
  purgeable,
  setPreference,
  settleConflicts,
  trashAccount,
  trashedAccounts,
  unreadableAccounts,
} from '../src/index.ts';
import type { VaultDocument } from '../src/index.ts';
import { VaultError } from '../src/errors.ts';
import { hotp, idOf, replica, secret, totp } from './accounts.ts';
import { propertyRuns } from './property-runs.ts';
import { documentOf, empty, FIRST_LINE, linesOf, refusal, throughBytes } from './vaults.ts';

/** What somebody with the keys may write, be it a later program, a careless or a hostile one. */

const STAMP = '5@00000000000000aa';
const VERSION = { kind: 'totp', secretBase32: 'MFRGGZDF', algorithm: 'SHA1', digits: 6, periodSeconds: 30 };
const YANDEX_SECRET = 'AAAQEAYEAUDAOCAJBIFQYDIOB4';
const FIELDS = { id: idOf(1), stamp: STAMP, otp: [VERSION] };

/** Whether a line with these fields is understood. Whether or not, it must come out of a save as it went in. */
function isUnderstood(fields: object): boolean {
  return isLineUnderstood(JSON.stringify(fields));
}

function isLineUnderstood(line: string): boolean {
  const document = documentOf(FIRST_LINE, line);
  expect(linesOf(throughBytes(document))[1]).toBe(line);
  return unreadableAccounts(document) === 0;
}

function versions(...changes: readonly object[]): object {
  return { ...FIELDS, otp: changes.map((change) => ({ ...VERSION, ...change })) };
}

describe('an account line', () => {
  it('is understood with the fields of the format, and any others', () => {
    expect(isUnderstood(FIELDS)).toBe(true);
    expect(isUnderstood({ id: idOf(1), stamp: STAMP })).toBe(true);
    for (const otp of [
      { kind: 'motp', secretBase32: 'MFRGGZDF', pin: 'Ä 1' },
      { kind: 'yandex', secretBase32: YANDEX_SECRET, pin: '0123' },
    ]) {
      expect(isUnderstood({ ...FIELDS, otp: [otp] })).toBe(true);
    }
    expect(
      isUnderstood({
        ...FIELDS,
        issuer: 'x'.repeat(1_000),
        accountName: '',
        parameters: [['a', 'b']],
        note: 'x'.repeat(100_000),
        favourite: true,
        icon: 'x',
        position: -1.5,
        createdUnixSeconds: 0,
        trashedUnixSeconds: 1.5,
        tags: ['b', 'a'],
        counters: { '0123456789abcdef': [0, 9_007_199_254_740_991] },
        replaced: ['1@00000000000000aa'],
        later: [{}],
        stamps: { note: '9007199254740991@ffffffffffffffff', 'tag:gone': STAMP, later: STAMP, gone: STAMP },
      }),
    ).toBe(true);
  });

  const notUnderstood: readonly (readonly [string, object])[] = [
    ['no stamp', { id: idOf(1), otp: [VERSION] }],
    ['a stamp without a replica', { ...FIELDS, stamp: '5' }],
    ['a stamp whose counter is over 2^53 - 1', { ...FIELDS, stamp: '9007199254740992@00000000000000aa' }],
    ['a stamp of seventeen figures', { ...FIELDS, stamp: '10000000000000000@00000000000000aa' }],
    ['a stamp with a leading zero', { ...FIELDS, stamp: '05@00000000000000aa' }],
    ['a negative stamp', { ...FIELDS, stamp: '-1@00000000000000aa' }],
    ['a stamp with more after it', { ...FIELDS, stamp: `${STAMP}x` }],
    ['a stamp with more before it', { ...FIELDS, stamp: `x${STAMP}` }],
    ['a stamp that is a number', { ...FIELDS, stamp: 5 }],
    ['an issuer that is too long', { ...FIELDS, issuer: 'x'.repeat(1_001) }],
    ['an issuer that is a number', { ...FIELDS, issuer: 1 }],
    ['an account name that is too long', { ...FIELDS, accountName: 'x'.repeat(1_001) }],
    ['an account name that is null', { ...FIELDS, accountName: null }],
    ['a note that is too long', { ...FIELDS, note: 'x'.repeat(100_001) }],
    ['a note with half a character', { ...FIELDS, note: '\ud800' }],
    ['an icon that is too long', { ...FIELDS, icon: 'x'.repeat(1_001) }],
    ['a favourite that is false', { ...FIELDS, favourite: false }],
    ['a position that is a text', { ...FIELDS, position: '1' }],
    ['a day of making that is a text', { ...FIELDS, createdUnixSeconds: '1' }],
    ['a day of trashing that is null', { ...FIELDS, trashedUnixSeconds: null }],
    ['tags that are no list', { ...FIELDS, tags: 'a' }],
    ['a tag that is empty', { ...FIELDS, tags: [''] }],
    ['a tag that is too long', { ...FIELDS, tags: ['x'.repeat(1_001)] }],
    ['a tag that is a number', { ...FIELDS, tags: [1] }],
    ['a field that poses as a tag', { ...FIELDS, 'tag:x': true }],
    ['parameters that are no list', { ...FIELDS, parameters: {} }],
    ['a bad parameter after a good one', { ...FIELDS, parameters: [['a', 'b'], ['c']] }],
    ['a parameter of one', { ...FIELDS, parameters: [['a']] }],
    ['a parameter of three', { ...FIELDS, parameters: [['a', 'b', 'c']] }],
    ['a parameter that is a number', { ...FIELDS, parameters: [['a', 1]] }],
    ['a parameter that is no list', { ...FIELDS, parameters: ['ab'] }],
    ['a parameter that is too long', { ...FIELDS, parameters: [['a', 'x'.repeat(10_001)]] }],
    ['101 parameters', { ...FIELDS, parameters: Array.from({ length: 101 }, () => ['a', 'b']) }],
    ['versions that are no list', { ...FIELDS, otp: VERSION }],
    ['a version that is no object', { ...FIELDS, otp: ['x'] }],
    ['a kind of a later program', versions({ kind: 'ocra' })],
    ['Mobile-OTP without a PIN', versions({ kind: 'motp' })],
    ['Mobile-OTP with an empty PIN', versions({ kind: 'motp', pin: '' })],
    ['Mobile-OTP with a PIN that is a number', versions({ kind: 'motp', pin: 1234 })],
    ['Mobile-OTP with blanks around the PIN', versions({ kind: 'motp', pin: ' 1234' })],
    ['Mobile-OTP with a PIN of 65 characters', versions({ kind: 'motp', pin: '1'.repeat(65) })],
    ['Yandex with a PIN of letters', versions({ kind: 'yandex', secretBase32: YANDEX_SECRET, pin: 'abcd' })],
    ['Yandex with a PIN of three figures', versions({ kind: 'yandex', secretBase32: YANDEX_SECRET, pin: '123' })],
    ['Yandex with a secret of another length', versions({ kind: 'yandex', pin: '1234' })],
    ['no kind', versions({ kind: undefined })],
    ['a kind from the prototype', versions({ kind: 'constructor' })],
    ['no secret', versions({ secretBase32: undefined })],
    ['an empty secret', versions({ secretBase32: '' })],
    ['a secret in small letters', versions({ secretBase32: 'mfrggzdf' })],
    ['a secret with padding', versions({ secretBase32: 'MFRGG===' })],
    ['a secret with a figure that is not used', versions({ secretBase32: 'MFRGGZD1' })],
    ['a secret of one letter', versions({ secretBase32: 'A' })],
    ['a secret of three letters', versions({ secretBase32: 'AAA' })],
    ['a secret of six letters', versions({ secretBase32: 'AAAAAA' })],
    ['a secret whose last letter has bits to spare', versions({ secretBase32: 'AB' })],
    ['a secret of four letters with bits to spare', versions({ secretBase32: 'AAAB' })],
    ['a secret of 1,025 bytes', versions({ secretBase32: 'A'.repeat(1_640) })],
    ['an algorithm that is not known', versions({ algorithm: 'MD5' })],
    ['an algorithm that is a list', versions({ algorithm: ['SHA1'] })],
    ['three digits', versions({ digits: 3 })],
    ['eleven digits', versions({ digits: 11 })],
    ['a fraction of digits', versions({ digits: 6.5 })],
    ['digits that are a text', versions({ digits: '6' })],
    ['a period of nothing', versions({ periodSeconds: 0 })],
    ['a period of more than a day', versions({ periodSeconds: 86_401 })],
    ['no period', versions({ periodSeconds: undefined })],
    ['a version stamp that is none', versions({ stamp: 'x' })],
    ['a label without its other half', versions({ issuer: 'x' })],
    ['a label without its first half', versions({ accountName: 'x' })],
    ['a secret whose first letter is none', versions({ secretBase32: '!AAAAAAA' })],
    ['a label that is too long', versions({ issuer: 'x'.repeat(1_001), accountName: '' })],
    ['a label whose account name is a number', versions({ issuer: '', accountName: 1 })],
    ['a good version before a bad one', versions({}, { digits: 99 })],
    ['counters that are a list', { ...FIELDS, counters: [] }],
    ['a counter over 2^53 - 1', { ...FIELDS, counters: { '0123456789abcdef': [0, 2 ** 53] } }],
    ['a round over 2^53 - 1', { ...FIELDS, counters: { '0123456789abcdef': [2 ** 53, 0] } }],
    ['a negative counter', { ...FIELDS, counters: { '0123456789abcdef': [0, -1] } }],
    ['a counter without a round', { ...FIELDS, counters: { '0123456789abcdef': [1] } }],
    ['a counter of three', { ...FIELDS, counters: { '0123456789abcdef': [0, 1, 2] } }],
    ['a counter that is no list', { ...FIELDS, counters: { '0123456789abcdef': 1 } }],
    ['a counter of a fingerprint that is none', { ...FIELDS, counters: { '0123456789abcdeg': [0, 1] } }],
    ['a counter of a fingerprint that is too long', { ...FIELDS, counters: { '0123456789abcdef0': [0, 1] } }],
    ['replaced stamps that are no list', { ...FIELDS, replaced: {} }],
    ['a replaced stamp that is none', { ...FIELDS, replaced: [STAMP, 'x'] }],
    ['versions that are null', { ...FIELDS, otp: null }],
    ['replaced stamps that are null', { ...FIELDS, replaced: null }],
    ['counters that are null', { ...FIELDS, counters: null }],
    ['tags that are null', { ...FIELDS, tags: null }],
    ['stamps that are null', { ...FIELDS, stamps: null }],
    ['a version stamp that is null', versions({ stamp: null })],
    ['stamps that are a list', { ...FIELDS, stamps: [] }],
    ['a stamp of a field that is none', { ...FIELDS, stamps: { note: 'x' } }],
    ...['id', 'stamp', 'otp', 'counters', 'replaced', 'tags', 'stamps'].map(
      (name) => [`a stamp of the field ${name}`, { ...FIELDS, stamps: { [name]: STAMP } }] as const,
    ),
  ];

  it.each(notUnderstood)('is kept, but not understood, with %s', (_, fields) => {
    expect(isUnderstood(fields)).toBe(false);
  });

  it.each([
    ['no JSON', `{"id":"${idOf(1)}"`],
    ['more after its end', `${JSON.stringify(FIELDS)}x`],
    ['another id later on', JSON.stringify(FIELDS).replace('}]}', `}],"id":"${idOf(2)}"}`)],
    ['fields that nest 33 deep', JSON.stringify(FIELDS).replace('}]}', `}],"x":${'['.repeat(32)}${']'.repeat(32)}}`)],
    [
      'fields that nest 100,000 deep',
      JSON.stringify(FIELDS).replace('}]}', `}],"x":${'['.repeat(1e5)}${']'.repeat(1e5)}}`),
    ],
  ])('is kept, but not understood, with %s', (_, line) => {
    expect(isLineUnderstood(line)).toBe(false);
  });

  it('is understood with fields that nest 32 deep', () => {
    expect(isLineUnderstood(JSON.stringify(FIELDS).replace('}]}', `}],"x":${'['.repeat(31)}${']'.repeat(31)}}`))).toBe(
      true,
    );
  });

  it.each([
    'AA',
    'AAAA',
    'AAAAA',
    'AAAAAAA',
    'AAAAAAAA',
    '77777777',
    'AE',
    'AAAQ',
    'AAAAC',
    'AAAAAAI',
    'A'.repeat(1_639),
  ])('is understood with the secret %s, as it is for another of the same length', (secretBase32) => {
    expect(isUnderstood(versions({ secretBase32 }))).toBe(true);
  });

  it('is understood with the ends of every range', () => {
    for (const change of [{ digits: 4 }, { digits: 10 }, { periodSeconds: 1 }, { periodSeconds: 86_400 }]) {
      expect(isUnderstood(versions(change))).toBe(true);
    }
    for (const change of [
      { kind: 'hotp', periodSeconds: 'unknown here' },
      { kind: 'steam', digits: 'unknown here' },
    ]) {
      expect(isUnderstood(versions(change))).toBe(true);
    }
  });

  it('keeps what its kind does not use as a field of a later program', () => {
    const document = documentOf(FIRST_LINE, versions({ kind: 'steam', digits: 5 }));
    const edited = editAccount(document, idOf(1), { note: 'x' }, replica(1));
    expect(linesOf(edited)[1]).toContain('"algorithm":"SHA1","digits":5,"periodSeconds":30');
  });

  it('drops versions that it says itself are replaced, and takes one twice for one', () => {
    const document = documentOf(FIRST_LINE, {
      ...FIELDS,
      otp: [VERSION, { ...VERSION }, { ...VERSION, stamp: '4@00000000000000aa' }],
      replaced: ['4@00000000000000aa'],
    });
    expect(liveAccounts(document)).toHaveLength(1);
    expect(linesOf(editAccount(document, idOf(1), { note: 'x' }, replica(1)))[1]).toContain(
      `"otp":[${JSON.stringify(VERSION)}],"replaced"`,
    );
  });

  it.each([
    ['', 'an empty line'],
    ['{}', 'no id'],
    [`{"id":"${'0'.repeat(31)}"}`, 'an id that is too short'],
    [`{"id":"${'0'.repeat(31)}G"}`, 'an id that is no hex'],
    [`{"stamp":"${STAMP}","id":"${idOf(1)}"}`, 'another field first'],
    [` {"id":"${idOf(1)}"}`, 'a space before it'],
  ])('is refused with the whole file where it does not begin with its id: %s (%s)', async (line) => {
    expect(await refusal(() => documentOf(FIRST_LINE, line))).toBe('damaged');
  });
});

describe('the change clock at its end', () => {
  it('refuses edits with a code, and merges all the same', async () => {
    const last = documentOf(`{"clock":${Number.MAX_SAFE_INTEGER},"daysOpened":[],"preferences":{}}`, FIELDS);
    expect(await refusal(() => setPreference(last, 'a', 1, replica(1)))).toBe('clock-exhausted');
    expect(await refusal(() => editAccount(last, idOf(1), { note: 'x' }, replica(1)))).toBe('clock-exhausted');
    const merged = mergeDocuments(last, addAccount(empty, { id: idOf(2), otp: totp() }, replica(1)));
    expect(liveAccounts(merged)).toHaveLength(2);
    const justBefore = documentOf(`{"clock":${Number.MAX_SAFE_INTEGER - 1},"daysOpened":[],"preferences":{}}`);
    expect(linesOf(setPreference(justBefore, 'a', 1, replica(1)))[0]).toContain('"9007199254740991@0000000000000001"');
  });

  it.each([
    ['the account', { stamp: '900@00000000000000aa' }],
    ['a register', { note: 'n', stamps: { note: '900@00000000000000aa' } }],
    ['a version', { otp: [{ stamp: '900@00000000000000aa', ...VERSION }] }],
    ['a replaced version', { replaced: ['900@00000000000000aa'] }],
  ])('is passed by an edit wherever a greater one stands: in the stamp of %s', (_, fields) => {
    const document = documentOf(FIRST_LINE, { ...FIELDS, ...fields });
    const edited = editAccount(document, idOf(1), { note: 'mine' }, replica(1));
    expect(linesOf(edited)[1]).toContain('"note":"901@0000000000000001"');
    expect(linesOf(edited)[0]).toContain('"clock":901');
    expect(findAccount(mergeDocuments(edited, document), idOf(1))?.note).toBe('mine');
  });

  it('is passed by a setting whose stamp is greater than the clock', () => {
    const document = documentOf(
      '{"clock":1,"daysOpened":[],"preferences":{"a":{"stamp":"70@00000000000000aa","value":1}}}',
    );
    expect(linesOf(setPreference(document, 'a', 2, replica(1)))[0]).toContain(
      '{"stamp":"71@0000000000000001","value":2}',
    );
  });
});

/** Good lines of three kinds. */
function goodLines(): readonly string[] {
  return [
    addAccount(empty, { id: idOf(1), otp: totp(), tags: ['a'], note: 'n' }, replica(1)),
    advanceCounter(addAccount(empty, { id: idOf(1), otp: hotp({ counter: 4 }) }, replica(2)), idOf(1), replica(2)),
    trashAccount(
      addAccount(empty, { id: idOf(1), otp: totp({ secret: secret('MFRGGZDF') }) }, replica(3)),
      idOf(1),
      replica(3),
    ),
  ].map((document) => linesOf(document)[1] ?? '');
}

/** A good line with one place overwritten, so that much of it stays what it was. */
function spoiledLines(): fc.Arbitrary<string> {
  return fc
    .record({
      line: fc.constantFrom(...goodLines()),
      at: fc.nat(400),
      with: fc.constantFrom('', '0', '9', '"', '{}', '[]', 'null', ',', ':', '"stamps":', 'é', '\\u0000', '1e999', '-'),
      length: fc.nat(12),
    })
    .map(({ line, at, with: text, length }) => {
      // The beginning stays: a line that does not say whose it is refuses the whole file, which is tested above.
      const place = 41 + (at % (line.length - 41));
      return line.slice(0, place) + text + line.slice(place + length);
    });
}

describe('whatever a peer writes', () => {
  it('crashes nothing by its number: 150,000 entries of one id, 20,000 versions of one account', () => {
    const entries = Array.from({ length: 150_000 }, (_, n) => `{"id":"${idOf(1)}","later":${n}}`);
    const document = documentOf(FIRST_LINE, [JSON.stringify({ ...FIELDS, note: 'n' }), ...entries].join('\n'));
    const edited = editAccount(mergeDocuments(document, empty), idOf(1), { note: 'edited' }, replica(1));
    expect(findAccount(edited, idOf(1))?.note).toBe('edited');
    expect(unreadableAccounts(edited)).toBe(150_000);
    const manyVersions = Array.from({ length: 20_000 }, (_, n) => ({
      stamp: `${n}@00000000000000aa`,
      digits: 4 + (n % 7),
    }));
    const disputed = documentOf(FIRST_LINE, versions(...manyVersions, { secretBase32: 'AAAA' }));
    const settled = settleConflicts(disputed, replica(1));
    expect([liveAccounts(settled).length, trashedAccounts(settled).length]).toEqual([1, 1]);
  });

  it('crashes no merge, no list and no edit, and merging stays one, whoever merges and in whatever order', () => {
    const documents = fc
      .array(spoiledLines(), { maxLength: 3 })
      .map((texts): VaultDocument => documentOf(FIRST_LINE, ...texts));
    fc.assert(
      fc.property(documents, documents, documents, (a, b, c) => {
        const ab = mergeDocuments(a, b);
        expect(linesOf(mergeDocuments(b, a))).toEqual(linesOf(ab));
        expect(linesOf(mergeDocuments(a, mergeDocuments(b, c)))).toEqual(linesOf(mergeDocuments(ab, c)));
        expect(linesOf(mergeDocuments(ab, ab))).toEqual(linesOf(ab));
        expect(linesOf(throughBytes(ab))).toEqual(linesOf(ab));
        expect(unreadableAccounts(throughBytes(ab))).toBe(unreadableAccounts(ab));
        const edit = replica(7);
        const settled = noteDayOpened(settleConflicts(ab, edit), edit);
        expect(purgeable(settled, { unixSeconds: 2e9, clockJumped: false })).toEqual([]);
        for (const { id } of [...liveAccounts(settled), ...trashedAccounts(settled)]) {
          try {
            throughBytes(editAccount(settled, id, { note: 'edited', otp: hotp() }, edit));
          } catch (error) {
            // A clock at its end refuses edits; nothing else may be thrown.
            expect(error).toBeInstanceOf(VaultError);
          }
        }
      }),
      propertyRuns(1_000),
    );
  });
});
