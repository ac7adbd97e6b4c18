import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a POST came from a page of ours (rule S6). Browsers say so in Sec-Fetch-Site (`none` is the user's own doing); those that do not send it
 * name the page's origin. A program that sends neither has no user whose cookies it could misuse, and still needs the form's token.
 */
export function isFromOurPage(headers: IncomingHttpHeaders, { issuer }: { readonly issuer: string }): boolean {
  const site = headers['sec-fetch-site'];
  const { origin } = headers;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return false;
  }
  // Under `Referrer-Policy: no-referrer` browsers send "null" for our own pages, too; only Sec-Fetch-Site tells them apart.
  return origin === undefined || origin === new URL(issuer).origin || (origin === 'null' && site !== undefined);
}
