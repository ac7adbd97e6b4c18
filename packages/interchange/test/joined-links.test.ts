import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeBase32, formatOtpauthUri } from '@halfminute/otp';
import type { OtpAccount } from '@halfminute/otp';
import type { ReadyBackup } from '../src/index.ts';
import { anyVault } from './any-account.ts';
import { plainAccount, readPlain } from './samples.ts';

const separators: readonly string[] = [
  ['', '\n', '\r\n', '\r', '\n\n', ' ', '  ', '\t', '\u00a0', '\u2028', '\v', '\\n', '\\r\\n', '%0A', '%20'],
  [
    ',',
    ', ',
    ',\n',
    ';',
    '; ',
    '|',
    ' | ',
    '"',
    '","',
    '", "',
    "'",
    "', '",
    '`',
    '<br>',
    '<br />\n',
    '</p><p>',
    '&nbsp;',
  ],
  ['&#10;', '&', '/', ' / ', '*', '\n* ', '\n- ', '-', ' - ', '_', '~', '^', '#', '###', '.', ':', '=>', ' -> ', ') ('],
  ['] [', '。', '，', '、', ' and ', ' und ', '\n1. ', '\nWork: '],
].flat();

/** The same link as other programs write it: with the issuer or the secret last, or with these two alone. */
const dresses: readonly ((link: string) => string)[] = [
  (link) => link,
  (link) => moveToEnd(link, 'issuer'),
  (link) => moveToEnd(link, 'secret'),
];

function moveToEnd(link: string, name: string): string {
  const [head = '', query = ''] = link.split('?');
  const parameters = query.split('&');
  const isIt = (one: string): boolean => one.startsWith(`${name}=`);
  return `${head}?${[...parameters.filter((one) => !isIt(one)), ...parameters.filter(isIt)].join('&')}`;
}

const withoutPin = (otp: OtpAccount): boolean => otp.kind !== 'motp';

function requireNoSecretInNames({ entries }: ReadyBackup, secrets: readonly string[]): void {
  for (const { account } of entries) {
    const names = `${account.issuer} ${account.accountName}`.toUpperCase();
    expect(secrets.filter((secret) => names.includes(secret))).toEqual([]);
    expect(names).not.toContain('OTPAUTH:');
  }
}

describe('links that stand one behind the other', () => {
  it.each(separators)('come back one by one and whole, with %j between them', async (separator) => {
    await fc.assert(
      fc.asyncProperty(anyVault, fc.constantFrom(...dresses), async (vault, dress) => {
        const accounts = vault.map(({ otp }) => otp).filter(withoutPin);
        fc.pre(accounts.length > 1);
        const read = await readPlain(accounts.map((otp) => dress(formatOtpauthUri(otp))).join(separator));
        expect(
          read.entries.map((entry) => (entry.verdict === 'imported' ? plainAccount(entry.account) : entry)),
        ).toEqual(accounts.map(plainAccount));
        // A short one may be a word of a name by chance.
        requireNoSecretInNames(
          read,
          accounts.map(({ secret }) => encodeBase32(secret.reveal())).filter(({ length }) => length > 15),
        );
      }),
      { numRuns: 12 },
    );
  });
});

const link = (names: string): string => `otpauth://totp/${names}?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ`;
const foo = `${link('Foo:ada')}&issuer=Foo`;
const bar = `${link('Bar:kai')}&issuer=Bar`;
const html = (text: string): string => text.replaceAll('&', '&amp;');

/** "issuer | account name" of each, or the reason why it was not imported. */
const namesIn = async (text: string): Promise<readonly string[]> =>
  (await readPlain(text)).entries.map((entry) =>
    entry.verdict === 'imported' ? `${entry.account.issuer} | ${entry.account.accountName}` : entry.why.reason,
  );

describe('links in a text that people write', () => {
  it.each([
    `Here is my link: ${foo}, please keep it.`,
    `Here is my link: ${foo}. Keep it safe!`,
    `My link is ${foo} and that is all.`,
    `Mein Link: ${foo}, bitte aufheben.`,
    `${foo}, please keep it.`,
    `${foo} and keep it`,
    `${foo} - the old one`,
    `${foo} # work`,
    `${foo}  // work`,
    `Then: ${foo}!`,
    `请保存${foo}，谢谢`,
    `请保存${foo}。`,
    `[Add it](${foo}) to the app`,
    `[${foo}](${foo})`,
    `<${foo}>, as I said`,
    `[1] ${foo}`,
    `{${foo}}`,
    `Open "${foo}".`,
    `See “${foo}”, now`,
    `(my link: ${foo}).`,
    `\`${foo}\``,
    `**${foo}**`,
    `_${foo}_`,
    `* ${foo}*`,
    `> ${foo}`,
    `<p>Link: <a href="${html(foo)}">add</a></p>`,
    `<p>${html(foo)}</p>`,
    `<td>${html(foo)}</td><td>my mail</td>`,
    `Dear Ada,\r\n\r\n${foo}\r\n\r\nYours, Kai`,
    `Ada,${foo},my note`,
    `Ada;${foo};my note`,
    `Ada\t${foo}\tmy note`,
    `| Ada | ${foo} | my note |`,
    `export LINK='${foo}'; echo done`,
    `LINK=${foo}`,
    `<a href=3D"${foo.replaceAll('=', '=3D').replace('GEZD', 'GE=\r\nZD')}">add</a>`,
  ])('end where they end: %j', async (text) => {
    expect(new Set(await namesIn(text))).toEqual(new Set(['Foo | ada']));
  });

  it.each([
    [`${link('ada')}&issuer=Acme, Inc.`, 'Acme, Inc. | ada'],
    [`${link('Loft (Attic Team):ada')}&issuer=Loft (Attic Team)`, 'Loft (Attic Team) | ada'],
    [`${link('Loft:ada')}&issuer=Loft (Attic Team)`, 'Loft (Attic Team) | Loft:ada'],
    [`${link('Salt, pepper and more:ada')}&issuer=Salt, pepper and more`, 'Salt, pepper and more | ada'],
    [`- ${link('ada')}&issuer=Permit my Inc.`, 'Permit my Inc. | ada'],
    [`Work: ${link('ada')}&issuer=Permit my Inc.`, 'Permit my Inc. | ada'],
    [`My mail: ${link('My Bank, Ltd.:ada')}&issuer=My Bank, Ltd., please keep it`, 'My Bank, Ltd. | ada'],
    [`My mail: ${link('My%20Bank:ada')}&issuer=My+Bank, please keep it`, 'My Bank | ada'],
    [`My mail: ${link('ada')}&issuer=Foo, please keep it`, 'Foo | ada'],
    [`${link('CORP\\nora')}&issuer=CORP\\nora`, 'CORP\\nora | CORP\\nora'],
  ])('keep an issuer that nobody encoded: %j', async (text, names) => {
    expect(await namesIn(text)).toEqual([names]);
  });

  it.each([
    `${foo} and ${bar}, both are mine.`,
    `Hello, ${foo}\nand:${bar}.`,
    `<li>${html(foo)}</li><li>${html(bar)}</li>`,
    `"${foo}";"${bar}"`,
    `Ada,${foo},my note\nKai,${bar},mine`,
  ])('are each an entry: %j', async (text) => {
    expect(await namesIn(text)).toEqual(['Foo | ada', 'Bar | kai']);
  });

  it('never take a word behind them for a part of the key, nor the next key of a list', async () => {
    const secretIn = async (text: string): Promise<unknown> =>
      (await readPlain(text)).entries.map((entry) =>
        entry.verdict === 'imported' ? encodeBase32(entry.account.secret.reveal()) : entry.why.reason,
      );
    const key = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    expect(await secretIn(`${link('a')} and ${link('b')} then`)).toEqual([key, key]);
    expect(await secretIn(`see otpauth://totp/a?secret=GEZD GNBV GY3T QOJQ then go`)).toEqual(['GEZDGNBVGY3TQOJQ']);
    expect(await secretIn(`${link('a')}\nJBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP`)).toEqual([key, 'not-an-otp-code']);
  });

  it('are no list where most lines are something else, but an address that holds one is told', async () => {
    expect(await namesIn(`Notes\nFoo\nhunter2\n${foo}\n\nBar\nhunter3\n${bar}\n`)).toEqual(['Foo | ada', 'Bar | kai']);
    expect(await namesIn(`Hi,\n${foo.slice(0, 50)}\n${foo.slice(50)}\n${bar}\nbye`)).toEqual([
      'Foo | ada',
      'Bar | kai',
    ]);
    expect(await namesIn(`${foo}\nhttps://chart.example/?chl=${bar}\n`)).toEqual(['Foo | ada', 'not-an-otp-code']);
    expect(await namesIn(`<${foo}|the first> <${bar}|the second>`)).toEqual(['Foo | ada', 'Bar | kai']);
  });
});
