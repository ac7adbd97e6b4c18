import { describe, expect, it } from 'vitest';
import { readPlain, summary } from './samples.ts';

const a = 'JBSWY3DPEHPK3PXP';
const b = 'JBSWY3DPEHPK3PXQ';

describe('Aegis without the file around its entries', () => {
  const entries = [
    { type: 'hotp', name: 'x', issuer: 'I', info: { secret: a, algo: 'SHA1', digits: 6, counter: 5 } },
    { type: 'steam', name: 's', issuer: 'I', info: { secret: b, digits: 5 } },
    { type: 'totp', name: 'n', issuer: 'I', info: { secret: null, digits: 5 } },
  ];
  const db = { version: 3, entries };
  it.each([
    ['no header', { version: 1, db }],
    ['a header that is null', { version: 1, header: null, db }],
    ['its version as a text', { version: '1', db }],
    ['the database alone', db],
    ['the entries alone', entries],
    ['the whole file', { version: 1, header: {}, db }],
  ])('is read: %s', async (_, content) => {
    const read = await readPlain(content);
    expect(read.program).toBe('Aegis');
    expect(summary(read)).toMatchObject([{ kind: 'hotp', counter: 5 }, { kind: 'steam' }, 'secret-missing']);
  });
});

describe('2FAS whatever its version says', () => {
  const services = [
    { name: 'X', secret: a, otp: { account: 'z', digits: 8, period: 60, algorithm: 'SHA512', tokenType: 'TOTP' } },
    { name: 'H', secret: b, otp: { counter: 4, tokenType: 'HOTP' } },
    { name: 'S', secret: b, otp: { tokenType: 'STEAM' } },
    { name: 'N', secret: null, otp: { tokenType: 'TOTP' } },
  ];
  it.each([
    ['a text', { services, schemaVersion: '4' }],
    ['null', { services, schemaVersion: null }],
    ['absent', { services }],
    ['a number', { services, schemaVersion: 4 }],
    ['the services alone', services],
  ])('is read: %s', async (_, content) => {
    const read = await readPlain(content);
    expect(read.program).toBe('2FAS');
    expect(summary(read)).toMatchObject([
      { issuer: 'X', accountName: 'z', digits: 8, periodSeconds: 60, algorithm: 'SHA512' },
      { kind: 'hotp', counter: 4 },
      { kind: 'steam' },
      'secret-missing',
    ]);
  });
});

describe('entries that leave out their kind', () => {
  const entry = { secret: a, issuer: 'I', label: 'x', digits: 6, algorithm: 'SHA1', tags: [] };
  it('are timed in andOTP, unless they have a counter', async () => {
    const read = await readPlain([
      { ...entry, period: 30 },
      { ...entry, counter: 5 },
    ]);
    expect(read.program).toBe('andOTP');
    expect(summary(read)).toMatchObject([{ kind: 'totp', issuer: 'I', accountName: 'x' }, 'unsupported-kind']);
    expect(read.entries[1]?.verdict).toBe('unsupported');
  });

  it('are no tokens of WinOTP where they state one', async () => {
    const token = { issuer: 'I', name: 'x', secret: a };
    const read = await readPlain({ one: { ...token, type: 'hotp', counter: 5 }, two: { ...token, digits: 8 } });
    expect(summary(read)).toMatchObject([{ kind: 'hotp', counter: 5 }, { digits: 8 }]);
  });
});

describe('a kind whose codes have one shape', () => {
  it.each([
    [{ type: 'steam', info: { secret: a, digits: 6, period: 30 } }, 'digits'],
    [{ type: 'steam', info: { secret: a, digits: 5, period: 60 } }, 'period'],
    [{ type: 'steam', info: { secret: a, digits: 5, algo: 'SHA256' } }, 'algorithm'],
    [{ type: 'motp', info: { secret: a, digits: 8, pin: '1234' } }, 'digits'],
    [{ type: 'motp', info: { secret: a, period: 30, digits: 6, pin: '1234' } }, 'period'],
  ])('is said to be changed to fit: %j', async (entry, parameter) => {
    const [read] = (await readPlain({ version: 1, header: {}, db: { version: 3, entries: [entry] } })).entries;
    expect(read).toMatchObject({ verdict: 'imported', warnings: [{ code: 'parameter-ignored', parameter }] });
  });

  it('and a counter that is left out is told', async () => {
    const [read] = (await readPlain([{ type: 'hotp', label: 'x', secret: a }])).entries;
    expect(read).toMatchObject({ verdict: 'imported', warnings: [{ code: 'counter-assumed' }] });
  });
});

describe('a file that names a field twice', () => {
  const entry = { type: 'totp', name: 'x', info: { secret: a, algo: 'SHA1', digits: 6 } };
  const list = JSON.stringify([entry]);
  it.each([
    ['as it is', 'entries'],
    ['spelled otherwise', '\\u0065ntries'],
  ])('is never said to be whole: %s', async (_, name) => {
    const read = await readPlain(`{"version":1,"header":{},"db":{"entries":${list},"${name}" : []}}`);
    expect(summary(read)).toEqual(['bad-entry']);
  });

  it('keeps what can be read, and no text or other object is a name of it', async () => {
    expect(summary(await readPlain(`[{"label":"x","secret":"${a}","secret":"${b}","type":"totp"}]`))).toMatchObject([
      { secretBase32: b },
      'bad-entry',
    ]);
    expect(
      summary(await readPlain([{ label: 'label', secret: a, type: 'totp', tags: ['label', 'label'] }, entry])).length,
    ).toBe(2);
  });
});
