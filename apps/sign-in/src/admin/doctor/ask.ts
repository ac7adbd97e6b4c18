import { request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { buffer } from 'node:stream/consumers';

export type Reply =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string }
  /** Nobody answered; a code of the system or of TLS. */
  | { readonly kind: 'nothing'; readonly code: string };

const MOST_MS = 10_000;

/** One GET that follows nothing and keeps no cookie. */
export async function ask(
  address: string,
  { cookie, host }: { readonly cookie?: string; readonly host?: string } = {},
): Promise<Reply> {
  const url = new URL(address);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const headers = {
    Accept: 'text/html, application/json',
    ...(cookie !== undefined && { Cookie: cookie }),
    ...(host !== undefined && { Host: host }),
  };
  const { promise, resolve } = Promise.withResolvers<Reply>();
  const request = send(url, { headers, agent: false, signal: AbortSignal.timeout(MOST_MS) }, (response) => {
    buffer(response).then(
      (bytes) =>
        resolve({
          kind: 'answer',
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: bytes.toString('utf8'),
        }),
      (error: unknown) => resolve({ kind: 'nothing', code: codeOf(error) }),
    );
  });
  request.once('error', (error) => resolve({ kind: 'nothing', code: codeOf(error) }));
  request.end();
  return promise;
}

function codeOf(error: unknown): string {
  if (error instanceof Error && error.name === 'AbortError') {
    return 'ETIMEDOUT';
  }
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}
