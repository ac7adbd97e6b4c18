import type { ClientConfig, SignInConfig } from '../config/config.ts';

const id = 'my-security';

/** Where the provider sends the browser back to after a sign-in for "My security". */
export const signedInPath = '/my-security/signed-in';

/**
 * "My security" is a client of the provider like any other, so that its users sign in by the one way there is, with every rule of it. It wants the
 * session alone: the code that comes back is redeemed by nobody, and its verifier is thrown away as soon as it is made.
 */
export function mySecurityClient({ issuer, platform }: Pick<SignInConfig, 'issuer' | 'platform'>): ClientConfig {
  return {
    id,
    name: platform.name,
    secret: null,
    redirectUris: [new URL(signedInPath, issuer).href],
    postLogoutRedirectUris: [],
    backchannelLogoutUri: null,
    initiateLoginUri: new URL('/my-security', issuer).href,
    defaultAcrValues: [],
    legacy: null,
    // What is done here changes how one signs in: a cookie never stands for the second factor.
    rememberedDevices: false,
  };
}

/** The request that leads back here. `wants`: what it is for, which comes back as `state`. */
export function signInAddress(
  { issuer }: Pick<SignInConfig, 'issuer'>,
  about: { readonly wants: string; readonly challenge: string; readonly acr: string | null },
): string {
  const address = new URL('/auth', issuer);
  address.search = new URLSearchParams({
    client_id: id,
    response_type: 'code',
    scope: 'openid',
    redirect_uri: new URL(signedInPath, issuer).href,
    code_challenge: about.challenge,
    code_challenge_method: 'S256',
    state: about.wants,
    ...(about.acr === null ? {} : { acr_values: about.acr }),
  }).toString();
  return `${address.pathname}${address.search}`;
}
