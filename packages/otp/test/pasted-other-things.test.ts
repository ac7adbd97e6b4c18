import { describe, expect, it } from 'vitest';
import { readPasted } from '@halfminute/otp';
import { hexOf, refusalOf, sampleBase32, sampleHex } from './samples.ts';

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
      'needs-pin',
      'Mobile-OTP makes its codes with a PIN, and there is none yet. Give the PIN that you or your administrator chose.',
    ],
    [
      'otpauth-migration://offline?data=AAAA',
      'unsupported-kind',
      'This is a transfer code of Google Authenticator, which holds several accounts at once. Import it, as a text or a picture: what it holds is shown before anything is added.',
    ],
    [
      'Scan otpauth-migration://offline?data=AAAA please',
      'unsupported-kind',
      'This is a transfer code of Google Authenticator, which holds several accounts at once. Import it, as a text or a picture: what it holds is shown before anything is added.',
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
