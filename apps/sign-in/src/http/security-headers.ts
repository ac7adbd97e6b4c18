import type { ServerResponse } from 'node:http';

/** Two years, as browsers' preload lists ask for; OWASP ASVS 3.4.1 wants one at least. */
const strictTransport = 'max-age=63072000; includeSubDomains';

/**
 * What every answer carries. A page runs and shows only what stands in it under this answer's nonce; nobody frames it; nothing is kept.
 * `redirectOrigins`: where a form's POST may lead in the end (Chromium applies `form-action` to redirects, too).
 */
export function setSecurityHeaders(
  response: ServerResponse,
  about: { readonly nonce: string; readonly redirectOrigins: readonly string[]; readonly overTls: boolean },
): void {
  const { nonce, redirectOrigins, overTls } = about;
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `form-action ${["'self'", ...redirectOrigins].join(' ')}`,
    `frame-ancestors 'none'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    ...(overTls ? ['upgrade-insecure-requests'] : []),
  ];
  response.setHeader('Content-Security-Policy', policy.join('; '));
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('X-Frame-Options', 'DENY');
  // With "no-referrer" our own forms would come back with `Origin: null`, and could not be told from a stranger's.
  response.setHeader('Referrer-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()');
  response.setHeader('Cache-Control', 'no-store');
  if (overTls) {
    response.setHeader('Strict-Transport-Security', strictTransport);
  }
}
