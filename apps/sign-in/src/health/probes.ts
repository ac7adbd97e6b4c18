import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isTrustedPeer } from '../limits/client-address.ts';
import { refuse } from '../http/front-door.ts';
import type { Services } from '../services.ts';
import { readReadiness } from './readiness.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * What machines beside the service ask: `/healthz` (it runs), `/readyz` (it can sign people in) and `/metrics` (by token, or from loopback where
 * none is set). Null for every other path.
 */
export function createProbes(services: Services): (path: string) => Answer | null {
  const answers = new Map<string, Answer>([
    ['/healthz', (_request, response) => answerText(response, { status: 200, text: 'alive\n' })],
    ['/readyz', (_request, response) => void answerReady(services, response)],
    ['/metrics', (request, response) => void answerMetrics(services, request, response)],
  ]);
  return (path) => answers.get(path) ?? null;
}

async function answerReady(services: Services, response: ServerResponse): Promise<void> {
  const readiness = await readReadiness(services);
  const ready = Object.values(readiness).every(Boolean);
  response.writeHead(ready ? 200 : 503, { 'Content-Type': 'application/json' });
  response.end(`${JSON.stringify({ ready, ...readiness })}\n`);
}

async function answerMetrics(services: Services, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!mayRead(request, services.config.metricsToken)) {
    return refuse(response, { status: 404, text: 'There is no such page.' });
  }
  const text = await services.metrics.text();
  response.writeHead(200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' });
  response.end(text);
}

/** Behind a proxy on this machine everybody comes from loopback; a proxy says so in its headers. */
function mayRead(request: IncomingMessage, token: string | null): boolean {
  if (token !== null) {
    const given = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    return timingSafeEqual(digest(given), digest(token));
  }
  const { headers, socket } = request;
  const forwarded = headers['x-forwarded-for'] ?? headers['forwarded'] ?? headers['x-forwarded-proto'];
  return forwarded === undefined && isTrustedPeer(socket.remoteAddress ?? null, ['127.0.0.0/8', '::1']);
}

function digest(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}

function answerText(response: ServerResponse, answer: { readonly status: number; readonly text: string }): void {
  response.writeHead(answer.status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(answer.text);
}
