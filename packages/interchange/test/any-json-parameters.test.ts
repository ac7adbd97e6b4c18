import { describe, expect, it } from 'vitest';
import { readPlain, summary, usual } from './samples.ts';

const a = 'JBSWY3DPEHPK3PXP';
const b = 'JBSWY3DPEHPK3PXQ';
const sealed = 'the first is good';
const good = { name: sealed, secret: b };

/** What becomes of the account that stands before a good one. */
async function first(content: unknown): Promise<unknown> {
  const read = await readPlain([content, good]);
  return summary(read)[0];
}

describe('what JSON of an unknown program says beside a secret', () => {
  it.each([
    ['a word for Steam', { encoder: 'steam' }, { kind: 'steam' }],
    ['a method', { method: 'hotp', counter: 7 }, { kind: 'hotp', counter: 7 }],
    ['a count', { type: 'hotp', count: 5 }, { kind: 'hotp', counter: 5 }],
    ['a moving factor', { type: 'HOTP', moving_factor: 8 }, { kind: 'hotp', counter: 8 }],
    ['the number of digits', { numDigits: 8 }, { kind: 'totp', digits: 8 }],
    ['an object inside', { otp: { algorithm: 'sha-512', digits: '8' } }, { algorithm: 'SHA512', digits: 8 }],
    ['other names inside', { params: { algo: 'SHA256', step: 60 } }, { algorithm: 'SHA256', periodSeconds: 60 }],
    ['a kind inside', { config: { type: 'hotp', counter: 9 } }, { kind: 'hotp', counter: 9 }],
    ['a kind as the name of an object', { hotp: { counter: 4 } }, { kind: 'hotp', counter: 4 }],
    [
      'an item that is a login',
      { type: 'login', icon: { type: 'png', length: 4, hash: 'k1' } },
      { kind: 'totp', digits: 6 },
    ],
  ])('is read: %s', async (_, said, account) => {
    expect(await first({ name: 'x', issuer: 'I', secret: a, ...said })).toMatchObject({ ...account, issuer: 'I' });
  });

  it('is read out of the object around', async () => {
    const info = { secret: a };
    expect(await first({ type: 'hotp', name: 'x', counter: 5, data: info })).toMatchObject({
      kind: 'hotp',
      counter: 5,
    });
    expect(await first({ name: 'x', type: 'hotp', counter: 5, secret: { value: a } })).toMatchObject({
      kind: 'hotp',
      issuer: 'x',
    });
    expect(await first({ name: 'x', digits: 8, algorithm: 'SHA512', data: info })).toMatchObject({
      digits: 8,
      algorithm: 'SHA512',
    });
  });

  it.each([
    ['a kind as a number', { otpType: 1 }, 'unsupported-kind'],
    ['a kind that is none', { type: 'ocra' }, 'unsupported-kind'],
    ['an algorithm that is none', { algorithm: 'SHA3-256' }, 'unsupported-algorithm'],
    ['an algorithm as an object', { algorithm: { name: 'SHA512' } }, 'unsupported-algorithm'],
    ['digits in words', { digits: 'eight' }, 'bad-digits'],
    ['a period in another unit', { periodMs: 60_000 }, 'bad-entry'],
    ['no counter', { type: 'hotp' }, 'bad-counter'],
    ['a counter and no kind', { counter: 5, digits: 6 }, 'unsupported-kind'],
    ['two kinds', { type: 'totp', otpType: 'hotp', counter: 1 }, 'bad-entry'],
    ['two lengths', { digits: 6, otp: { digits: 8 } }, 'bad-entry'],
    ['a spelling that is not known', { encoding: 'base58' }, 'bad-entry'],
  ])('refuses the entry where it is not understood: %s', async (_, said, reason) => {
    expect(await first({ name: 'x', secret: a, ...said })).toBe(reason);
  });

  it('refuses what another object beside it, or one around the list, says of the codes', async () => {
    expect(await first({ name: 'x', key: { secret: a }, config: { digits: 8 } })).toBe('bad-entry');
    expect(await first({ name: 'x', key: { secret: a }, config: { digits: 6 } })).toMatchObject({ digits: 6 });
    expect(summary(await readPlain({ digits: 8, accounts: [good] }))).toEqual(['bad-entry']);
    expect(summary(await readPlain({ version: 1, type: 'backup', algorithm: 'AES', accounts: [good] }))).toHaveLength(
      1,
    );
    expect(summary(await readPlain({ version: 1, type: 'backup', accounts: [good] }))).toMatchObject([
      { kind: 'totp' },
    ]);
  });

  it('refuses a link that it contradicts', async () => {
    const url = `otpauth://totp/C:b?secret=${a}`;
    const read = (content: object): Promise<unknown> => first({ url, ...content });
    expect(await read({ issuer: 'Cee', algorithm: 'SHA512' })).toBe('bad-entry');
    expect(await read({ type: 'hotp', counter: 1 })).toBe('bad-entry');
    expect(await read({ type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 })).toMatchObject({ issuer: 'C' });
    expect(await read({ type: 'login', timestamp: 1_764_000_000 })).toMatchObject({ issuer: 'C' });
  });

  it('may say that the secret is in hexadecimal or base64', async () => {
    const hex = '3132333435363738393031323334353637383930';
    expect(await first({ name: 'Alder', secret: hex, encoding: 'hex' })).toMatchObject({ ...usual, accountName: '' });
    expect(await first({ name: 'Alder', secretHex: hex })).toMatchObject({ ...usual, accountName: '' });
    const base64 = Buffer.from(hex, 'hex').toString('base64');
    expect(await first({ name: 'Alder', secret: base64, encoding: 'base64' })).toMatchObject({
      ...usual,
      accountName: '',
    });
  });

  it('is not looked for in each of many accounts by name', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 15_000 }, (_, at) => [`Shop ${at}`, { secret: a, digits: 8 }]),
    );
    const start = process.cpuUsage().user;
    expect((await readPlain(many)).entries).toHaveLength(15_000);
    expect((process.cpuUsage().user - start) / 1e6).toBeLessThan(10);
  }, 60_000);

  it('names an account by its field where nothing else does', async () => {
    const read = await readPlain({ GitHub: { secret: a, digits: 8 }, Alder: { secret: b }, Bad: { secret: 5 } });
    expect(summary(read)).toMatchObject([{ issuer: 'GitHub', digits: 8 }, { issuer: 'Alder' }, expect.any(String)]);
    expect(read.entries[2]?.account).toMatchObject({ issuer: 'Bad' });
  });

  it('names an account once where its name repeats its service', async () => {
    expect(await first({ name: 'I', issuer: 'I', secret: a })).toMatchObject({ issuer: 'I', accountName: '' });
    expect(await first({ issuer: 'I', label: 'x', secret: a })).toMatchObject({ issuer: 'I', accountName: 'x' });
  });
});

describe('accounts of an unknown program that cannot be read', () => {
  it.each([
    ['no base32', { secret: 'not!base32' }, 'secret-not-base32'],
    ['hexadecimal that nothing says', { secret: '3132333435363738393031323334353637383930' }, 'secret-not-base32'],
    ['null', { secret: null }, 'secret-missing'],
    ['an empty text', { secret: '' }, 'secret-missing'],
    ['a word for nothing', { secret: 'undefined' }, 'secret-missing'],
    ['too short', { secret: 'AB' }, 'secret-too-short'],
    ['an object', { secret: { a: 1 } }, 'bad-entry'],
    ['a list', { secret: [1, 2, 3] }, 'bad-entry'],
    ['encrypted', { encryptedSecret: 'AAAA' }, 'encrypted-entry'],
    ['absent', { issuer: 'I', digits: 6, period: 30, algorithm: 'SHA1' }, 'secret-missing'],
  ])('are told: %s', async (_, said, reason) => {
    const read = await readPlain([{ name: 'Bad', ...said }, good]);
    expect(summary(read).filter((one) => typeof one === 'string')).toEqual([reason]);
    expect(summary(read)).toHaveLength(2);
    const told = read.entries.find(({ verdict }) => verdict !== 'imported');
    expect(JSON.stringify(told?.account)).toMatch(/Bad|I/);
  });

  it('are told in lists and objects of them, whatever they are', async () => {
    expect(summary(await readPlain([null, good, 5]))).toEqual(expect.arrayContaining(['bad-entry', 'bad-entry']));
    expect(summary(await readPlain({ a: good, b: { name: 'B', secret: null } }))).toContain('secret-missing');
    expect(summary(await readPlain({ Alder: a, Birch: b, Cedar: 'not!' }))).toContain('secret-not-base32');
    expect(
      summary(
        await readPlain([
          { name: 'A', key: a },
          { name: 'B', key: '0189' },
        ]),
      ),
    ).toContain('secret-not-base32');
    const link = `otpauth://totp/A:b?secret=${a}`;
    expect(summary(await readPlain([link, 'hello there']))).toContain('not-an-otp-code');
    expect(summary(await readPlain([{ uri: link }, { uri: 'otpaut://x?secret=AB' }]))).toHaveLength(2);
    expect(
      (
        await readPlain([
          { name: 'A', key: a },
          { name: 'B', key: '' },
        ])
      ).withoutCode,
    ).toBe(1);
  });
});
