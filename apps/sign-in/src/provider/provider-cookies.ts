import type { SignInConfig } from '../config/config.ts';

/**
 * The library's three cookies. `__Host-` needs the path "/", which those of an interaction do not have; without TLS (development on loopback)
 * browsers take neither prefix. Cookies do not know ports, so that the names must differ from any other program's on the same host.
 */
export function providerCookieNames({ issuer }: Pick<SignInConfig, 'issuer'>) {
  return issuer.startsWith('https:')
    ? {
        session: '__Host-halfminute-session',
        interaction: '__Secure-halfminute-interaction',
        resume: '__Secure-halfminute-resume',
      }
    : { session: 'halfminute-session', interaction: 'halfminute-interaction', resume: 'halfminute-resume' };
}
