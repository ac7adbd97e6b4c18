import { describe, expect, it } from 'vitest';
import { readBackup } from '../src/index.ts';
import { limits } from '../src/limits.ts';
import { bytesOf, counted, readPlain, secretBase32, secretHex, steam, summary, timed, usual } from './samples.ts';

const one = (className: string, name: string, secretData: string): string =>
  `  <WinAuthAuthenticator id="6d2b" type="WinAuth.${className}">
    <name>${name}</name>
    <created>1700000000000</created>
    <skin />
    <authenticatordata>
      <servertimediff>0</servertimediff>
      <lastservertime>0</lastservertime>
      <secretdata>${secretData}</secretdata>
    </authenticatordata>
  </WinAuthAuthenticator>\r\n`;

const file = (...inside: readonly string[]): string =>
  `\ufeff<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n<WinAuth version="3.6">\r\n  <alwaysontop>false</alwaysontop>\r\n${inside.join('')}</WinAuth>`;

const hex = secretHex.toUpperCase();
const hexOf = (text: string): string => Buffer.from(text).toString('hex').toUpperCase();

describe('what WinAuth keeps for itself', () => {
  it('is read where nothing is encrypted: timed, counted, Steam and Battle.net', async () => {
    const read = await readPlain(
      file(
        one('GoogleAuthenticator', 'Alder (ada)', `${hex}\t7\tSHA512\t20`),
        // The counter of the code that it showed last.
        one('HOTPAuthenticator', 'Birch (kai)', `${hex}\t8\tSHA256\t30|40`),
        one('SteamAuthenticator', 'Steam (ada)', `${hex}\t5\tSHA1\t30||${hexOf('android:x')}|${hexOf('{}')}|`),
        one('BattleNetAuthenticator', 'Battle.net', `${hex}\t8\tSHA1\t30|${hexOf('EU-0000-0000-0000')}`),
        one('MicrosoftAuthenticator', 'ada &amp; kai', hex),
      ),
    );
    expect(read.program).toBe('WinAuth');
    expect(summary(read)).toEqual([
      timed,
      counted,
      steam,
      { ...usual, issuer: 'Battle.net', accountName: '', digits: 8 },
      { ...usual, issuer: '', accountName: 'ada & kai' },
    ]);
  });

  it('names what cannot be read of it, and loses nothing else for it', async () => {
    const sealed = `<WinAuthAuthenticator id="a" type="WinAuth.GoogleAuthenticator"><name>Locked</name><authenticatordata encrypted="y">00FF</authenticatordata></WinAuthAuthenticator>`;
    const read = await readPlain(
      file(
        sealed,
        one('TrionAuthenticator', 'Rift', `${hex}\t8\tSHA1\t30`),
        one('GoogleAuthenticator', 'Alder (ada)', ''),
        one('GoogleAuthenticator', 'Alder (ada)', `${hex}\t6\tSHA1\t30`),
      ),
    );
    expect(summary(read)).toEqual(['encrypted-entry', 'unsupported-kind', 'secret-missing', usual]);
    expect(read.entries[0]?.account.accountName).toBe('Locked');
  });

  it('that is cut short says so after what is whole', async () => {
    const whole = file(one('GoogleAuthenticator', 'Alder (ada)', hex), one('GoogleAuthenticator', 'Birch (kai)', hex));
    expect(summary(await readPlain(whole.slice(0, whole.indexOf('Birch'))))).toEqual([
      usual,
      'secret-missing',
      'bad-entry',
    ]);
  });

  it('is refused where it names more than anybody has, before they are read', async () => {
    const many = '<WinAuthAuthenticator/>'.repeat(limits.entries + 1);
    await expect(readBackup(bytesOf(file(many)))).rejects.toMatchObject({ code: 'too-many-entries' });
    const blanks = one('GoogleAuthenticator', `Alder${' '.repeat(5_000)}(ada)`, hex);
    expect(summary(await readPlain(file(blanks)))).toMatchObject([{ secretBase32 }]);
  });

  it.each([
    ['encrypted as a whole', file('<data encrypted="u" sha1="AB">00FF</data>'), 'encrypted. In WinAuth, export'],
    ['without authenticators', file(), 'In WinAuth, export'],
  ])('is refused with what to do instead: %s', async (_, text, sentence) => {
    await expect(readBackup(bytesOf(text))).rejects.toMatchObject({
      code: 'unsupported-file',
      message: expect.stringContaining(sentence) as unknown,
    });
  });
});

describe('the list of links that WinAuth exports', () => {
  it('has names that are hardly encoded, and much behind a code of Steam', async () => {
    const text = [
      `otpauth://totp/BattleNet:Battle.net?secret=${secretBase32}&digits=8&issuer=BattleNet&serial=EU000000000000&icon=BattleNetAuthenticator`,
      `otpauth://totp/Steam:ada?secret=${secretBase32}&digits=5&issuer=Steam&deviceid=android%3ax&data=${encodeURIComponent(JSON.stringify({ shared_secret: 'x'.repeat(3000) }))}`,
      `otpauth://totp/My%20Alder:Team%20#1?secret=${secretBase32}&digits=6&issuer=My+Alder`,
      `otpauth://totp/Alder:who?me?secret=${secretBase32}&digits=6&issuer=Alder`,
    ].join('\r\n');
    expect(summary(await readPlain(text))).toEqual([
      { ...usual, issuer: 'BattleNet', accountName: 'Battle.net', digits: 8 },
      steam,
      { ...usual, issuer: 'My Alder', accountName: 'Team #1' },
      { ...usual, accountName: 'who?me' },
    ]);
  });
});
