import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a logout token says. */
interface ToldToken {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** A platform that hears of sessions that ended. */
export interface LogoutReceiver {
  readonly uri: string;
  readonly told: ToldToken[];
  /** 200 until it is set. */
  status: number;
  stop(): Promise<void>;
}

/** `atPort` 0: any. */
export async function startLogoutReceiver(atPort = 0): Promise<LogoutReceiver> {
  const told: ToldToken[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const token = new URLSearchParams(Buffer.concat(chunks).toString('utf8')).get('logout_token') ?? '';
      const [header = {}, claims = {}] = token.split('.').slice(0, 2).map(readPart);
      told.push({ header, claims });
      response.writeHead(receiver.status).end();
    });
  });
  const listening = Promise.withResolvers<void>();
  server.listen(atPort, '127.0.0.1', listening.resolve);
  await listening.promise;
  // It listens on TCP.
  const { port } = server.address() as AddressInfo;
  const receiver: LogoutReceiver = {
    uri: `http://127.0.0.1:${port}/logout`,
    told,
    status: 200,
    stop: async () => {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
    },
  };
  return receiver;
}

function readPart(part: string): Readonly<Record<string, unknown>> {
  // Written by the service under test.
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Readonly<Record<string, unknown>>;
}
