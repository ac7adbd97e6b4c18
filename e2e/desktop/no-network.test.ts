import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildExample } from '../../tools/desktop-build.mjs';
import { canRun, projectRoot } from '../../tools/requirements.ts';
import { openDesk, type Desk } from './desk.ts';

const shell = join(projectRoot, 'apps/desktop/src-tauri');

describe.runIf(canRun('no network in the window', 'cargo', 'desk'))('the network', () => {
  let desk: Desk;
  let probe: string;
  let server: Server;
  let port: number;
  let asked: string[] = [];

  beforeAll(async () => {
    probe = await buildExample('worker-probe');
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => {
      server.once('listening', resolve);
    });
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
    desk = await openDesk();
  }, 900_000);
  afterAll(async () => {
    await desk.close();
    server.close();
  });

  it('is reached neither by a page of the window nor by its worker', async () => {
    asked = [];
    expect(await desk.run(probe, String(port))).toBe('page refused, worker refused\n');
    expect(asked).toEqual([]);
  });

  it('would be reached by a worker without the policy that the shell gives it', async () => {
    asked = [];
    expect(await desk.run(probe, String(port), 'unguarded')).toBe('page refused, worker reached\n');
    expect(asked).toEqual(['/worker']);
  });

  it('was tried under the policy of the window itself', () => {
    const policyIn = (file: string): unknown => {
      const read = JSON.parse(readFileSync(join(shell, file), 'utf8')) as { app: { security: { csp: unknown } } };
      return read.app.security.csp;
    };
    expect(policyIn('examples/worker-probe/tauri.conf.json')).toBe(policyIn('tauri.conf.json'));
  });
});
