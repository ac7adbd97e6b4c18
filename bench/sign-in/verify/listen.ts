import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The same bare node:http around both: reads a form with `user` and `code`, answers 204 or 401, prints its address when it listens. */
export async function listenForUpdates(
  accept: (attempt: { readonly user: string; readonly code: string }) => Promise<boolean>,
): Promise<void> {
  const server = createServer((request, response) => {
    void read(request)
      .then(accept)
      .then(
        (accepted) => response.writeHead(accepted ? 204 : 401).end(),
        (error: unknown) => {
          console.error(error);
          response.writeHead(500).end();
        },
      );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // listen() on a port answers with an AddressInfo.
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

async function read(request: IncomingMessage): Promise<{ user: string; code: string }> {
  const parts: Buffer[] = [];
  for await (const part of request) {
    parts.push(part as Buffer); // as: no encoding is set, so the parts are buffers
  }
  const form = new URLSearchParams(Buffer.concat(parts).toString('latin1'));
  return { user: form.get('user') ?? '', code: form.get('code') ?? '' };
}
