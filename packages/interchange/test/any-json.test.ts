import { describe, expect, it } from 'vitest';
import type { InterchangeError } from '../src/index.ts';
import { bytesOf, readPlain, refusalOf, secretBase32, summary, usual } from './samples.ts';

const link = `otpauth://totp/Alder:ada?secret=${secretBase32}&issuer=Alder`;
const birch = `otpauth://totp/Birch:ada?secret=${secretBase32}&issuer=Birch`;
const nameless = `otpauth://totp/?secret=${secretBase32}`;
const password = 'hunter2-hunter2';
const other = { ...usual, issuer: 'Birch' };

describe('JSON of a program that is not known', () => {
  it.each([
    ['a list of texts', [link, birch]],
    [
      'a list of objects',
      [
        { id: 1, uri: link },
        { id: 2, uri: birch },
      ],
    ],
    ['a map by id', { entries: { a: { data: { otp: { url: link } } }, b: { data: { otp: { url: birch } } } } }],
    ['links as names of fields', { [link]: 1, [birch]: { note: 'x' } }],
    ['links in a text', { text: `first ${link}, then ${birch}.` }],
    ['JSON in a text', { data: JSON.stringify([{ a: link }, { a: birch }]) }],
    ['a link twice in one object', { items: [{ uri: link, raw: link, secret: secretBase32 }, { uri: birch }] }],
    [
      'names beside links that have none',
      [
        { title: 'Alder', username: 'ada', otp: nameless },
        { title: 'Birch', login: { username: 'ada', totp: nameless } },
      ],
    ],
    [
      'long codes',
      {
        items: [
          { title: 'Alder', username: 'ada', password, totp: secretBase32 },
          { title: 'Birch', login: { username: 'ada', password, otp: secretBase32 } },
        ],
      },
    ],
    [
      'accounts',
      {
        tokens: [
          {
            issuer: 'Alder',
            account: 'ada',
            secret: secretBase32,
            digits: 6,
            period: 30,
            algorithm: 'SHA1',
            type: 'totp',
          },
          { issuer: 'Birch', account: 'ada', secret: secretBase32 },
        ],
      },
    ],
  ])('gives every code in %s', async (_, content) => {
    const read = await readPlain(content);
    expect(summary(read)).toEqual([usual, other]);
    expect(read.program).toMatch(/^JSON with (?:links|codes)$/);
    expect(JSON.stringify(read)).not.toContain(password);
  });

  it('gives those that stand in fields with a label, but no code of six figures', async () => {
    const fields = [
      { label: 'username', type: 'STRING', value: 'ada' },
      { label: 'password', type: 'CONCEALED', value: password },
      { label: 'one-time password', type: 'OTP', value: secretBase32, totp: '123456' },
    ];
    const read = await readPlain([{ title: 'Alder', category: 'LOGIN', fields }]);
    expect(summary(read)).toEqual([usual]);
    expect(read.entries[0]).not.toHaveProperty('tags');
    expect(JSON.stringify(read)).not.toContain(password);
  });

  it('gives those of a file that only looks like another program wrote it', async () => {
    const items = [{ data: { content: { totpUri: link } } }];
    expect(summary(await readPlain({ encrypted: false, items }))).toEqual([usual]);
  });

  it('names codes by the fields they stand in', async () => {
    const named = [
      { ...usual, accountName: '' },
      { ...other, accountName: '' },
    ];
    expect(summary(await readPlain({ Alder: secretBase32, Birch: 'gezd gnbv gy3t qojq gezd gnbv gy3t qojq' }))).toEqual(
      named,
    );
    expect(summary(await readPlain({ codes: { Alder: nameless, Birch: nameless } }))).toEqual(named);
  });

  it('is read a line each', async () => {
    const read = await readPlain(`${JSON.stringify({ uri: link })}\n${JSON.stringify({ uri: birch })}\n`);
    expect(summary(read)).toEqual([usual, other]);
  });

  it('tells a code that cannot be read, and counts logins without one', async () => {
    const read = await readPlain([
      { title: 'Alder', username: 'ada', password, totp: '0189' },
      { title: 'Birch', username: 'ada', password, totp: '' },
      { uri: 'otpauth://totp/Cedar?secret=' },
    ]);
    expect([summary(read), read.withoutCode]).toEqual([['secret-not-base32', 'secret-missing'], 1]);
  });

  it('without a code is not recognised, whatever words it holds', async () => {
    for (const content of [
      { name: 'app', key: 'value', url: 'https://x.example', token: 'abc', mfa: 'required' },
      [{ title: 'x', secret: 'a sentence that is none' }],
      { a: { b: 'otpauth:// is how such links begin' } },
      [],
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await expect(readPlain(content)).rejects.toMatchObject({
        code: 'not-recognised',
      } satisfies Partial<InterchangeError>);
    }
  });

  it('that is deep, long or full of links is refused before it is paid for', async () => {
    expect(await refusalOf(bytesOf(`${'['.repeat(100_000)}"${link}"${']'.repeat(100_000)}`))).toBe('not-recognised');
    expect(await refusalOf(bytesOf(JSON.stringify(Array.from({ length: 20_001 }, () => link))))).toBe(
      'too-many-entries',
    );
    expect(
      await refusalOf(bytesOf(JSON.stringify([Array.from({ length: 20_001 }, (_, at) => `${link}${at}`).join(' ')]))),
    ).toBe('too-many-entries');
  });
});
