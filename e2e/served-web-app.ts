import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { startServer } from '../tools/serve.mjs';
import type { ServerIdentity } from '../tools/server-identity.mjs';
import { projectRoot } from '../tools/requirements.ts';

export interface Site {
  readonly origin: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** So that no test touches the key of the user who runs it. */
export const testIdentity: ServerIdentity = { key: 'for tests', version: 'test', project: 'test' };

const builtWebApp: string = join(projectRoot, 'apps/web/dist');

/** Serves a built web app as `npm start` does, on a port of its own. */
export async function serveWebApp(folder: string = builtWebApp): Promise<Site> {
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Error('The web app is not built: node tools/start.mjs --build');
  }
  const server = await startServer({ folder, port: 0, identity: testIdentity });
  const { port } = server.address() as AddressInfo; // a server that listens on a port has an address of this form
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
