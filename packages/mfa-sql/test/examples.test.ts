import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createCodeGenerator, readPasted, timeStep } from '@halfminute/otp';
import { compileExamples } from '../../../tools/readme-examples.ts';

const room = join(import.meta.dirname, '..');
const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) {
    await end();
  }
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}

interface Service {
  post(path: string, code?: string): Promise<{ readonly result: string; readonly link?: string }>;
}

/** The example as a server of its own, on a file of its own. Express gets forms, Fastify JSON. */
async function start(
  name: 'express' | 'fastify',
  folder: string,
  key: string,
): Promise<Service & { stop(): Promise<void> }> {
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), MFA_DATABASE: join(folder, 'mfa.sqlite'), MFA_KEY: key };
  const program = join(room, 'examples', `${name}.ts`);
  const child = spawn(process.execPath, ['--conditions=@halfminute/source', program], { env, stdio: 'inherit' });
  ending.push(() => endProcess(child));
  const post: Service['post'] = async (path, code) => {
    const body = { ...(code !== undefined && { code }) };
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: {
        'content-type': name === 'express' ? 'application/x-www-form-urlencoded' : 'application/json',
        'x-user': 'ada',
        'x-sign-in': 'sign-in-1',
      },
      body: name === 'express' ? new URLSearchParams(body) : JSON.stringify(body),
    });
    return (await response.json()) as { result: string }; // as: the example's own words
  };
  await vi.waitUntil(
    () =>
      fetch(`http://127.0.0.1:${port}/`).then(
        () => true,
        () => false,
      ),
    { timeout: 20_000 },
  );
  return { post, stop: () => endProcess(child) };
}

describe.each(['express', 'fastify'] as const)('the example for %s', (name) => {
  const source = readFileSync(join(room, 'examples', `${name}.ts`), 'utf8');

  it('stands in the README as it is run, and has fewer than forty lines', () => {
    expect(readFileSync(join(room, 'README.md'), 'utf8')).toContain(`\`\`\`ts\n${source}\`\`\``);
    expect(source.trimEnd().split('\n').length).toBeLessThan(40);
  });

  it(
    'C1 C4 enrols, confirms and verifies, each code once, and still knows after a start',
    { timeout: 60_000 },
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'halfminute-example-'));
      ending.push(() => rmSync(folder, { recursive: true, force: true }));
      const key = randomBytes(32).toString('hex');
      const service = await start(name, folder, key);

      expect(await service.post('/mfa/verify', '123456')).toEqual({ result: 'not-enrolled' });
      const { result, link = '' } = await service.post('/mfa/enrol');
      expect(result).toBe('pending');
      expect((await service.post('/mfa/enrol')).link).toBe(link);
      const { account } = readPasted(link);
      if (account.kind !== 'totp') {
        throw new Error('The link is for another kind of code.');
      }
      const { periodSeconds } = account;
      const generator = createCodeGenerator(account);
      const seconds = () => Date.now() / 1000;
      const code = (steps: number) => generator.codeForCounter(timeStep(seconds(), periodSeconds) + steps);
      // The code before the present one is still good for the rest of this step: enough of it must be left.
      await vi.waitUntil(() => seconds() % periodSeconds < periodSeconds / 2, { timeout: 20_000 });

      expect(await service.post('/mfa/confirm', code(-1))).toEqual({ result: 'confirmed' });
      expect(await service.post('/mfa/verify', code(-1))).toEqual({ result: 'replayed' });
      expect(await service.post('/mfa/verify', '12345')).toEqual({ result: 'malformed' });
      expect(await service.post('/mfa/verify')).toEqual({ result: 'malformed' });
      expect(await service.post('/mfa/enrol')).not.toHaveProperty('link', expect.any(String));
      const now = code(0);
      expect(await service.post('/mfa/verify', ` ${now.slice(0, 3)} ${now.slice(3)}`)).toEqual({ result: 'accepted' });
      expect(await service.post('/mfa/verify', now)).toEqual({ result: 'replayed' });

      await service.stop();
      const again = await start(name, folder, key);
      expect(await again.post('/mfa/verify', now)).toEqual({ result: 'replayed' });
    },
  );
});

it('both examples compile', { timeout: 60_000 }, () => {
  const files = ['express.ts', 'fastify.ts'].map((name) => join(room, 'examples', name));
  compileExamples(join(room, 'dist', 'examples'), files);
});
