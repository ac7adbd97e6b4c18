import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

/** A reply on its way back through the proxy. */
interface ProxiedReply {
  status: number;
  headers: OutgoingHttpHeaders;
  body: Buffer;
}

/** What a proxy may do wrong; as it is made, it does everything right. */
export interface ProxyHabits {
  readonly request?: (headers: IncomingHttpHeaders) => void;
  readonly reply?: (reply: ProxiedReply, path: string) => void;
  /** Connects there instead of to the service. */
  readonly port?: number;
}

/** A TLS proxy in front of a service, with a certificate of its own, whose habits a test changes. */
export interface OddProxy {
  readonly port: number;
  /** PEM. */
  readonly certificate: string;
  habits: ProxyHabits;
  stop(): Promise<void>;
}

export async function startOddProxy(upstreamPort: number): Promise<OddProxy> {
  const folder = mkdtempSync(join(tmpdir(), 'halfminute-proxy-'));
  const [keyFile, certificateFile] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const files = ['-keyout', keyFile, '-out', certificateFile];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject, ...files], {
    stdio: 'ignore',
  });
  const certificate = readFileSync(certificateFile, 'utf8');
  const server = createServer({ key: readFileSync(keyFile), cert: certificate }, (incoming, outgoing) => {
    const { habits } = proxy;
    const headers: IncomingHttpHeaders = {
      ...incoming.headers,
      'x-forwarded-proto': 'https',
      'x-forwarded-for': incoming.socket.remoteAddress ?? '',
    };
    habits.request?.(headers);
    const options = {
      port: habits.port ?? upstreamPort,
      path: incoming.url ?? '/',
      method: incoming.method ?? 'GET',
      headers,
    };
    const upstream = request({ host: '127.0.0.1', ...options }, (answer) => {
      void buffer(answer).then((body) => {
        const reply: ProxiedReply = { status: answer.statusCode ?? 502, headers: { ...answer.headers }, body };
        habits.reply?.(reply, incoming.url ?? '/');
        delete reply.headers['content-length'];
        delete reply.headers['transfer-encoding'];
        outgoing.writeHead(reply.status, reply.headers);
        outgoing.end(reply.body);
      });
    });
    upstream.once('error', () => {
      outgoing.writeHead(502);
      outgoing.end('Bad Gateway');
    });
    incoming.pipe(upstream);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const proxy: OddProxy = {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    certificate,
    habits: {},
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return proxy;
}
