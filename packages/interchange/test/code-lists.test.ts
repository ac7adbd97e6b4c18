import { describe, expect, it } from 'vitest';
import { plainAccount, readPlain, secretBase32 } from './samples.ts';

const other = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const grouped = (code: string, by = ' '): string => (code.match(/.{4}/g) ?? []).join(by);

/** "line 1: issuer | account name | code" of each, or the reason. */
const read = async (text: string): Promise<readonly string[]> =>
  (await readPlain(text)).entries.map((entry) => {
    if (entry.verdict !== 'imported') {
      return `${entry.where}: ${entry.why.reason}`;
    }
    const { issuer, accountName, secretBase32: code } = plainAccount(entry.account);
    return `${entry.where}: ${issuer} | ${accountName} | ${code}`;
  });

describe('long codes that somebody noted down', () => {
  it.each([
    [secretBase32, other],
    [secretBase32.toLowerCase(), other.toLowerCase()],
    [grouped(secretBase32), grouped(other)],
    [grouped(secretBase32.toLowerCase(), '-'), grouped(other.toLowerCase())],
    [`"${secretBase32}"`, `"${other}"`],
    [`- ${secretBase32}`, `- ${other}`],
    [`Key: ${secretBase32}`, `Secret key: ${other}`],
  ])('are read a line each, and are in no name: %s', async (one, two) => {
    expect(await read(`${one}\n${two}\n`)).toEqual([`line 1:  |  | ${secretBase32}`, `line 2:  |  | ${other}`]);
    expect(await read(`${one}\r\n`)).toEqual([`line 1:  |  | ${secretBase32}`]);
  });

  it.each([
    (name: string, code: string) => `${name}: ${code}`,
    (name: string, code: string) => `${name} ${code}`,
    (name: string, code: string) => `${name}\t${code}`,
    (name: string, code: string) => `${name}=${code}`,
    (name: string, code: string) => `${name},${code}`,
    (name: string, code: string) => `"${name}";"${code}"`,
    (name: string, code: string) => `- ${name} - ${code}`,
    (name: string, code: string) => `1. ${name} \u2013 ${code}`,
    (name: string, code: string) => `* **${name}**: \`${code}\``,
    (name: string, code: string) => `${code} ${name}`,
    (name: string, code: string) => `${code}  # ${name}`,
    (name: string, code: string) => `${name}: ${grouped(code)}`,
    (name: string, code: string) => `${name} ${grouped(code.toLowerCase())}`,
    (name: string, code: string) => `| ${name} | ${code} |`,
    (name: string, code: string) => `${name} secret: ${code}`,
  ])('keep the name that stands beside them: %s', async (line) => {
    const text = `${line('GitHub', secretBase32)}\n${line('Google Mail', other)}\n`;
    expect(await read(text)).toEqual([`line 1: GitHub |  | ${secretBase32}`, `line 2: Google Mail |  | ${other}`]);
    expect(await read(line('GitHub', secretBase32))).toEqual([`line 1: GitHub |  | ${secretBase32}`]);
  });

  it.each(['GitHub: ada', 'GitHub (ada)', 'GitHub - ada', 'GitHub,ada', 'GitHub / ada'])(
    'keep issuer and account name apart: %s',
    async (name) => {
      expect(await read(`${name}: ${secretBase32}\n`)).toEqual([`line 1: GitHub | ada | ${secretBase32}`]);
    },
  );

  it('never have a cell for a name that may be a password', async () => {
    for (const line of [`GitHub,hunter2,${secretBase32}`, `GitHub;ada;hunter;${secretBase32}`]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(await read(line)).toEqual([`line 1: GitHub |  | ${secretBase32}`]);
    }
  });

  it('are named by the line above them, where that is no code', async () => {
    expect(await read(`GitHub\n${secretBase32}\n\nGoogle:\n\n${other}\n`)).toEqual([
      `line 2: GitHub |  | ${secretBase32}`,
      `line 6: Google |  | ${other}`,
    ]);
  });

  it('are named by the section they stand in, and by no other field of it', async () => {
    const code = `line 3: GitHub |  | ${secretBase32}`;
    expect(await read(`- name: GitHub\n  user: hunter2\n  secret: ${secretBase32}\n`)).toEqual([code]);
    expect(await read(`[GitHub]\nurl = https://x.example\nsecret = ${secretBase32}\n`)).toEqual([code]);
    expect(await read(`issuer=GitHub;secret=${secretBase32}`)).toEqual([`line 1: GitHub |  | ${secretBase32}`]);
    expect(await read(`${secretBase32}.`)).toEqual([`line 1:  |  | ${secretBase32}`]);
  });

  it('lose no group to a name, and take none from it', async () => {
    expect(await read('AQUA JBSW Y3DP EHPK 3PXP\nBOLD: JBSW Y3DP EHPK 3PXP OLD\n')).toEqual([
      'line 1: AQUA |  | JBSWY3DPEHPK3PXP',
      'line 2: BOLD |  | JBSWY3DPEHPK3PXP',
    ]);
  });

  it('have a verdict each, also where a figure is wrong', async () => {
    expect(await read(`GitHub: ${secretBase32}\nGoogle: 0189018901890189\nsome words about it\n`)).toEqual([
      `line 1: GitHub |  | ${secretBase32}`,
      'line 2: secret-not-base32',
    ]);
  });

  it('alone are read with what their page says', async () => {
    const page = `Account: ada\nKey: ${grouped(secretBase32)}\nAlgorithm: SHA256\nDigits: 8\n`;
    const [entry] = (await readPlain(page)).entries;
    expect(entry).toMatchObject({ verdict: 'imported', account: { algorithm: 'SHA256', digits: 8 } });
  });

  it.each([
    'hello world\nthis is a text',
    'CONFIDENTIALITYNOTE FOR ALL OF YOU',
    '1234-5678\n2345-6789\n',
    'a1b2c-d3e4f\nb2c3d-e4f5a\n',
    'commit 4b825dc642cb6eb9a060e54bf8d69288fbee4904',
    'Ours:\n-----BEGIN KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA\n-----END KEY-----',
    'https://example.com/JBSWY3DPEHPK3PXP/index.html',
    'mail jbswy3dpehpk3pxp@example.com',
  ])('are not seen in what holds none: %s', async (text) => {
    await expect(readPlain(text)).rejects.toMatchObject({ code: 'not-recognised' });
  });
});
