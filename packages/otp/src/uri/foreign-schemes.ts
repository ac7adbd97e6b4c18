import { OtpError } from '../errors.ts';
import { whereItIs } from '../lookalikes.ts';

/** Programs that are asked by push, by the scheme of the link that enrols them. Only they can follow it. */
const pushPrograms: ReadonlyMap<string, string> = new Map([
  ['phonefactor', 'Microsoft Authenticator'],
  ['microsoft-authenticator', 'Microsoft Authenticator'],
  ['msauth', 'Microsoft Authenticator'],
  ['msauthv2', 'Microsoft Authenticator'],
  ['duo', 'Duo Mobile'],
  ['okta-verify', 'Okta Verify'],
  ['oktaverify', 'Okta Verify'],
  ['com-okta-authenticator', 'Okta Verify'],
  ['com.okta.authenticator', 'Okta Verify'],
  ['pushauth', 'ForgeRock Authenticator'],
  ['mfauth', 'ForgeRock Authenticator'],
  ['pingid', 'PingID'],
  ['pingone', 'PingID'],
  ['authy', 'Authy'],
  ['tiqrenroll', 'tiqr'],
  ['tiqrauth', 'tiqr'],
  ['igmobileotp', 'Entrust Identity'],
]);

/** Links met in QR codes and mails that are no one-time passwords, and what they are. */
const otherThings: ReadonlyMap<string, string> = new Map([
  ['mailto', 'an e-mail address'],
  ['tel', 'a telephone number'],
  ['sms', 'a text message'],
  ['smsto', 'a text message'],
  ['wifi', 'the key of a wireless network'],
  ['begin', 'a visiting card'],
  ['mecard', 'a visiting card'],
  ['geo', 'a place on the map'],
  ['bitcoin', 'a payment'],
  ['fido', 'the QR code of a passkey'],
  ['data', 'a picture or a file in the form of a link'],
  ['ftp', 'an address of a file'],
  ['file', 'an address of a file'],
]);

/**
 * Whether a scheme is known to stand before something else than a long code, so that "wifi:" is not taken for a label.
 * A web address is not meant: it may stand beside the code.
 */
export function isForeignScheme(scheme: string): boolean {
  const name = scheme.toLowerCase();
  return pushPrograms.has(name) || otherThings.has(name);
}

/** With a scheme, or with none but a host and a path. "JBSW.Y3DP" is neither. */
export function isWebAddress(text: string): boolean {
  return /^(?:https?:|www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\/)/i.test(text);
}

/** The refusal of a link whose scheme is none of ours: what it is, and where the right one is found. Never holds the link. */
export function refuseLink(link: string): OtpError {
  const scheme = /^[a-z][a-z0-9+.-]*(?=:)/i.exec(link)?.[0].toLowerCase() ?? '';
  if (scheme === 'otpauth-migration') {
    return new OtpError(
      'unsupported-kind',
      'This is a transfer code of Google Authenticator, which holds several accounts at once. Import it, as a text or a picture: what it holds is shown before anything is added.',
      { looksLike: 'transfer-code' },
    );
  }
  const program = pushPrograms.get(scheme);
  if (program !== undefined) {
    return new OtpError('proprietary-push', pushOnly(`${scheme}:`, program));
  }
  if (isWebAddress(link)) {
    return webAddress(link);
  }
  const thing = otherThings.get(scheme);
  return new OtpError(
    'not-an-otp-code',
    thing === undefined
      ? `This is no link to a code for one-time passwords. ${whereItIs}`
      : `This is ${thing}, not a code. ${whereItIs}`,
  );
}

/** The sentences about a link that enrols with one program alone. */
export function pushOnly(beginning: string, program: string): string {
  return `A link that begins with "${beginning}" works only in the app ${program}. Go back on that page and choose "another authenticator app"; it then shows a code for every authenticator.`;
}

/** A web address is never opened by this program, whatever it promises. */
function webAddress(address: string): OtpError {
  return new OtpError('not-an-otp-code', `This is a web address, not a code. ${webHint(address)}`, {
    looksLike: 'web-address',
  });
}

function webHint(address: string): string {
  if (/otpauth|[?&/](?:cht=qr|qr|chart|create-qr-code)/i.test(address)) {
    return 'If it shows a QR code, open it in a browser and scan the picture.';
  }
  if (
    /^https?:\/\/(?:play\.google\.com|apps\.apple\.com|itunes\.apple\.com|[^/]*microsoft\.com\/store)\//i.test(address)
  ) {
    return 'It leads to an app store; the code comes on the page after this one.';
  }
  return `If that page offers "another authenticator app", choose it. ${whereItIs}`;
}
