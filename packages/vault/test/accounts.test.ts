import { createHash } from 'node:crypto';
import { Secret } from '@halfminute/otp';
import type { OtpAccount } from '@halfminute/otp';
import { describe, expect, it } from 'vitest';
import {
  addAccount,
  advanceCounter,
  editAccount,
  FIELD_LIMITS,
  findAccount,
  liveAccounts,
  newAccountId,
  newReplica,
  trashAccount,
  trashedAccounts,
  unreadableAccounts,
  wipeDocument,
} from '../src/index.ts';
import type { AccountChanges, AccountId, VaultDocument } from '../src/index.ts';
import { VaultError } from '../src/errors.ts';
import { hotp, idOf, plain, replica, secret, secretOf, steam, totp } from './accounts.ts';
import { seededBytes } from './chance.ts';
import { documentOf, empty, FIRST_LINE, linesOf, refusal, throughBytes } from './vaults.ts';

const EDIT = replica(1);

function withOne(otp: OtpAccount = totp()): VaultDocument {
  return addAccount(empty, { id: idOf(1), otp }, EDIT);
}

function edited(changes: AccountChanges, document = withOne()): VaultDocument {
  return editAccount(document, idOf(1), changes, EDIT);
}

/** The code and the field of the refusal of `act`. */
function refusedField(act: () => unknown): string {
  try {
    act();
    return 'nothing';
  } catch (error) {
    if (error instanceof VaultError) {
      return `${error.code}: ${error.field ?? 'no field'}`;
    }
    throw error;
  }
}

describe('adding an account', () => {
  it('keeps everything it was given, also after a save', () => {
    const account = {
      id: idOf(1),
      otp: totp({ digits: 8, algorithm: 'SHA512', periodSeconds: 60, unknownParameters: [['image', 'x']] }),
      tags: ['Work', 'Mail'],
      note: 'a note',
      favourite: true,
      icon: 'pack/exizent',
    };
    const document = addAccount(empty, account, replica(1, 1_700_000_000));
    const expected = {
      ...account,
      otp: {
        ...(plain({ ...account, createdUnixSeconds: 0, trashedUnixSeconds: null, importId: null })['otp'] as object),
      },
      tags: ['Mail', 'Work'],
      createdUnixSeconds: 1_700_000_000,
      trashedUnixSeconds: null,
    };
    expect(liveAccounts(document).map(plain)).toEqual([expected]);
    expect(liveAccounts(throughBytes(document)).map(plain)).toEqual([expected]);
  });

  it('leaves out of the file what was not given', () => {
    const line = JSON.parse(linesOf(addAccount(empty, { id: idOf(1), otp: totp() }, EDIT))[1] ?? '') as object;
    expect(Object.keys(line)).toEqual([
      'id',
      'stamp',
      'issuer',
      'accountName',
      'position',
      'createdUnixSeconds',
      'otp',
    ]);
    const blank = addAccount(
      empty,
      { id: idOf(1), otp: totp({ issuer: '', accountName: '' }), note: '', tags: [], favourite: false, icon: null },
      replica(1, 0),
    );
    expect(linesOf(blank)[1]).toBe(
      `{"id":"${idOf(1)}","stamp":"1@0000000000000001","position":1,"otp":[{"kind":"totp","secretBase32":"JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP","algorithm":"SHA1","digits":6,"periodSeconds":30}]}`,
    );
    expect(liveAccounts(throughBytes(blank)).map(plain)).toEqual(liveAccounts(blank).map(plain));
  });

  it('puts it at the end of the user’s order, whatever its id', () => {
    const document = [5, 2, 9, 1].reduce(
      (filled, number) => addAccount(filled, { id: idOf(number), otp: totp() }, EDIT),
      empty,
    );
    const order = [5, 2, 9, 1].map(idOf);
    expect(liveAccounts(document).map(({ id }) => id)).toEqual(order);
    const again = addAccount(throughBytes(document), { id: idOf(3), otp: totp() }, EDIT);
    expect(liveAccounts(again).map(({ id }) => id)).toEqual([...order, idOf(3)]);
  });

  it('finds the end of the order where it is, though accounts were trashed and edited', () => {
    let document = [1, 2].reduce((filled, n) => addAccount(filled, { id: idOf(n), otp: totp() }, EDIT), empty);
    document = trashAccount(document, idOf(2), EDIT);
    document = addAccount(document, { id: idOf(3), otp: totp() }, EDIT);
    expect(linesOf(document).map((line) => /"position":(\d)/.exec(line)?.[1])).toEqual([undefined, '1', '2', '3']);
  });

  it('shows accounts of one place in the order of their ids', () => {
    const one = addAccount(empty, { id: idOf(2), otp: totp() }, EDIT);
    const line = linesOf(one)[1] ?? '';
    const document = documentOf(FIRST_LINE, line, line.replace(idOf(2), idOf(1)));
    expect(liveAccounts(document).map(({ id }) => id)).toEqual([idOf(1), idOf(2)]);
  });

  it('refuses an id that is there already, be it in the trash', async () => {
    const document = withOne();
    const again = (of: VaultDocument) => () => addAccount(of, { id: idOf(1), otp: totp() }, EDIT);
    expect(await refusal(again(document))).toBe('account-exists');
    expect(await refusal(again(trashAccount(document, idOf(1), EDIT)))).toBe('account-exists');
  });

  it.each(['', '1', 'G'.repeat(32), '0'.repeat(31), '0'.repeat(33), '0'.repeat(31) + 'A'])(
    'refuses the id %j',
    (id) => {
      expect(refusedField(() => addAccount(empty, { id: id as AccountId, otp: totp() }, EDIT))).toBe('bad-field: id');
    },
  );

  it('takes ids and replicas from chance', () => {
    expect(newAccountId(seededBytes('id'))).toMatch(/^[0-9a-f]{32}$/);
    expect(newReplica(seededBytes('replica'))).toMatch(/^[0-9a-f]{16}$/);
    expect(newAccountId(() => new Uint8Array(16).fill(0x0a))).toBe('0a'.repeat(16));
  });

  it('does not change the document it was given', () => {
    const before = withOne();
    const lines = linesOf(before);
    addAccount(before, { id: idOf(2), otp: totp() }, EDIT);
    edited({ note: 'x' }, before);
    trashAccount(before, idOf(1), EDIT);
    expect(linesOf(before)).toEqual(lines);
  });
});

describe('fields', () => {
  it.each([
    ['issuer', 1_000, (text: string) => edited({ issuer: text })],
    ['accountName', 1_000, (text: string) => edited({ accountName: text })],
    ['note', 100_000, (text: string) => edited({ note: text })],
    ['icon', 1_000, (text: string) => edited({ icon: text })],
    ['tags', 1_000, (text: string) => edited({ tags: ['Work', text] })],
    ['parameters', 10_000, (text: string) => edited({ otp: totp({ unknownParameters: [['image', text]] }) })],
    ['parameters', 10_000, (text: string) => edited({ otp: totp({ unknownParameters: [[text, '']] }) })],
    ['issuer', 1_000, (text: string) => addAccount(empty, { id: idOf(1), otp: totp({ issuer: text }) }, EDIT)],
    ['note', 100_000, (text: string) => addAccount(empty, { id: idOf(1), otp: totp(), note: text }, EDIT)],
  ])('%s holds %i UTF-16 units and is refused by name when longer, or with half a character', (field, most, put) => {
    const longest = 'x'.repeat(most);
    expect(unreadableAccounts(throughBytes(put(longest)))).toBe(0);
    expect(refusedField(() => put(`${longest}x`))).toBe(`too-long: ${field}`);
    expect(refusedField(() => put('half \ud83d'))).toBe(`bad-field: ${field}`);
  });

  it('say in the refusal how long and how long at most, and never what was in them', () => {
    expect(() => edited({ issuer: 'secret '.repeat(200) })).toThrow(
      /^The field issuer is too long: 1400, at most 1000\.$/,
    );
  });

  it('hold 100 tags and 100 parameters, and no more', () => {
    const tags = Array.from({ length: 101 }, (_, index) => `tag ${index}`);
    const pairs = tags.map((tag) => [tag, ''] as const);
    expect(unreadableAccounts(throughBytes(edited({ tags: tags.slice(1) })))).toBe(0);
    expect(refusedField(() => edited({ tags }))).toBe('too-long: tags');
    const withPairs = edited({ otp: totp({ unknownParameters: pairs.slice(1) }) });
    expect(unreadableAccounts(throughBytes(withPairs))).toBe(0);
    expect(refusedField(() => edited({ otp: totp({ unknownParameters: pairs }) }))).toBe('too-long: parameters');
    expect(refusedField(() => edited({ tags: [''] }))).toBe('bad-field: tags');
  });

  it.each([
    ['digits', totp({ digits: 3 })],
    ['digits', totp({ digits: 11 })],
    ['digits', totp({ digits: 6.5 })],
    ['digits', hotp({ digits: 0 })],
    ['periodSeconds', totp({ periodSeconds: 0 })],
    ['periodSeconds', totp({ periodSeconds: 86_401 })],
    ['periodSeconds', totp({ periodSeconds: Number.NaN })],
    ['counter', hotp({ counter: -1 })],
    ['counter', hotp({ counter: 2 ** 53 })],
    ['counter', hotp({ counter: 1.5 })],
    ['algorithm', totp({ algorithm: 'MD5' as 'SHA1' })],
  ])('refuse %s out of range', (field, otp) => {
    expect(refusedField(() => addAccount(empty, { id: idOf(1), otp }, EDIT))).toBe(`bad-field: ${field}`);
    expect(refusedField(() => edited({ otp }))).toBe(`bad-field: ${field}`);
  });

  it.each([
    totp({ digits: 4, periodSeconds: 1 }),
    totp({ digits: 10, periodSeconds: 86_400, algorithm: 'SHA256' }),
    hotp({ counter: Number.MAX_SAFE_INTEGER }),
    steam(),
  ])('hold the ends of every range', (otp) => {
    const document = addAccount(empty, { id: idOf(1), otp }, EDIT);
    expect(liveAccounts(throughBytes(document)).map(plain)).toEqual(liveAccounts(document).map(plain));
    expect(liveAccounts(document)[0]?.otp).toMatchObject({ ...otp, secret: expect.anything() as unknown });
  });

  it('hold secrets of 1 to 1,024 bytes of every length, and refuse more by name', () => {
    expect(FIELD_LIMITS.secretBytes).toBe(1_024);
    const bytes = seededBytes('secrets')(1_025);
    for (const length of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 1_023, 1_024]) {
      const kept = throughBytes(withOne(totp({ secret: Secret.fromBytes(bytes.subarray(0, length)) })));
      expect(findAccount(kept, idOf(1))?.otp.secret.reveal()).toEqual(bytes.subarray(0, length));
    }
    expect(refusedField(() => withOne(totp({ secret: Secret.fromBytes(bytes) })))).toBe('too-long: secret');
    expect(refusedField(() => withOne(totp({ secret: Secret.fromBytes(bytes.subarray(0, 0)) })))).toBe(
      'bad-field: secret',
    );
  });

  it('keep emoji, right-to-left names and control characters to the unit', () => {
    const text = '👩‍👩‍👧 בנק \u202e x \u0000 \u2028 "\\ é e\u0301';
    const document = edited({ issuer: text, accountName: text, note: `${text}\n`, tags: [text] });
    expect(findAccount(throughBytes(document), idOf(1))).toMatchObject({
      otp: { issuer: text, accountName: text },
      note: `${text}\n`,
      tags: [text],
    });
  });
});

describe('editing an account', () => {
  it('changes what was named and nothing else', () => {
    const before = addAccount(
      empty,
      { id: idOf(1), otp: totp(), tags: ['Work'], note: 'n', favourite: true, icon: 'i' },
      EDIT,
    );
    const one = findAccount(before, idOf(1));
    const after = findAccount(throughBytes(edited({ note: 'other' }, before)), idOf(1));
    expect(one && after && plain(after)).toEqual(one && { ...plain(one), note: 'other' });
    const cleared = edited({ note: '', tags: [], favourite: false, icon: null, issuer: '', accountName: '' }, before);
    expect(findAccount(throughBytes(cleared), idOf(1))).toMatchObject({
      note: '',
      tags: [],
      favourite: false,
      icon: null,
      otp: { issuer: '', accountName: '' },
    });
  });

  it('answers the same document when nothing changes', () => {
    const document = addAccount(empty, { id: idOf(1), otp: totp(), tags: ['A', 'B'], note: 'n', icon: 'i' }, EDIT);
    expect(edited({}, document)).toBe(document);
    expect(edited({ otp: totp(), note: 'n', tags: ['B', 'A'], favourite: false, icon: 'i' }, document)).toBe(document);
    const counter = withOne(hotp({ counter: 7 }));
    expect(edited({ otp: hotp({ counter: 7 }) }, counter)).toBe(counter);
  });

  it('takes names from the otp account, unless they are given beside it', () => {
    const otp = totp({ issuer: 'New', accountName: 'new' });
    expect(findAccount(edited({ otp }), idOf(1))?.otp).toMatchObject({ issuer: 'New', accountName: 'new' });
    const beside = edited({ otp, issuer: 'Beside', accountName: 'also' });
    expect(findAccount(beside, idOf(1))?.otp).toMatchObject({ issuer: 'Beside', accountName: 'also' });
  });

  it('replaces secret, kind and all that belongs to them together', () => {
    const toHotp = edited({ otp: hotp({ counter: 3, digits: 8 }) });
    expect(findAccount(throughBytes(toHotp), idOf(1))?.otp).toMatchObject({ kind: 'hotp', counter: 3, digits: 8 });
    const toSteam = edited({ otp: steam() }, toHotp);
    expect(findAccount(throughBytes(toSteam), idOf(1))?.otp).toMatchObject({ kind: 'steam', digits: 5 });
    expect(linesOf(toSteam)[1]).not.toContain('GEZDGNBVGY3TQOJQ');
    expect(trashedAccounts(toSteam)).toEqual([]);
  });

  it('writes a new secret as a version that replaces the old one, with the names of that time', () => {
    const line = linesOf(edited({ otp: totp({ secret: secret('MFRGGZDF'), issuer: 'New' }) }))[1];
    expect(line).toContain(
      '"otp":[{"stamp":"2@0000000000000001","kind":"totp","secretBase32":"MFRGGZDF","algorithm":"SHA1","digits":6,"periodSeconds":30,"issuer":"New","accountName":"ada@firm.example"}],"replaced":["1@0000000000000001"]',
    );
  });

  it('does not show the names of an older time where they were blanked by hand', () => {
    const renewed = edited({ otp: totp({ secret: secret('MFRGGZDF') }) });
    const blanked = throughBytes(edited({ issuer: '', accountName: '' }, renewed));
    expect(findAccount(blanked, idOf(1))?.otp).toMatchObject({ issuer: '', accountName: '' });
  });

  it('replaces the parameters of a link with the link', () => {
    const first = edited({ otp: totp({ unknownParameters: [['image', 'a']] }) });
    expect(findAccount(first, idOf(1))?.otp.unknownParameters).toEqual([['image', 'a']]);
    expect(findAccount(edited({ otp: totp() }, first), idOf(1))?.otp.unknownParameters).toEqual([]);
  });

  it('refuses an account that is not there, also one that was purged', async () => {
    expect(await refusal(() => editAccount(empty, idOf(1), { note: 'x' }, EDIT))).toBe('no-such-account');
    const tombstone = documentOf(FIRST_LINE, { id: idOf(1), stamp: '1@00000000000000aa', replaced: [] });
    expect(await refusal(() => editAccount(tombstone, idOf(1), { note: 'x' }, EDIT))).toBe('no-such-account');
    expect(findAccount(tombstone, idOf(1))).toBeNull();
  });

  it('does not take a name such as __proto__ for anything but a name', () => {
    const tagged = edited({ tags: ['__proto__', 'constructor', 'toString'] });
    const account = findAccount(throughBytes(tagged), idOf(1));
    expect(account?.tags).toEqual(['__proto__', 'constructor', 'toString']);
    const untagged = edited({ tags: ['constructor'] }, throughBytes(tagged));
    expect(findAccount(throughBytes(untagged), idOf(1))?.tags).toEqual(['constructor']);
  });

  it.each([
    ['replica', { replica: '1', unixSeconds: 0 }],
    ['replica', { replica: 'g'.repeat(16), unixSeconds: 0 }],
    ['replica', { replica: `x${'0'.repeat(16)}`, unixSeconds: 0 }],
    ['replica', { replica: `${'0'.repeat(16)}x`, unixSeconds: 0 }],
    ['unixSeconds', { replica: '0'.repeat(16), unixSeconds: Number.NaN }],
  ])('refuses a %s that could not be written', (field, context) => {
    expect(refusedField(() => editAccount(withOne(), idOf(1), { note: 'x' }, context))).toBe(`bad-field: ${field}`);
  });
});

describe('a counter', () => {
  it('goes up by one at a time, and is kept', () => {
    const document = advanceCounter(advanceCounter(withOne(hotp({ counter: 5 })), idOf(1), EDIT), idOf(1), EDIT);
    expect(findAccount(throughBytes(document), idOf(1))?.otp).toMatchObject({ counter: 7 });
    expect(findAccount(advanceCounter(withOne(hotp()), idOf(1), EDIT), idOf(1))?.otp).toMatchObject({ counter: 1 });
  });

  it('reaches 2^53 - 1 and is refused beyond', async () => {
    const last = advanceCounter(withOne(hotp({ counter: Number.MAX_SAFE_INTEGER - 1 })), idOf(1), EDIT);
    expect(findAccount(throughBytes(last), idOf(1))?.otp).toMatchObject({ counter: Number.MAX_SAFE_INTEGER });
    expect(await refusal(() => advanceCounter(last, idOf(1), EDIT))).toBe('counter-exhausted');
  });

  it('can be set by hand, forth and back', () => {
    let document = withOne(hotp({ counter: 5 }));
    for (const counter of [500, 2, 3, 0, 1]) {
      document = edited({ otp: hotp({ counter }) }, document);
      expect(findAccount(throughBytes(document), idOf(1))?.otp).toMatchObject({ counter });
    }
    expect(findAccount(advanceCounter(document, idOf(1), EDIT), idOf(1))?.otp).toMatchObject({ counter: 2 });
  });

  it('stands in the file under the fingerprint of its secret, and in a new round when it was set back', () => {
    const name = createHash('sha256').update('halfminute/counter/12345678901234567890').digest('hex').slice(0, 16);
    const at = (document: VaultDocument) => /"counters":(\{[^}]*\})/.exec(linesOf(document)[1] ?? '')?.[1];
    const made = withOne(hotp({ counter: 5 }));
    expect(at(made)).toBe(`{"${name}":[0,5]}`);
    const forth = edited({ otp: hotp({ counter: 500 }) }, made);
    expect(at(forth)).toBe(`{"${name}":[0,500]}`);
    expect(at(edited({ otp: hotp({ counter: 499 }) }, forth))).toBe(`{"${name}":[1,499]}`);
    expect(at(withOne(hotp()))).toBeUndefined();
  });

  it('stays with its secret when the digits change, and is another for another secret', () => {
    const document = edited({ otp: hotp({ counter: 9, digits: 8 }) }, withOne(hotp({ counter: 9 })));
    expect(findAccount(document, idOf(1))?.otp).toMatchObject({ counter: 9, digits: 8 });
    const other = edited({ otp: hotp({ secret: secret('MFRGGZDF'), counter: 0 }) }, document);
    expect(findAccount(other, idOf(1))?.otp).toMatchObject({ counter: 0 });
    const back = edited({ otp: hotp({ counter: 4 }) }, other);
    expect(findAccount(throughBytes(back), idOf(1))?.otp).toMatchObject({ counter: 4 });
  });

  it('is not to be had of a timed account', () => {
    expect(refusedField(() => advanceCounter(withOne(), idOf(1), EDIT))).toBe('bad-field: counter');
    expect(refusedField(() => advanceCounter(withOne(steam()), idOf(1), EDIT))).toBe('bad-field: counter');
  });
});

describe('a document', () => {
  it('prints as nothing that it holds, and neither do its secrets', () => {
    const document = withOne();
    expect(`${String(document)} ${JSON.stringify({ document })}`).toBe('<document> {"document":"<document>"}');
    expect(Object.keys(document)).toEqual([]);
    expect(JSON.stringify(liveAccounts(document))).toContain('"secret":"<secret>"');
  });

  it('wipes the secrets it handed out, and can be read again after it', () => {
    const document = [1, 2].reduce((filled, n) => addAccount(filled, { id: idOf(n), otp: totp() }, EDIT), empty);
    const handedOut = liveAccounts(document);
    wipeDocument(document);
    expect(handedOut).toHaveLength(2);
    for (const { otp } of handedOut) {
      expect(() => otp.secret.reveal()).toThrow();
    }
    expect(secretOf(findAccount(document, idOf(1)))).toBe('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP');
  });

  it('hands out the same account object until it changes', () => {
    const document = [1, 2].reduce((filled, n) => addAccount(filled, { id: idOf(n), otp: totp() }, EDIT), empty);
    const [one, two] = liveAccounts(document);
    const [oneAfter, twoAfter] = liveAccounts(editAccount(document, idOf(1), { note: 'x' }, EDIT));
    expect(twoAfter).toBe(two);
    expect(oneAfter).not.toBe(one);
  });
});
