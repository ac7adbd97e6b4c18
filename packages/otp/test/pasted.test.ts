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

  it('loses no figure of a counter where its line was broken', () => {
    for (const text of ['counter=1\n28', 'counter=\n128', 'coun\nter=128', 'counter=12\n8\n']) {
      expect(readPasted(`otpauth://hotp/A:b?secret=${sampleBase32}&${text}`).account).toMatchObject({ counter: 128 });
    }
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

describe('other things that are pasted', () => {
  it.each([[`steam://${sampleBase32}`], [` STEAM://${sampleBase32.toLowerCase()}\n`]])(
    '%j is a Steam account',
    (text) => {
      const { account, from, warnings } = readPasted(text);
      expect(account).toMatchObject({
        kind: 'steam',
        algorithm: 'SHA1',
        digits: 5,
        periodSeconds: 30,
        issuer: '',
        accountName: '',
      });
      expect(hexOf(account.secret)).toBe(sampleHex);
      expect(from).toBe('link');
      expect(warnings).toEqual([]);
    },
  );

  it('a Steam link with a slip is refused with the place in the whole paste', () => {
    expect(refusalOf(() => readPasted('steam://JBSWY0DP')).at).toBe(14);
  });

  const noLink = 'This is no link to a code for one-time passwords. The long code is under "Trouble scanning?".';
  const push = (scheme: string, app: string): string =>
    `A link that begins with "${scheme}:" works only in the app ${app}. Go back on that page and choose "another authenticator app"; it then shows a code for every authenticator.`;
  const is = (thing: string): string => `This is ${thing}, not a code. The long code is under "Trouble scanning?".`;
  const web =
    'This is a web address, not a code. If that page offers "another authenticator app", choose it. The long code is under "Trouble scanning?".';
  const store =
    'This is a web address, not a code. It leads to an app store; the code comes on the page after this one.';
  const picture =
    'This is a web address, not a code. If it shows a QR code, open it in a browser and scan the picture.';

  it.each([
    ['phonefactor://activate_account?code=1', 'proprietary-push', push('phonefactor', 'Microsoft Authenticator')],
    [
      'Open phonefactor://activate_account?code=1 now',
      'proprietary-push',
      push('phonefactor', 'Microsoft Authenticator'),
    ],
    ['microsoft-authenticator://x', 'proprietary-push', push('microsoft-authenticator', 'Microsoft Authenticator')],
    ['msauth://x', 'proprietary-push', push('msauth', 'Microsoft Authenticator')],
    ['msauthv2://x', 'proprietary-push', push('msauthv2', 'Microsoft Authenticator')],
    ['DUO://abc', 'proprietary-push', push('duo', 'Duo Mobile')],
    ['okta-verify://x', 'proprietary-push', push('okta-verify', 'Okta Verify')],
    ['oktaverify://x', 'proprietary-push', push('oktaverify', 'Okta Verify')],
    ['com-okta-authenticator:/x', 'proprietary-push', push('com-okta-authenticator', 'Okta Verify')],
    ['com.okta.authenticator:/x', 'proprietary-push', push('com.okta.authenticator', 'Okta Verify')],
    ['pushauth://push/forgerock:x', 'proprietary-push', push('pushauth', 'ForgeRock Authenticator')],
    ['mfauth://totp/x', 'proprietary-push', push('mfauth', 'ForgeRock Authenticator')],
    ['pingid://x', 'proprietary-push', push('pingid', 'PingID')],
    ['pingone://x', 'proprietary-push', push('pingone', 'PingID')],
    ['authy://x', 'proprietary-push', push('authy', 'Authy')],
    ['tiqrenroll://https://x.example', 'proprietary-push', push('tiqrenroll', 'tiqr')],
    ['tiqrauth://x', 'proprietary-push', push('tiqrauth', 'tiqr')],
    ['igmobileotp://x?y', 'proprietary-push', push('igmobileotp', 'Entrust Identity')],
    [
      'motp://A:b?secret=9a093b4ac8779d7a',
      'unsupported-kind',
      'This is a code of the kind "motp" (Mobile-OTP), which asks for a PIN. Halfminute cannot make its codes yet: keep it where it is, or ask for a code of the kind totp.',
    ],
    [
      'otpauth-migration://offline?data=AAAA',
      'unsupported-kind',
      'This is a transfer code of Google Authenticator, which holds several accounts at once. Halfminute cannot import it yet: until it can, add each account by its long code.',
    ],
    [
      'Scan otpauth-migration://offline?data=AAAA please',
      'unsupported-kind',
      'This is a transfer code of Google Authenticator, which holds several accounts at once. Halfminute cannot import it yet: until it can, add each account by its long code.',
    ],
    ['WIFI:S:net;T:WPA;P:JBSWY3DPEHPK3PXP;;', 'not-an-otp-code', is('the key of a wireless network')],
    ['mailto:ada@firm.example', 'not-an-otp-code', is('an e-mail address')],
    ['tel:+4412345', 'not-an-otp-code', is('a telephone number')],
    ['sms:+4412345', 'not-an-otp-code', is('a text message')],
    ['smsto:+4412345', 'not-an-otp-code', is('a text message')],
    ['BEGIN:VCARD\nN:Ada', 'not-an-otp-code', is('a visiting card')],
    ['MECARD:N:Ada;;', 'not-an-otp-code', is('a visiting card')],
    ['geo:52.5,13.4', 'not-an-otp-code', is('a place on the map')],
    ['bitcoin:abc', 'not-an-otp-code', is('a payment')],
    ['FIDO:/123456', 'not-an-otp-code', is('the QR code of a passkey')],
    ['data:image/png;base64,AAAA', 'not-an-otp-code', is('a picture or a file in the form of a link')],
    ['ftp://x', 'not-an-otp-code', is('an address of a file')],
    ['file:///x', 'not-an-otp-code', is('an address of a file')],
    ['steam://run/440', 'not-an-otp-code', noLink],
    ['steam://JBSW', 'not-an-otp-code', noLink],
    ['foo+bar.1://JBSWY3DPEHPK3PXP', 'not-an-otp-code', noLink],
    ['https://example.com/mfa', 'not-an-otp-code', web],
    [' <HTTP://example.com> ', 'not-an-otp-code', web],
    ['www.example.com', 'not-an-otp-code', web],
    ['example.com/mfa', 'not-an-otp-code', web],
    ['sign-in.example.com/', 'not-an-otp-code', web],
    ['https://play.google.com/store/apps/details?id=x', 'not-an-otp-code', store],
    ['https://apps.apple.com/app/x', 'not-an-otp-code', store],
    ['https://itunes.apple.com/app/x', 'not-an-otp-code', store],
    ['https://www.microsoft.com/store/apps/x', 'not-an-otp-code', store],
    ['https://example.com/?u=play.google.com/', 'not-an-otp-code', web],
    ['https://chart.example/qr?x', 'not-an-otp-code', picture],
    ['https://chart.example/chart?x', 'not-an-otp-code', picture],
    ['https://api.example/create-qr-code/?x', 'not-an-otp-code', picture],
    ['https://chart.example/?cht=qr', 'not-an-otp-code', picture],
  ])('%j is refused', (text, code, message) => {
    const refusal = refusalOf(() => readPasted(text));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toBe(message);
  });

  it('are marked for a face that has its own words', () => {
    expect(refusalOf(() => readPasted('https://example.com/x')).looksLike).toBe('web-address');
    expect(refusalOf(() => readPasted('otpauth-migration://offline?data=AA')).looksLike).toBe('transfer-code');
    expect(refusalOf(() => readPasted('mailto:a@b.c'))).not.toHaveProperty('looksLike');
  });

  it('do not cost the long code that stands beside a web address', () => {
    expect(hexOf(readPasted('Key: JBSWY3DPEHPK3PXP\nhttps://help.example/').account.secret)).toBe(sampleHex);
  });
});
