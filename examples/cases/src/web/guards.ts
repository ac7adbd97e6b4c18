import type { Context, MiddlewareHandler } from 'hono';

/** What every answer carries. Nothing of a page lies outside its own files, so that the policy needs no exception. */
export function securityHeaders(platform: { readonly origin: string; readonly issuer: string }): MiddlewareHandler {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    // Chromium applies it to the redirect after a POST as well, and that leads to the service.
    `form-action 'self' ${platform.issuer}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
  return async (context, next) => {
    await next();
    const { headers } = context.res;
    headers.set('content-security-policy', policy);
    headers.set('x-content-type-options', 'nosniff');
    // Not no-referrer, with which a browser says `Origin: null` of its own forms, too.
    headers.set('referrer-policy', 'same-origin');
    headers.set('cross-origin-opener-policy', 'same-origin');
    headers.set('cross-origin-resource-policy', 'same-origin');
    if (platform.origin.startsWith('https:')) {
      headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
    }
    if (!headers.has('cache-control')) {
      headers.set('cache-control', 'no-store');
    }
  };
}

/**
 * Whether a request that changes something was made by a page of ours. A browser that says neither where it comes from nor `Sec-Fetch-Site` is
 * refused, too; the token in the form is asked for besides.
 */
export function isOwnRequest(context: Context, origin: string): boolean {
  const site = context.req.header('sec-fetch-site');
  const from = context.req.header('origin');
  return (site === undefined ? from !== undefined : site === 'same-origin') && (from === undefined || from === origin);
}

/** A path of our own, or the list: nobody is sent elsewhere by what stands in an address. */
export function ownPath(path: string | undefined, origin: string): string {
  if (path === undefined || !path.startsWith('/')) {
    return '/cases';
  }
  const url = URL.parse(path, origin);
  // `//elsewhere.example` and `/\elsewhere.example` begin with a slash, too.
  return url === null || url.origin !== origin ? '/cases' : url.pathname + url.search;
}
