import type { SignInConfig } from '../config/config.ts';

/**
 * Where a sign-in may end, for the policy's `form-action`: Chromium applies it to the redirects that follow a form's POST, and the last of those
 * leads to the client. In alphabetical order, each once.
 */
export function redirectOrigins(config: Pick<SignInConfig, 'clients'>): readonly string[] {
  const origins = config.clients
    .flatMap(({ redirectUris, postLogoutRedirectUris }) => [...redirectUris, ...postLogoutRedirectUris])
    .map(originOf);
  return [...new Set(origins)].sort();
}

/** An application's own scheme (`com.example.app:/callback`) has no origin; the scheme stands for it. */
function originOf(address: string): string {
  const { origin, protocol } = new URL(address);
  return origin === 'null' ? protocol : origin;
}
