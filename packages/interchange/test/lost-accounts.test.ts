import { describe, expect, it } from 'vitest';
import { readPlain, summary } from './samples.ts';

const a = 'JBSWY3DPEHPK3PXP';
const b = 'JBSWY3DPEHPK3PXQ';
const link = `otpauth://totp/A:b?secret=${a}`;

describe('no account is lost silently', () => {
  it.each([
    [
      'without "encrypted"',
      { account: 'a', counter: 7, hash: 'k2', issuer: 'H', secret: b, type: 'hotp' },
      { counter: 7 },
    ],
    ['"encrypted" is null', { account: 'a', encrypted: null, hash: 'k2', secret: b, type: 'totp' }, { kind: 'totp' }],
    ['no secret', { account: 'a', encrypted: false, hash: 'k2', type: 'totp' }, 'secret-missing'],
    ['its secret is null', { account: 'a', encrypted: false, hash: 'k2', secret: null }, 'secret-missing'],
    ['no kind, and a counter', { account: 'a', hash: 'k2', issuer: 'H', secret: b, counter: 7 }, 'unsupported-kind'],
    ['null', null, 'secret-missing'],
  ])('of the browser extension: %s', async (_, entry, expected) => {
    const first = { account: 'a', encrypted: false, hash: 'k1', index: 0, issuer: 'I', secret: a, type: 'totp' };
    const read = summary(await readPlain({ k1: first, k2: entry, key: { enc: 'x', hash: 'y' } }));
    expect(read).toHaveLength(2);
    expect(read[1]).toEqual(typeof expected === 'string' ? expected : expect.objectContaining(expected));
  });

  it('of Proton Pass: items that a person laid out', async () => {
    const sectionFields = [
      { fieldName: 'f', type: 'totp', data: { totpUri: b } },
      { fieldName: 'g', type: 'totp', data: { totpUri: { x: 1 } } },
      { fieldName: 'h', type: 'totp', data: { content: a } },
      { fieldName: 'i', type: 'text', data: { content: 'x' } },
    ];
    const data = {
      metadata: { name: 'Mine' },
      extraFields: [],
      type: 'custom',
      content: { sections: [{ sectionName: 's', sectionFields }] },
    };
    const read = await readPlain({ version: '1', vaults: { v: { name: 'V', items: [{ data }] } } });
    expect(summary(read)).toMatchObject([{ issuer: 'Mine', secretBase32: b }, 'bad-entry', { secretBase32: a }]);
  });

  it('of Bitwarden: what is no item, no text, or of no type', async () => {
    const items = [
      null,
      5,
      { type: 1, name: 'N', login: { totp: {} } },
      { name: 'T', login: { totp: a } },
      { type: 1, name: link, login: { username: a, totp: link } },
    ];
    const read = await readPlain({ encrypted: false, items });
    expect(summary(read)).toMatchObject(['bad-entry', 'bad-entry', 'bad-entry', { issuer: 'T' }, { issuer: 'A' }]);
    expect(JSON.stringify(read.entries)).not.toContain('[object');
  });

  it('of FreeOTP+ without an order, and of Stratum with null', async () => {
    const token = { algo: 'SHA1', digits: 6, label: 'kai', secret: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], type: 'TOTP' };
    expect(summary(await readPlain({ tokens: [token] }))).toMatchObject([{ accountName: 'kai' }]);
    expect(summary(await readPlain({ tokens: [token], tokenOrder: null }))).toMatchObject([{ accountName: 'kai' }]);
    const stratum = { Type: 2, Issuer: 'S', Secret: a, Algorithm: null };
    expect(summary(await readPlain({ Authenticators: [stratum] }))).toMatchObject([{ algorithm: 'SHA1' }]);
  });

  it("of Stratum's first weeks, which are alone in their file", async () => {
    const one = {
      CreatedDate: '2018-11-08T00:00:00',
      Icon: 'x',
      Issuer: 'S',
      Username: 'ada',
      Secret: a,
      Algorithm: 1,
    };
    const read = await readPlain([
      { ...one, Type: 2, Digits: 8, Period: 60, Counter: 0 },
      { ...one, Type: 1, Digits: 6, Period: 30, Counter: 7 },
    ]);
    expect(read.program).toBe('Stratum');
    expect(summary(read)).toMatchObject([
      { kind: 'totp', algorithm: 'SHA256', digits: 8, periodSeconds: 60 },
      { kind: 'hotp', counter: 7 },
    ]);
  });
});

describe('accounts that are asked by push', () => {
  it('are told apart from damaged ones', async () => {
    const lastPass = { issuerName: 'I', userName: 'u', secret: '', pushNotification: true };
    const accounts = [lastPass, { ...lastPass, pushNotification: false }, { ...lastPass, secret: a }];
    expect(summary(await readPlain({ deviceId: 'x', version: 3, accounts }))).toMatchObject([
      'proprietary-push',
      'secret-missing',
      { issuer: 'I' },
    ]);
    const duo = { accountType: 'OtpAccount', name: 'a', otpGenerator: { otpSecret: a } };
    const read = await readPlain([
      duo,
      null,
      5,
      {},
      { ...duo, otpGenerator: null },
      { name: 'W', accountType: 'DuoAccount' },
    ]);
    expect(summary(read).slice(1)).toEqual(['bad-entry', 'bad-entry', 'bad-entry', 'bad-entry', 'proprietary-push']);
  });
});

describe('what is shown of a login', () => {
  it.each([
    { name: link, login: { username: link, totp: 'otpauth://totp/?secret=0189' } },
    { name: `Code ${a}`, login: { username: a, totp: `otpauth://totp/?secret=${a}` } },
    { name: 'jbsw y3dp ehpk 3pxp', login: { username: 'u', totp: a } },
    { name: link, login: { totp: a } },
    { name: link, login: { totp: {} } },
  ])('is never its code: %#', async (item) => {
    const [entry] = (await readPlain({ encrypted: false, items: [{ type: 1, ...item }] })).entries;
    const { issuer, accountName } = entry?.account ?? { issuer: a, accountName: a };
    expect(`${issuer}${accountName}`.replaceAll(' ', '').toUpperCase()).not.toContain(a);
  });
});

it('a user whose name begins with a quote is no service in a table', async () => {
  const nameless = `otpauth://totp/${encodeURIComponent("'!")}?secret=${a}`;
  const [entry] = (await readPlain(`name,login_username,login_totp\n'!,'!,${nameless}\n`)).entries;
  expect(entry?.verdict === 'imported' && entry.account).toMatchObject({ issuer: '', accountName: "'!" });
});

describe('the bin of Ente Auth', () => {
  it.each(['true', '"true"', '1'])('is known by %s', async (trashed) => {
    const display = encodeURIComponent(`{"trashed":${trashed},"pinned":${trashed}}`);
    const [entry] = (await readPlain(`${link}&codeDisplay=${display}\n`)).entries;
    expect(entry).toMatchObject({ wasTrashed: true, favourite: true });
  });
});
