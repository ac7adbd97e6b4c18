import type { Configuration } from 'oidc-provider';
import type { SignInConfig } from '../config/config.ts';

/** RFC 9700 section 2.1.1 and RFC 6749 section 4.1.2: short; OWASP ASVS 10.4.3 says ten minutes at most, we one. */
const codeSeconds = 60;

/** What was told in it is true for a moment only; clients read it once. */
const idTokenSeconds = 15 * 60;
const accessTokenSeconds = 15 * 60;

/** From the first refresh token of a sign-in, however often it was rotated. */
const refreshSeconds = 14 * 86_400;

/** How long a grant lives: as long as what is issued on it. */
export function grantSeconds(grant: { readonly openid?: { readonly scope?: string | undefined } | undefined }): number {
  const isOffline = grant.openid?.scope?.split(' ').includes('offline_access') === true;
  return isOffline ? refreshSeconds : 86_400 + accessTokenSeconds;
}

/** Lifetimes of everything the library keeps, in seconds. */
export function lifetimes(
  config: Pick<SignInConfig, 'policy'>,
  clock: () => number,
): NonNullable<Configuration['ttl']> {
  return {
    AccessToken: accessTokenSeconds,
    AuthorizationCode: codeSeconds,
    IdToken: idTokenSeconds,
    Grant: (_context, grant) => Math.max(grantSeconds(grant), config.policy.sessionSeconds),
    // Rotation keeps the time of the first one in `iiat`.
    RefreshToken: (_context, token) => atLeastOne((token.iiat ?? clock()) + refreshSeconds - clock()),
    // A secret may be shown at the last moment of the time that a password holds, and then lives its own time; so does one that takes its place.
    Interaction: () => config.policy.attemptSeconds + 2 * config.policy.mfa.enrolmentSeconds,
    // Sliding with use, but never past the longest time after the whole sign-in.
    Session: (_context, session) =>
      atLeastOne(
        Math.min(config.policy.sessionIdleSeconds, (session.iat ?? clock()) + config.policy.sessionSeconds - clock()),
      ),
  };
}

function atLeastOne(seconds: number): number {
  return Math.max(1, Math.floor(seconds));
}
