import { encodeBase32 } from '../base32.ts';
import { encodeHex } from '../hex.ts';
import type { MotpAccount, OtpAccount } from '../kinds.ts';

/** What a link of each kind says after "otpauth://". */
const hosts = { totp: 'totp', hotp: 'hotp', steam: 'steam', yandex: 'yaotp' } as const;

/**
 * The otpauth link of an account, in the form that most programs read: every parameter that applies is written out,
 * base32 without padding, "%20" for a blank. `parseOtpauthUri` gives the same account back (but for five figures of a
 * service named Steam, which are taken for Steam's own).
 * It holds the secret in clear: whoever reads it can make the codes. A PIN of Yandex is part of it, as Aegis writes it; no link
 * of Mobile-OTP has a place for one, so that its PIN is to be kept elsewhere ('needs-pin' when it is read back).
 */
export function formatOtpauthUri(account: OtpAccount): string {
  if (account.kind === 'motp') {
    return motpLink(account);
  }
  const parameters: (readonly [string, string])[] = [['secret', encodeBase32(account.secret.reveal())]];
  if (account.issuer !== '') {
    parameters.push(['issuer', account.issuer]);
  }
  parameters.push(['algorithm', account.algorithm], ['digits', String(account.digits)]);
  parameters.push(
    account.kind === 'hotp' ? ['counter', String(account.counter)] : ['period', String(account.periodSeconds)],
  );
  if (account.kind === 'yandex') {
    parameters.push(['pin', encodeBase32(account.pin.reveal())]);
  }
  return `otpauth://${hosts[account.kind]}/${label(account)}?${query([...parameters, ...account.unknownParameters])}`;
}

function motpLink(account: MotpAccount): string {
  const { issuer, secret, unknownParameters } = account;
  const named: (readonly [string, string])[] = issuer === '' ? [] : [['issuer', issuer]];
  return `motp://${label(account)}?${query([['secret', encodeHex(secret.reveal())], ...named, ...unknownParameters])}`;
}

function query(parameters: readonly (readonly [name: string, value: string])[]): string {
  return parameters.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
}

/**
 * A raw colon parts issuer and account name, even where there is no issuer but the account name holds a colon: else its
 * first part would be read as the issuer.
 */
function label({ issuer, accountName }: OtpAccount): string {
  return issuer === '' && !accountName.includes(':') ? encode(accountName) : `${encode(issuer)}:${encode(accountName)}`;
}

/** Also what encodeURIComponent leaves, but a text around the link might take for its own punctuation. */
function encode(text: string): string {
  // encodeURIComponent throws on half a pair of surrogates.
  return encodeURIComponent(text.toWellFormed()).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
