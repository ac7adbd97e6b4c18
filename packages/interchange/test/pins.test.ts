import { describe, expect, it } from 'vitest';
import { encodeBase32, pinOf, pinText } from '@halfminute/otp';
import { givePins } from '../src/index.ts';
import type { ImportEntry } from '../src/index.ts';
import { codeAt, readPlain, summary } from './samples.ts';

const motpSecret = '9d8f175307845762';
const motpBase32 = encodeBase32(Buffer.from(motpSecret, 'hex'));
const yandexBase32 = 'GPB5LJN72IIGV7IX5NRO45TZRM';
/** As a page shows it: 26 bytes with a checksum. */
const yandexTyped = 'AAAQEAYEAUDAOCAJBIFQYDIOB4';

const motp = {
  kind: 'motp',
  issuer: 'Fence',
  accountName: 'ada',
  secretBase32: motpBase32,
  algorithm: 'MD5',
  digits: 6,
  periodSeconds: 10,
};
const yandex = {
  kind: 'yandex',
  issuer: 'Yandex',
  accountName: 'nora',
  secretBase32: yandexBase32,
  algorithm: 'SHA256',
  digits: 8,
  periodSeconds: 30,
};

function aegis(infos: readonly { readonly type: string; readonly info: object }[]): unknown {
  const names = { motp: ['Fence', 'ada'], yandex: ['Yandex', 'nora'] } as Readonly<Record<string, readonly string[]>>;
  const entries = infos.map((one) => ({ ...one, issuer: names[one.type]?.[0], name: names[one.type]?.[1] }));
  return { version: 1, header: { slots: null, params: null }, db: { version: 3, entries } };
}

function pinsOf(entries: readonly ImportEntry[]): readonly (string | null)[] {
  return entries.map((entry) => {
    const pin = entry.verdict === 'imported' ? pinOf(entry.account) : null;
    return pin === null ? null : pinText(pin);
  });
}

describe('accounts whose codes are made with a PIN', () => {
  it('are imported from Aegis, which keeps the PIN and writes every secret in base32', async () => {
    const backup = await readPlain(
      aegis([
        { type: 'motp', info: { secret: motpBase32, algo: 'MD5', digits: 6, period: 10, pin: '0042' } },
        { type: 'yandex', info: { secret: yandexBase32, algo: 'SHA256', digits: 8, period: 30, pin: '5239' } },
      ]),
    );
    expect(summary(backup)).toEqual([motp, yandex]);
    expect(pinsOf(backup.entries)).toEqual(['0042', '5239']);
    const [, second] = backup.entries;
    expect(second?.verdict === 'imported' && codeAt(second.account, 59)).toBe('iabocoqx');
  });

  it('are kept away from where their codes would be others: Stratum and andOTP hash the secret letter by letter', async () => {
    const one = {
      Issuer: 'Fence',
      Username: 'ada',
      Type: 3,
      Pin: '0042',
      Algorithm: 0,
      Digits: 6,
      Period: 30,
      Counter: 0,
    };
    const secrets = [motpSecret, 'ABCDEF0123456789', 'a word of sixteen', '9d8f1753078457621'];
    const stratum = await readPlain({ Authenticators: secrets.map((Secret) => ({ ...one, Secret })) });
    expect(summary(stratum)).toEqual([motp, 'unsupported-kind', 'unsupported-kind', 'unsupported-kind']);
    expect(stratum.entries[0]).toMatchObject({ warnings: [] });
    const label = { issuer: 'Fence', label: 'ada', digits: 6, type: 'MOTP', algorithm: 'SHA1', tags: ['Work'] };
    const andOtp = await readPlain(
      secrets.map((secret) => ({ ...label, secret: encodeBase32(Buffer.from(secret)).padEnd(32, '=') })),
    );
    expect(summary(andOtp)).toEqual(['needs-pin', 'unsupported-kind', 'unsupported-kind', 'unsupported-kind']);
    const completed = givePins(andOtp.entries, () => '0042');
    expect(summary({ ...andOtp, entries: completed })[0]).toEqual(motp);
    expect(completed[0]).toMatchObject({ tags: ['Work'] });
  });

  it('are imported from Stratum, which writes the secret of Mobile-OTP in hexadecimal', async () => {
    const one = {
      Issuer: 'Fence',
      Username: 'ada',
      Secret: motpSecret,
      Algorithm: 0,
      Digits: 6,
      Period: 10,
      Counter: 0,
    };
    const backup = await readPlain({
      Authenticators: [
        { ...one, Type: 3, Pin: '0042' },
        { ...one, Type: 3, Pin: null },
        { ...one, Type: 5, Secret: yandexTyped, Pin: '12' },
      ],
      Categories: [],
      AuthenticatorCategories: [],
      CustomIcons: [],
    });
    expect(summary(backup)).toEqual([motp, 'needs-pin', 'bad-pin']);
    expect(pinsOf(backup.entries)[0]).toBe('0042');
  });

  it('are imported from cotp, in its own file and in what it writes for andOTP', async () => {
    const ofMotp = { label: 'ada', digits: 6, algorithm: 'MD5', period: 10, counter: null };
    const ofYandex = { label: 'nora', digits: 8, algorithm: 'SHA256', period: 30, counter: null };
    const elements = [
      { ...ofMotp, issuer: 'Fence', secret: motpSecret, type: 'MOTP', pin: '0042' },
      { ...ofYandex, issuer: 'Yandex', secret: yandexBase32, type: 'YANDEX', pin: '5239' },
    ];
    for (const file of [{ version: 2, elements }, elements]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const backup = await readPlain(file);
      expect(summary(backup)).toEqual([motp, yandex]);
      expect(pinsOf(backup.entries)).toEqual(['0042', '5239']);
    }
  });

  it('wait for their PIN where the file does not hold it, and are what they would have been once it is given', async () => {
    const link = `motp://Fence:ada?secret=${motpSecret}`;
    const { entries } = await readPlain(
      `${link}\notpauth://yaotp/nora?secret=${yandexBase32}\nhello\notpauth://totp/A:b?secret=${yandexBase32}\n`,
    );
    expect(entries.map(({ verdict }) => verdict)).toEqual(['unsupported', 'unsupported', 'damaged', 'imported']);
    expect(entries[0]).toMatchObject({ where: 'line 1', why: { reason: 'needs-pin' }, account: { issuer: 'Fence' } });
    expect(JSON.stringify(entries)).not.toContain(motpSecret);

    const given = givePins(entries, ({ kind }) => (kind === 'motp' ? ' 0042 ' : undefined));
    expect(given.map(({ verdict }) => verdict)).toEqual(['imported', 'unsupported', 'damaged', 'imported']);
    expect(pinsOf(given)).toEqual(['0042', null, null, null]);
    expect(given.slice(1)).toEqual(entries.slice(1));
  });

  it('stay out with a PIN that cannot be right, and cost no other', async () => {
    const { entries } = await readPlain(
      `otpauth://yaotp/nora?secret=${yandexBase32}\nmotp://Fence:ada?secret=${motpSecret}`,
    );
    const given = givePins(entries, () => 'abcd');
    expect(given.map((entry) => entry.verdict === 'imported' || entry.why.reason)).toEqual(['bad-pin', true]);
    expect(JSON.stringify(given)).not.toContain('abcd');
  });

  it('are damaged where the secret is: another length, no hexadecimal, a wrong checksum', async () => {
    const wrong = yandexBase32 + 'AAAAAAAAQUGZJWFU';
    const backup = await readPlain(
      aegis([
        { type: 'yandex', info: { secret: 'JBSWY3DPEHPK3PXP', pin: '5239' } },
        { type: 'yandex', info: { secret: wrong, pin: '5239' } },
        { type: 'motp', info: { pin: '5239' } },
      ]),
    );
    expect(summary(backup)).toEqual(['secret-too-short', 'bad-checksum', 'secret-missing']);
    expect(summary(await readPlain('motp://Fence:ada?secret=xyz\n'))).toEqual(['secret-not-hex']);
    const short = { secret: 'xyz', issuer: 'Fence', label: 'ada', type: 'MOTP' };
    expect(summary(await readPlain([short]))).toEqual(['secret-too-short']);
  });

  it('alone in a text, wait for their PIN too', async () => {
    const { entries } = await readPlain(`Your link:\nmotp://Fence:ada?secret=${motpSecret}\n`);
    expect(pinsOf(givePins(entries, () => '0042'))).toContain('0042');
  });
});
