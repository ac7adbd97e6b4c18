import type { KoaContextWithOIDC } from 'oidc-provider';

/** As long as an address that every server and proxy takes. */
const mostBytes = 8 * 1024;

/**
 * A client may send the browser to the authorization endpoint by POST (OpenID Connect Core section 3.1.2.1). The library takes those only with
 * cookies of SameSite=None; we answer with the same request by GET, to which the browser brings its Lax cookies.
 */
export function postToGet(authorizationPath: string) {
  return async (context: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    if (context.method !== 'POST' || context.path !== authorizationPath) {
      return next();
    }
    const body = context.is('application/x-www-form-urlencoded') ? await readBody(context) : null;
    if (body === null) {
      context.status = 413;
      context.body = `A form of at most ${mostBytes} bytes.\n`;
      return;
    }
    context.status = 303;
    // Written anew, so that what stands in the address is a query and nothing else.
    context.redirect(`${authorizationPath}?${new URLSearchParams(body).toString()}`);
  };
}

async function readBody({ req }: KoaContextWithOIDC): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of req) {
    // A stream of an HTTP request without an encoding gives bytes.
    const part = chunk as Buffer;
    bytes += part.byteLength;
    if (bytes > mostBytes) {
      return null;
    }
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString('utf8');
}
