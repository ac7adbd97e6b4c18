import { describe, expect, it } from 'vitest';
import { encodeBase32, readPasted } from '@halfminute/otp';
import type { PastedAccount } from '@halfminute/otp';
import { hexOf, refusalOf, sampleBase32, sampleHex } from './samples.ts';

const link = `otpauth://totp/A:b?secret=${sampleBase32}&issuer=A&digits=8`;
const otherLink = 'otpauth://totp/C:d?secret=KRSXG5CTMVRXEZLU';

/** "issuer | account | secret", and where it came from. */
function read(text: string): string {
  const { account, from }: PastedAccount = readPasted(text);
  return `${account.issuer} | ${account.accountName} | ${encodeBase32(account.secret.reveal())} | ${from}`;
}

describe('a link that is pasted', () => {
  it.each([
    [link, 'link'],
    [` \n${link}\r\n`, 'link'],
    [`\ufeff${link}\u200b`, 'link'],
    [`<${link}>`, 'text-with-link'],
    [`"${link}"`, 'text-with-link'],
    [`'${link}'`, 'text-with-link'],
    [`\`${link}\``, 'text-with-link'],
    [`“${link}”`, 'text-with-link'],
    [`„${link}“`, 'text-with-link'],
    [`‘${link}’`, 'text-with-link'],
    [`‚${link}‘`, 'text-with-link'],
    [`«${link}»`, 'text-with-link'],
    [`»${link}«`, 'text-with-link'],
    [`「${link}」`, 'text-with-link'],
    [`[${link}]`, 'text-with-link'],
    [`{${link}}`, 'text-with-link'],
    [`(${link})`, 'text-with-link'],
    [`**${link}**`, 'text-with-link'],
    [`[Add it](${link}) to your app`, 'text-with-link'],
    [`Open ${link} and type the code.`, 'text-with-link'],
    [`Open ${link}.`, 'text-with-link'],
    [`Open ${link}, please`, 'text-with-link'],
    [`(see ${link}).`, 'text-with-link'],
    [`Is it ${link}?!`, 'text-with-link'],
    [`Your account:\n\n  ${link}\n\nRegards`, 'text-with-link'],
    [`${link}\nThis link is for you alone.`, 'text-with-link'],
    [`otpauth: link, as in otpauth://..., is ${link}`, 'text-with-link'],
    [`qr=${link}`, 'text-with-link'],
    [`seehttps://=${link}`, 'text-with-link'],
    [`https://x.example/ ${link}`, 'text-with-link'],
    [`https://help.example/mfa\n${link}`, 'text-with-link'],
    [`<a class="x" href="${link}">Open</a>`, 'text-with-link'],
    [`<a href='${link.replaceAll('&', '&amp;')}'>${link.replaceAll('&', '&amp;')}</a>`, 'text-with-link'],
    [`{"uri":"${link.replaceAll('/', '\\/').replaceAll('&', '\\u0026')}"}`, 'text-with-link'],
    [`${link}\n${link}`, 'text-with-link'],
    [`${link} ${link.replace('issuer=A', 'issuer=A&image=x')}`, 'text-with-link'],
  ])('is found in %j', (text, from) => {
    const pasted = readPasted(text);
    expect(pasted.account).toMatchObject({ kind: 'totp', issuer: 'A', accountName: 'b', digits: 8 });
    expect(hexOf(pasted.account.secret)).toBe(sampleHex);
    expect(pasted.from).toBe(from);
  });

  it.each([
    [
      'in its label and issuer',
      `otpauth://totp/Loft (Attic Team):nora?secret=${sampleBase32}&issuer=Loft (Attic Team)`,
      'Loft (Attic Team) | nora',
    ],
    ['in its secret', 'otpauth://totp/A:b?secret=JBSW Y3DP EHPK 3PXP', 'A | b'],
    ['in its secret, before other parameters', 'otpauth://totp/A:b?secret=JBSW Y3DP EHPK 3PXP&digits=6', 'A | b'],
    ['in its secret, with a shorter last group', 'otpauth://totp/A:b?secret=JBSWY3 DPEHPK 3PXP', 'A | b'],
    ['in front of its secret', 'otpauth://totp/A:b?secret= JBSWY3DPEHPK3PXP', 'A | b'],
  ])('may have raw blanks %s', (_, text, names) => {
    expect(read(text)).toBe(`${names} | ${sampleBase32} | link`);
  });

  it.each([
    ['issuer=A,', 'A'],
    ['issuer=A; ', 'A'],
    ['issuer=A, Inc.,', 'A, Inc.'],
    ['issuer=A%2C', 'A,'],
    ['issuer=A%3B,', 'A;'],
    ['issuer=A&amp;', 'A&amp;'],
    ['issuer=A!', 'A!'],
  ])('alone, as an entry of a list, has what parts it from the next in no name: %s', (last, issuer) => {
    expect(readPasted(`otpauth://totp/b?secret=${sampleBase32}&${last}`).account.issuer).toBe(issuer);
  });

  it.each([
    `otpauth://totp/A:b?secret=${sampleBase32} and then press OK`,
    `otpauth://totp/A:b?secret=${sampleBase32}, then OK`,
    `otpauth://totp/A:b?secret=${sampleBase32}.`,
    `Open otpauth://totp/A:b?secret=${sampleBase32} and wait`,
    `Open otpauth://totp/A:b?secret=${sampleBase32}).`,
    `Open otpauth://totp/A:b?secret=${sampleBase32}\nThanks`,
    `Open otpauth://totp/A:b?secret=${sampleBase32}\nregards`,
    `otpauth://totp/A:b?secret=${sampleBase32}\ngreetings from us`,
  ])('never takes the words behind it for a part of the key: %j', (text) => {
    expect(read(text)).toMatch(new RegExp(`^A \\| b \\| ${sampleBase32} \\| `));
  });

  it.each([
    [`otpauth://totp/A:b?secret=${sampleBase32}&digits=8 is yours`, 8],
    [`Open otpauth://totp/A:b?secret=${sampleBase32}&digits=8 please`, 8],
    [`Open otpauth://totp/A:b?secret=${sampleBase32}&digits=8.`, 8],
    [`otpauth://totp/A:b?secret=${sampleBase32}&digit=8 is yours`, 8],
    [`otpauth://totp/A:b?secret=${sampleBase32}&digit=8#top`, 8],
    [`otpauth://totp/A:b?secret=${sampleBase32}&digits=8&algo=SHA\n256`, 8],
  ])('never takes the words behind it for a part of a number: %j', (text, digits) => {
    expect(readPasted(text).account).toMatchObject({ digits });
  });

  it('keeps the words of an issuer that stands last, where nothing but the link was pasted', () => {
    expect(read(`otpauth://totp/b?secret=${sampleBase32}&issuer=Permit my Inc.`)).toBe(
      `Permit my Inc. | b | ${sampleBase32} | link`,
    );
    expect(read(`Use otpauth://totp/b?secret=${sampleBase32}&issuer=Permit, my friend`)).toBe(
      `Permit | b | ${sampleBase32} | text-with-link`,
    );
  });

  it.each(['<>', '><', '""', "''", '``', '“”', '„“', '‘’', '‚‘', '«»', '»«', '「」', '[]', '{}', '()', '**'])(
    'ends where %s does that stand around it, whatever follows',
    (around) => {
      const [before, behind] = around;
      const text = `x ${before}otpauth://totp/b?secret=${sampleBase32}&issuer=My firm${behind} and more${behind} text`;
      expect(read(text)).toBe(`My firm | b | ${sampleBase32} | text-with-link`);
    },
  );

  it('ends with its first blank where nothing stands around it and it has no parameters', () => {
    expect(refusalOf(() => readPasted('Use otpauth://totp/A, or not')).code).toBe('secret-missing');
    expect(read(`Use otpauth%3A%2F%2Ftotp%2FA%3Fsecret%3D${sampleBase32}%26issuer%3DB C`)).toBe(
      `B | A | ${sampleBase32} | text-with-link`,
    );
  });

  it.each([
    ['my-digits', 'x y'],
    ['digits-x', 'x y'],
  ])('takes a last parameter %s for text', (name, value) => {
    const { account } = readPasted(`otpauth://totp/A?secret=${sampleBase32}&${name}=${value}`);
    expect(account.unknownParameters).toEqual([[name, value]]);
  });

  it('may have several blanks in front of its secret, and between its groups', () => {
    expect(read('Use otpauth://totp/A:b?secret=  JBSW  Y3DP  EHPK  3PXP')).toBe(
      `A | b | ${sampleBase32} | text-with-link`,
    );
  });

  it('keeps parentheses and quotes of its own', () => {
    expect(read(`(otpauth://totp/Loft%20(x):b?secret=${sampleBase32}&issuer=Loft%20(x))`)).toBe(
      `Loft (x) | b | ${sampleBase32} | text-with-link`,
    );
    expect(read(`'otpauth://totp/O'Neill:b?secret=${sampleBase32}'`)).toBe(
      `O'Neill | b | ${sampleBase32} | text-with-link`,
    );
    expect(read(`(otpauth://totp/A:b?secret=${sampleBase32}`)).toBe(`A | b | ${sampleBase32} | text-with-link`);
    expect(read(`"otpauth://totp/A:b?secret=${sampleBase32}`)).toBe(`A | b | ${sampleBase32} | text-with-link`);
  });

  it.each([
    [`otpauth://totp/A:b?secret=JBSWY3DP\nEHPK3PXP&issuer=A`, 'in the middle of the secret'],
    [`otpauth://totp/A:b?secret=JBSWY3DP\r\nEHPK3PXP&issuer=A`, 'with a carriage return'],
    [`otpauth://totp/A:b?secret=JBSWY3DP\n  EHPK3PXP&amp;issuer=A`, 'with an indentation'],
    [`otpauth://totp/A:b?issuer=A&secret=JBSWY3DP\nEHPK3PXP`, 'before the rest of the secret'],
    [`otpauth://totp/A:b?issuer=A&secret=JBSWY3DPEH\nPK3PXP`, 'before a short rest with a figure'],
    [`otpauth://totp/A:b?issuer=A&secret=jbswy3dp\nehpk3pxp====`, 'before the rest of a small secret'],
    [`otpauth://totp/A:\nb?secret=JBSWY3DPEHPK3PXP`, 'in the label'],
    [`otpauth://totp/A:b?secret=JBSW\nY3DP&x=1\nEHPK&issuer=A`, 'twice, and wrongly'],
    [`otpauth://totp/A:b?secret=JBSWY3DP\nEHPK3PXP\n&issuer=A\n&digits=6`, 'several times'],
  ])('is put together again where its line was broken: %j, %s', (text) => {
    const { account } = readPasted(text);
    expect(account).toMatchObject({ issuer: 'A', accountName: 'b' });
    expect(encodeBase32(account.secret.reveal()).slice(0, 8)).toBe('JBSWY3DP');
  });

  it('is whole after it was put together', () => {
    for (const text of [
      'otpauth://totp/A:b?secret=JBSWY3DP\nEHPK3PXP&issuer=A',
      'otpauth://totp/A:b?issuer=A&secret=jbswy3dp\nehpk3pxp====',
      'see "otpauth://totp/A:b?secret=JBSWY3DP\nEHPK3PXP&issuer=A" here',
      'otpauth://totp/A:b?secret=JBSWY3DP\nEHPK3PXP\n&issuer=A\nbye',
    ]) {
      expect(hexOf(readPasted(text).account.secret)).toBe(sampleHex);
    }
  });

  it.each([
    'otpauth://totp/A:b?\nsecret=JBSWY3DPEHPK3PXP&issuer=A&digits=8',
    'otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&issuer=A&digi\nts=8',
    'otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&issuer=A&\r\ndigits=8',
    'otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&amp;issuer=A&amp;\ndigits=8',
    'otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&issuer=A&digits=\n8',
    'otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&flag\n&issuer=A&digits=8',
    'otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&issuer=A&digits=8&period=3\n0',
    'otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&issuer=A&digits=8&algorithm=SHA\n1',
    'otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&issuer=A&digits=8&algorithm=\nSHA1',
    'otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&issuer=A&digits=8&period=30\n12',
    'otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&issuer=A&digits=8\n\n123456',
  ])('loses no parameter where its line was broken in one: %j', (text) => {
    const { account } = readPasted(text);
    expect(account).toMatchObject({ issuer: 'A', digits: 8, periodSeconds: 30, algorithm: 'SHA1' });
    expect(hexOf(account.secret)).toBe(sampleHex);
  });

  it.each([
    'otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&\u200bdigits=8',
    'otpauth://totp/A:b?secret=JBSWY3DP\u200bEHPK3PXP&di\u200bgits=8',
    'otpauth://totp/A:b?\u200bsecret=JBSWY3DPEHPK3PXP\u200b&digits=8',
    'otpauth:\u200b//totp/A:b?secret=JBSWY3DPEHPK3PXP&digits=8',
    'otp\u00adauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&digits=8',
    'otpauth://\u2060totp/A:b?secret=JBSWY3DPEHPK3PXP&digits=8',
    'see otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&dig\ufeffits=8',
    'otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP & digits=8',
    'otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP& digits=8 &period = 30',
    'see otpauth://totp/A:b ?secret=JBSWY3DPEHPK3PXP &amp; digits = 8, please',
  ])('loses no parameter to what cannot be seen, or to blanks around its mark: %j', (text) => {
    const { account } = readPasted(text);
    expect(account).toMatchObject({
      issuer: 'A',
      accountName: 'b',
      digits: 8,
      periodSeconds: 30,
      unknownParameters: [],
    });
    expect(hexOf(account.secret)).toBe(sampleHex);
  });

  it.each(['& then x=5', '& digits', '& co = 5', '?'])(
    'ends before words behind it that only have its marks: %s',
    (words) => {
      const { account } = readPasted(`Open otpauth://totp/A:b?secret=${sampleBase32} ${words}`);
      expect(account).toMatchObject({ digits: 6, unknownParameters: [] });
      expect(hexOf(account.secret)).toBe(sampleHex);
    },
  );

  it('loses no figure of a counter where its line was broken', () => {
    for (const text of ['counter=1\n28', 'counter=\n128', 'coun\nter=128', 'counter=12\n8\n']) {
      expect(readPasted(`otpauth://hotp/A:b?secret=${sampleBase32}&${text}`).account).toMatchObject({ counter: 128 });
    }
  });

  it.each(['', ',', ';', ' ', '\t', '|', '<br>', '"', '/', ' and ', '\\n'])(
    'does not swallow the next one, with %j between them',
    (separator) => {
      for (const one of [link, `otpauth://totp/A:b?secret=${sampleBase32}&issuer=A`]) {
        expect(refusalOf(() => readPasted(`${one}${separator}${otherLink}`)).code).toBe('several-codes');
      }
    },
  );

  it('ends where its issuer does that its label says, whatever stands around it', () => {
    const text = `otpauth://totp/My Bank:b?secret=${sampleBase32}&issuer=My Bank`;
    const names = `My Bank | b | ${sampleBase32}`;
    expect(read(`${text}, please keep it.`)).toBe(`${names} | text-with-link`);
    expect(read(`My link: ${text}, please keep it.`)).toBe(`${names} | text-with-link`);
    expect(read(`My link: ${text.replace('=My Bank', '=My+Bank')} is safe`)).toBe(`${names} | text-with-link`);
  });

  it('may be of Steam, with words around it', () => {
    expect(readPasted(`see steam://${sampleBase32}, please`).account).toMatchObject({ kind: 'steam' });
  });

  it('that was broken over two lines does not hide the next one', () => {
    expect(
      refusalOf(() => readPasted(`otpauth://totp/A:b?secret=JBSWY3DP\nEHPK3PXP&issuer=A\n${otherLink}`)).code,
    ).toBe('several-codes');
  });

  it("is read out of a mail's source, with its soft line breaks", () => {
    const source = `<a href=3D"otpauth://totp/A:nora=40x?secret=3DJBSWY3DP=\r\nEHPK3PXP&amp;issuer=3DA&amp;dig=\nits=3D8">`;
    const { account, warnings } = readPasted(source);
    expect(account).toMatchObject({ issuer: 'A', accountName: 'nora@x', digits: 8 });
    expect(hexOf(account.secret)).toBe(sampleHex);
    expect(warnings.map(({ code }) => code)).toEqual(['mail-encoding-undone']);
  });

  it('keeps padding at the end of its line where no mail encoding is seen', () => {
    expect(hexOf(readPasted(`Use otpauth://totp/A:b?secret=${sampleBase32}====\nand go`).account.secret)).toBe(
      sampleHex,
    );
  });

  it.each([
    [`${link}\n${otherLink}`, 2],
    [`${link} or ${otherLink}`, 2],
    [`${link} <${otherLink}>`, 2],
    [`otpauth://totp/A?secret=${sampleBase32}&issuer=A or apple-${otherLink}`, 2],
    [`${link}\n${otherLink}\n${link}`, 2],
    [`${link}\notpauth://totp/x?secret=!`, 2],
    [`otpauth://totp/x\n${otherLink}`, 2],
    [`${link}\n${link.replace('digits=8', 'digits=6')}\n${otherLink}`, 3],
  ])('that is not the only one is refused: %j', (text, count) => {
    const refusal = refusalOf(() => readPasted(text));
    expect(refusal.code).toBe('several-codes');
    expect(refusal.message).toBe(`There are ${count} links in this text. Paste one at a time.`);
  });

  it('is counted no further than fifty', () => {
    const many = Array.from(
      { length: 60 },
      (_, index) => `otpauth://totp/${index}?secret=${sampleBase32}&digits=${4 + (index % 7)}`,
    );
    expect(refusalOf(() => readPasted(many.join('\n'))).message).toBe(
      'There are 50 links in this text. Paste one at a time.',
    );
  });

  it('inside a web address is not taken, and the address not opened', () => {
    for (const text of [
      `https://chart.example/chart?cht=qr&chl=otpauth://totp/A%3Fsecret%3D${sampleBase32}`,
      `https://qr.example/?data=otpauth%3A%2F%2Ftotp%2FA%3Fsecret%3D${sampleBase32}`,
      `<https://chart.example/?chl=otpauth://totp/A%3Fsecret=${sampleBase32}>`,
      `http://chart.example/?chl=otpauth://totp/A%3Fsecret=${sampleBase32}`,
      `www.chart.example/?chl=otpauth://totp/A%3Fsecret=${sampleBase32}`,
    ]) {
      const refusal = refusalOf(() => readPasted(text));
      expect(refusal).toMatchObject({ code: 'not-an-otp-code', looksLike: 'web-address' });
      expect(refusal.message).toBe(
        'This is a web address, not a code. If it shows a QR code, open it in a browser and scan the picture.',
      );
    }
  });
});
