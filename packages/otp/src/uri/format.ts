import { encodeBase32 } from '../base32.ts';
import type { OtpAccount } from '../kinds.ts';

/**
 * The otpauth link of an account, in the form that most programs read: every parameter that applies is written out,
 * base32 without padding, "%20" for a blank. `parseOtpauthUri` gives the same account back (but for five figures of a
 * service named Steam, which are taken for Steam's own).
 * It holds the secret in clear: whoever reads it can make the codes.
 */
export function formatOtpauthUri(account: OtpAccount): string {
  const parameters: (readonly [string, string])[] = [['secret', encodeBase32(account.secret.reveal())]];
  if (account.issuer !== '') {
    parameters.push(['issuer', account.issuer]);
  }
  parameters.push(['algorithm', account.algorithm], ['digits', String(account.digits)]);
  parameters.push(
    account.kind === 'hotp' ? ['counter', String(account.counter)] : ['period', String(account.periodSeconds)],
  );
  const query = [...parameters, ...account.unknownParameters]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
  return `otpauth://${account.kind}/${label(account)}?${query}`;
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
