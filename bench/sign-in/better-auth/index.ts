import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCodeGenerator, parseOtpauthUri, timeStep } from '@halfminute/otp';
import { createBrowser, createConnections } from '../browser.ts';
import { startProcess } from '../process.ts';
import type { HashCost, RunningTarget, Target } from '../target.ts';

const password = 'correct horse battery staple';

/** The peer in a Node server: password and code over HTTP, no OpenID Connect behind it. */
export const betterAuthTarget: Target = {
  name: 'better-auth on SQLite, no OpenID Connect',
  start,
};

async function start({ accounts, hash }: { accounts: number; hash: HashCost }): Promise<RunningTarget> {
  const folder = mkdtempSync(join(tmpdir(), 'halfminute-bench-'));
  const started = await startProcess([
    join(import.meta.dirname, 'server.ts'),
    join(folder, 'auth.db'),
    String(accounts),
    String(hash.memoryKiB),
    String(hash.passes),
  ]);
  // The server's own line, written by our own hand beside this file.
  const { origin, totpUri } = JSON.parse(started.firstLine) as { origin: string; totpUri: string };
  const codes = createCodeGenerator(parseOtpauthUri(totpUri));
  const connections = createConnections(16);
  return {
    readySeconds: started.readySeconds,
    async signIn(user) {
      const browser = createBrowser(connections);
      const post = async (path: string, body: unknown): Promise<string> => {
        const answer = await browser.sendJson(`${origin}/api/auth/${path}`, body);
        if (answer.status !== 200) {
          throw new Error(`${path} answered ${answer.status}: ${answer.body}`);
        }
        return answer.body;
      };
      const first = await post('sign-in/email', { email: `user-${user}@bench.example`, password });
      if (!first.includes('twoFactorRedirect')) {
        throw new Error('better-auth did not ask for a code.');
      }
      await post('two-factor/verify-totp', { code: codes.codeForCounter(timeStep(Date.now() / 1000, 30)) });
    },
    processIds: started.processIds,
    async stop() {
      connections.destroy();
      await started.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
