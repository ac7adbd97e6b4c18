import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServices } from './compose.ts';
import type { OpenServices, ServiceOverrides } from './compose.ts';
import { bootFacts } from './config/boot-facts.ts';
import type { SignInConfig } from './config/config.ts';
import { refusals } from './config/refusals.ts';
import { createProbes } from './health/probes.ts';
import { createTicker } from './health/ticker.ts';
import { createFrontDoor } from './http/front-door.ts';
import { createInside } from './http/inside.ts';
import { createFinishedBy } from './interactions/finished-by.ts';
import { createRoutes } from './interactions/routes.ts';
import { createMailWorker } from './mail/worker.ts';
import { createSmtpTransport } from './mail/smtp-transport.ts';
import { renderPage } from './pages/render-page.tsx';
import { clientProblems } from './provider/clients.ts';
import { createLogoutWorker } from './provider/logout-worker.ts';
import { createProvider } from './provider/provider.ts';
import type { Services } from './services.ts';
import { StartRefusedError } from './start-refused-error.ts';

export interface RunningSignIn {
  /** `http://127.0.0.1:6238`: where the server listens; users know it by the issuer. */
  readonly address: string;
  readonly services: Services;
  /** Takes no new connections, lets answers in flight finish (ten seconds at most), and closes everything. */
  close(): Promise<void>;
}

/** How long answers in flight may take once the service was told to stop. */
const mostStopMs = 10_000;

/** Opens, migrates and listens. Throws {@link StartRefusedError} for settings it must not run with; leaves nothing open. */
export async function startSignIn(config: SignInConfig, overrides: ServiceOverrides = {}): Promise<RunningSignIn> {
  // What the settings alone say comes first, before a database is opened, or even made.
  refuse(refusals(config, { developmentKeys: false, sqliteSynchronous: null }));
  const open = await createServices(config, overrides);
  try {
    refuse(refusals(config, await bootFacts(open.services)));
    return await listen(open);
  } catch (error) {
    await open.close();
    throw error;
  }
}

function refuse(reasons: readonly string[]): void {
  if (reasons.length > 0) {
    throw new StartRefusedError(reasons);
  }
}

async function listen(open: OpenServices): Promise<RunningSignIn> {
  const { services } = open;
  const { config } = services;
  const mailWorker = createMailWorker(services, config.smtp === null ? null : createSmtpTransport(config.smtp));
  const ticker = createTicker(open);
  await ticker.tick();

  const provider = createProvider(services, { drawPage: renderPage, finishedBy: createFinishedBy(services) });
  refuse(await clientProblems(provider, config.clients));
  const logoutWorker = createLogoutWorker(services, provider);
  const inside = createInside({
    services,
    provider,
    routes: createRoutes(services, provider),
    drawPage: renderPage,
    closedBecause: ticker.closedBecause,
  });
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 75_000 },
    createFrontDoor({
      config,
      inside,
      probe: createProbes(services),
      warn: (event) => services.log.warn(event),
    }),
  );
  const address = await bind(server, config.listen);
  ticker.start();
  mailWorker.start();
  logoutWorker.start();

  return {
    address,
    services,
    close: async () => {
      await ticker.stop();
      await stopListening(server);
      await Promise.all([mailWorker.stop(), logoutWorker.stop()]);
      await open.close();
    },
  };
}

async function bind(server: Server, { host, port }: SignInConfig['listen']): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen({ host, port }, resolve);
  await promise;
  server.off('error', reject);
  // A server that listens on TCP has an address of this kind.
  const bound = server.address() as AddressInfo;
  return `http://${bound.family === 'IPv6' ? `[${bound.address}]` : bound.address}:${bound.port}`;
}

async function stopListening(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  // A connection whose answer was in flight becomes idle later, and would be kept for the next request.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const late = setTimeout(() => server.closeAllConnections(), mostStopMs);
  await promise;
  clearInterval(idle);
  clearTimeout(late);
}
