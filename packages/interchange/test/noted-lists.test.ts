import { describe, expect, it } from 'vitest';
import { notesOf } from '../src/index.ts';
import { plainAccount, readPlain } from './samples.ts';

const a = 'JBSWY3DPEHPK3PXP';
const b = 'JBSWY3DPEHPK3PXQ';
const long = a.repeat(2);

/** "issuer: kind algorithm digits period-or-counter" of each, or "issuer: reason". */
const read = async (text: string): Promise<readonly string[]> =>
  (await readPlain(text)).entries.map((entry) => {
    if (entry.verdict !== 'imported') {
      return `${entry.account.issuer}: ${entry.why.reason}`;
    }
    const { issuer, kind, algorithm, digits, ...rest } = plainAccount(entry.account);
    return `${issuer}: ${kind} ${algorithm} ${digits} ${'counter' in rest ? rest.counter : rest.periodSeconds}`;
  });

const usual = 'totp SHA1 6 30';

describe('what stands beside a long code in a list', () => {
  it.each([
    [
      `name: A\nsecret: ${a}\nalgorithm: SHA512\ndigits: 8\n\nname: B\nsecret: ${b}\n`,
      ['A: totp SHA512 8 30', `B: ${usual}`],
    ],
    [
      `name: A\nsecret: ${a}\nalgorithm: SHA512\ndigits: 8\nname: B\nsecret: ${b}\n`,
      ['A: totp SHA512 8 30', `B: ${usual}`],
    ],
    [
      `- name: A\n  secret: ${a}\n- name: B\n  digits: 8\n  secret: ${b}\n  period: 60\n`,
      [`A: ${usual}`, 'B: totp SHA1 8 60'],
    ],
    [
      `- secret: ${a}\n  name: A\n- secret: ${b}\n  name: B\n  algorithm: "SHA256"\n`,
      [`A: ${usual}`, 'B: totp SHA256 6 30'],
    ],
    [`A:\n  secret: ${a}\n  digits: 8\nB:\n  secret: ${b}\n`, ['A: totp SHA1 8 30', `B: ${usual}`]],
    [`A:\n  secret: ${a}\nB:\n  digits: 8\n  secret: ${b}\n`, [`A: ${usual}`, 'B: totp SHA1 8 30']],
    [`[A]\ntype = hotp\ncounter = 9\nsecret = ${a}\n[B]\nsecret = ${b}\n`, ['A: hotp SHA1 6 9', `B: ${usual}`]],
    [`A: ${a}\nDigits: 8\nB: ${b}\n`, ['A: totp SHA1 8 30', `B: ${usual}`]],
    [`A;${a};digits=8\nB;${b};algorithm=SHA512\n`, ['A: totp SHA1 8 30', 'B: totp SHA512 6 30']],
    [`issuer: A\nsecret: ${a}\n\ndigits: 8\n\nissuer: B\nsecret: ${b}`, ['A: totp SHA1 8 30', `B: ${usual}`]],
    [`A: ${a}\nname: B\nsecret: ${b}\ndigits: 8\n`, [`A: ${usual}`, 'B: totp SHA1 8 30']],
    [`digits: 8\n\nsecret: ${a}`, [': totp SHA1 8 30']],
  ])('belongs to it: %j', async (text, expected) => {
    expect(await read(text)).toEqual(expected);
  });

  it.each([
    [`A: ${a}\ntype: steam\nB: ${b}`, ['A: unsupported-kind', `B: ${usual}`]],
    [`A: ${a}\ncounter: 5\nB: ${b}`, ['A: bad-counter', `B: ${usual}`]],
    [`A: ${a}\nalgorithm: MD5\nB: ${b}`, ['A: unsupported-algorithm', `B: ${usual}`]],
    [`A: ${a} (8 digits)\nB: ${b}`, ['A: bad-entry', `B: ${usual}`]],
    [`A: ${a}, period 60\nB: ${b} 60s`, ['A: bad-entry', 'B: bad-entry']],
    [`steam:\n  secret: ${a}\n  type: steam\nB:\n  secret: ${b}`, ['steam: unsupported-kind', `B: ${usual}`]],
    [`A ${a} SHA512\nB ${b}`, ['A: bad-entry', `B: ${usual}`]],
    [`Digits: 8\n\nA: ${a}\n\nB: ${b}`, ['A: bad-entry', 'B: bad-entry']],
    [`Digits: 6\n\nA: ${a}\n\nB: ${b}`, [`A: ${usual}`, `B: ${usual}`]],
    [`name: A\nsecret:\ndigits: 8\n\nname: B\nsecret: ${b}`, ['A: secret-missing', `B: ${usual}`]],
  ])('is a refusal where it is not clear: %j', async (text, expected) => {
    expect(await read(text)).toEqual(expected);
  });
});

describe('a long code with something strange in it', () => {
  const cut = long.slice(0, -1);
  it.each([
    `${cut}!`,
    `${cut}?`,
    `${cut}$`,
    `${cut}\u00e9`,
    `${cut}\u2026`,
    `${cut}...`,
    `${long}!`,
    `${cut}.`,
    `${long.slice(0, 30)}?P`,
    `${long.slice(0, 30)}.P`,
    `${long.slice(0, 30)},XP`,
    `!${cut}`,
    `\u00e9${cut}`,
    `${a}\u00e9${a}`,
    `${a}!${a}`,
    'JBSW Y3DP EHPK 3P?P',
    'JBSW Y3DP EHPK 3PXP J8SW Y3DP',
    'J8SW Y3DP EHPK 3PXP JBSW Y3DP',
    'JBSW Y3DP EHPK 3PXP JBS\u00e9 Y3DP',
    'JBSWY3DPEHPK3PX1',
    `${a} JBSWY3DP8HPK3PXP`,
    `JBSWY3DP8HPK3PXP ${a}`,
    'jbswy3dpehpk3px1',
    `${a.slice(0, 9)}\u00c9${a.slice(10)}`,
  ])('is damaged, and never its part: %s', async (code) => {
    expect(await read(`Bank: ${code}\nMail: ${b}\n`)).toEqual(['Bank: secret-not-base32', `Mail: ${usual}`]);
  });

  it.each([`"${long}"`, `(${long})`, `${long}.`, `${long},`, `${long};`, `**${long}**`, `\`${long}\``])(
    'is none that a sign encloses or ends: %s',
    async (code) => {
      expect(await read(`Bank: ${code}\nMail: ${b}\n`)).toEqual([`Bank: ${usual}`, `Mail: ${usual}`]);
    },
  );
});

describe('the other lines of a list', () => {
  const link = `otpauth://totp/A:b?secret=${a}`;

  it('are entries where they look as if they held a code', async () => {
    expect(await read(`${link}\n| GitHub | ${b} |\n| Bad | JBSWY3DPEHPK3PX1 |\nShop: ${long.slice(0, 30)}?P`)).toEqual([
      `A: ${usual}`,
      'GitHub: not-an-otp-code',
      'Bad: not-an-otp-code',
      'Shop: not-an-otp-code',
    ]);
  });

  it('are counted where they hold none', async () => {
    const list = `Mail: ${a}\nName with no code\nMail - not-a-code-at-all-0189\nRecovery codes: ABCDEFGH IJKLMNOP\nBank: ABCD\n`;
    expect(notesOf([await readPlain(list)])).toEqual(['4 other lines hold no code.']);
    expect(notesOf([await readPlain(`${link}\nBad line with words\n`)])).toEqual(['1 other line holds no code.']);
    expect(notesOf([await readPlain(`${link}\n`), await readPlain(`GitHub\n${a}\n\nGoogle\n${b}`)])).toEqual([]);
  });
});

describe('a damaged link', () => {
  it.each(['digits=6&digits=8', 'period=30s', 'algorithm=SHA3-256'])(
    'keeps the names of its label: %s',
    async (query) => {
      const [entry] = (await readPlain(`otpauth://totp/A:b?secret=${a}&${query}`)).entries;
      expect(entry).toMatchObject({ account: { issuer: 'A', accountName: 'b' } });
    },
  );

  it.each([
    `issuer=X;secret=${long}`,
    `issuer=A%26secret%3D${long}`,
    `image=A?secret=${long}`,
    `secret=${a}&digits=${long}`,
  ])('shows its secret nowhere: %s', async (query) => {
    const { entries } = await readPlain(`otpauth://totp/A:b?${query}`);
    expect(entries[0]?.verdict).toBe('damaged');
    expect(JSON.stringify(entries)).not.toContain(a);
  });

  it('is no name of an account', async () => {
    const items = [{ type: 1, name: `otpauth://totp/A:b?secret=${long}`, login: { totp: long } }];
    const [entry] = (await readPlain({ encrypted: false, items })).entries;
    expect(entry?.account.issuer).toBe('');
  });
});

describe('a list that ends within its last code', () => {
  const list = (one: string, two: string): string => `A: ${one}\nB: ${two}`;

  it.each([17, 20, 23, 31])('has it damaged: %i characters', async (length) => {
    expect(await read(list(long, long.slice(0, length)))).toEqual([`A: ${usual}`, 'B: bad-entry']);
  });

  it('is none with a whole one, or with one as long as others', async () => {
    expect(await read(list(long, a))).toEqual([`A: ${usual}`, `B: ${usual}`]);
    expect(await read(list(long.slice(0, 20), long.slice(0, 20)))).toEqual([`A: ${usual}`, `B: ${usual}`]);
    expect(await read(`${list(long, long.slice(0, 20))}\n`)).toEqual([`A: ${usual}`, `B: ${usual}`]);
  });
});
