import { chmodSync, writeFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readSynchronised } from '../../src/admin/doctor/look-at-parts.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { generateKeyFile } from '../../src/keys/key-file.ts';
import { createLog } from '../../src/log/json-log.ts';
import { startSignIn } from '../../src/server.ts';
import type { RunningSignIn } from '../../src/server.ts';
import { freePort } from '../../testing/index.ts';
import { startMailServer } from '../mail/mail-server.ts';
import { createCommandRunner } from './command-runner.ts';
import type { CommandRunner } from './command-runner.ts';
import { startOddProxy } from './odd-proxy.ts';
import type { OddProxy, ProxyHabits } from './odd-proxy.ts';

const authorities = getCACertificates('default');
let folder: string;
let proxy: OddProxy;
let running: RunningSignIn;
let environment: Record<string, string>;
let commands: CommandRunner;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'halfminute-doctor-'));
  const port = await freePort();
  proxy = await startOddProxy(port);
  setDefaultCACertificates([...authorities, proxy.certificate]);
  environment = {
    HALFMINUTE_MODE: 'development',
    HALFMINUTE_ISSUER: `https://localhost:${proxy.port}`,
    HALFMINUTE_LISTEN: `127.0.0.1:${port}`,
    HALFMINUTE_PROXIES: '127.0.0.1',
    HALFMINUTE_DATABASE: `sqlite:${join(folder, 'sign-in.db')}`,
    HALFMINUTE_KEY_FILE: join(folder, 'keys.json'),
    HALFMINUTE_NODE: 'one',
    HALFMINUTE_HASH_THREADS: '1',
  };
  commands = createCommandRunner(environment);
  running = await startSignIn(readConfig(environment), { log: createLog(() => undefined) });
}, 60_000);

afterEach(() => {
  proxy.habits = {};
});

afterAll(async () => {
  await running.close();
  await proxy.stop();
  setDefaultCACertificates(authorities);
  rmSync(folder, { recursive: true, force: true });
});

/** The codes of what is wrong, each with what to do about it. */
async function wrong(own: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const { code, out } = await commands.run(['doctor', '--json'], { environment: own });
  const { findings } = JSON.parse(out) as { findings: readonly { code: string; state: string; todo: string | null }[] };
  const bad = findings.filter(({ state }) => state === 'bad');
  expect(code).toBe(bad.length === 0 ? 0 : 3);
  expect(bad.every(({ todo }) => todo !== null && todo !== '')).toBe(true);
  return bad.map((finding) => finding.code);
}

describe('the doctor', () => {
  it('finds nothing where everything is right, and begins a sign-in to see it', async () => {
    const { code, out } = await commands.run(['doctor']);
    expect(out).toMatch(/good {3}A sign-in can be begun, and its cookies come back\./);
    expect(out).toMatch(/good {3}https:\/\/localhost:\d+ answers, and calls itself so\./);
    expect(out).toMatch(/Nothing keeps anybody out\.\n$/);
    expect(code).toBe(0);
  });

  const habits: readonly [string, ProxyHabits, string][] = [
    ['keeps the host name to itself', { request: (headers) => void (headers.host = 'backend') }, 'proxy-host'],
    [
      'does not say that users come over TLS',
      { request: (headers) => void delete headers['x-forwarded-proto'] },
      'proxy-proto',
    ],
    [
      'says that they come over http',
      { request: (headers) => void (headers['x-forwarded-proto'] = 'http') },
      'proxy-proto',
    ],
    ['does not reach the service', { port: 1 }, 'proxy-upstream'],
    [
      'answers by itself below /.well-known/',
      { reply: (reply, path) => path.startsWith('/.well-known/') && void (reply.status = 404) },
      'somebody-else',
    ],
    [
      'shows a page of its own',
      { reply: (reply) => void (reply.body = Buffer.from('<h1>It works!</h1>')) },
      'somebody-else',
    ],
    [
      'sends everybody elsewhere',
      {
        reply: (reply) => Object.assign(reply, { status: 301, headers: { location: 'https://www.hartwell.example/' } }),
      },
      'redirect',
    ],
    ['takes the cookies away', { reply: ({ headers }) => void delete headers['set-cookie'] }, 'cookies-gone'],
    ['takes the attribute Secure away', changeCookies((line) => line.replace(/; ?secure/i, '')), 'cookie-secure'],
    ['changes the path of the cookies', changeCookies((line) => line.replace(/path=[^;]*/i, 'path=/')), 'cookie-path'],
    ['renames the cookies', changeCookies((line) => line.replace('__Secure-', '')), 'cookie-names'],
    [
      'rewrites where a sign-in goes on',
      {
        reply: ({ headers }) =>
          headers.location !== undefined && void (headers.location = 'http://backend:6238/interaction/x'),
      },
      'elsewhere',
    ],
    [
      'drops what stands after the "?"',
      { reply: (reply, path) => path.startsWith('/auth') && Object.assign(reply, { status: 400, headers: {} }) },
      'sign-in',
    ],
    [
      'drops the cookies of the next request, as two nodes without one database do',
      { request: (headers) => void delete headers.cookie },
      'sign-in-lost',
    ],
    ['keeps a copy of a sign-in for everybody', keepCopies(), 'cache'],
    [
      'has a wrong clock',
      { reply: ({ headers }) => void (headers.date = new Date(Date.now() + 180_000).toUTCString()) },
      'date',
    ],
    [
      'calls the service by another name',
      { reply: (reply) => void (reply.body = Buffer.from(reply.body.toString().replaceAll('localhost', 'backend'))) },
      'issuer',
    ],
    [
      'changes the addresses in the discovery',
      {
        reply: (reply) =>
          void (reply.body = Buffer.from(
            reply.body.toString().replaceAll(/"https:(\/\/localhost:\d+\/\w)/g, '"http:$1'),
          )),
      },
      'endpoints',
    ],
  ];

  it.each(habits)('P6 finds a proxy that %s, and says what to do', async (_what, habit, code) => {
    proxy.habits = habit;
    expect(await wrong()).toContain(code);
  });

  it('P6 finds a proxy that the service does not know', async () => {
    await running.close();
    running = await startSignIn({ ...readConfig(environment), proxies: [] }, { log: createLog(() => undefined) });
    expect(await wrong()).toEqual(['proxy-proto']);
    await running.close();
    expect(await wrong()).toEqual(['process', 'proxy-upstream']);
    running = await startSignIn(readConfig(environment), { log: createLog(() => undefined) });
    expect(await wrong()).toEqual([]);
  });

  it('P6 finds in production a proxy that keeps the host name to itself', async () => {
    const port = await freePort();
    const keyFile = join(folder, 'production.json');
    await generateKeyFile({ file: keyFile, development: false });
    const production = {
      ...environment,
      HALFMINUTE_MODE: 'production',
      HALFMINUTE_KEY_FILE: keyFile,
      HALFMINUTE_LISTEN: `127.0.0.1:${port}`,
      HALFMINUTE_DATABASE: `sqlite:${join(folder, 'production.db')}`,
      HALFMINUTE_PLATFORM_NAME: 'Cases',
      HALFMINUTE_PLATFORM_URL: 'https://cases.hartwell.example',
      HALFMINUTE_SUPPORT_TELEPHONE: '020 7946 0123',
      HALFMINUTE_SMTP_URL: 'smtp://127.0.0.1:1',
      HALFMINUTE_MAIL_FROM: 'no-reply@hartwell.example',
    };
    const service = await startSignIn(readConfig(production), { log: createLog(() => undefined) });
    try {
      proxy.habits = { port };
      expect(await wrong(production)).toEqual(['mail-server']);
      proxy.habits = { port, request: (headers) => void (headers.host = 'backend') };
      expect(await wrong(production)).toEqual(['mail-server', 'proxy-host']);
    } finally {
      await service.close();
    }
  });

  it('finds an issuer whose certificate, name or port is wrong', async () => {
    setDefaultCACertificates(authorities);
    try {
      expect(await wrong()).toEqual(['certificate']);
    } finally {
      setDefaultCACertificates([...authorities, proxy.certificate]);
    }
    expect(await wrong({ HALFMINUTE_ISSUER: `https://127.0.0.1:${proxy.port}` })).toContain('certificate');
    expect(await wrong({ HALFMINUTE_ISSUER: 'https://nowhere.invalid' })).toContain('dns');
    expect(await wrong({ HALFMINUTE_ISSUER: 'https://localhost:1' })).toContain('unreachable');
    const plain = createServer((_request, response) => response.end('plain'));
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    const address = plain.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await wrong({ HALFMINUTE_ISSUER: `https://localhost:${port}` })).toContain('tls');
    await new Promise((resolve) => plain.close(resolve));
  });

  it('S18 finds a key file that others can read, one that is damaged, and a database that cannot be opened', async () => {
    const file = join(folder, 'keys.json');
    chmodSync(file, 0o644);
    expect(await wrong()).toEqual(['key-file']);
    chmodSync(file, 0o600);
    const damaged = join(folder, 'damaged.json');
    writeFileSync(damaged, '{}', { mode: 0o600 });
    expect(await wrong({ HALFMINUTE_KEY_FILE: damaged })).toEqual(['keys']);
    expect(await wrong({ HALFMINUTE_DATABASE: 'sqlite:/dev/null/x.db' })).toEqual(['database']);
  });

  it('names what production is missing, each with the variable to set', async () => {
    const { out } = await commands.run(['doctor'], { environment: { HALFMINUTE_MODE: 'production' } });
    expect(out).toMatch(/wrong {2}HALFMINUTE_PLATFORM_NAME is not set/);
    const full = {
      HALFMINUTE_MODE: 'production',
      HALFMINUTE_PLATFORM_NAME: 'Cases',
      HALFMINUTE_PLATFORM_URL: 'https://cases.example',
    };
    const again = await commands.run(['doctor'], { environment: full });
    expect(again.out).toMatch(/was made for development/);
    expect(again.out).toMatch(/HALFMINUTE_SMTP_URL/);
  });

  it('T25 finds a clock that stands before what was written', async () => {
    const { database, audit } = running.services;
    const at = Date.now() / 1000 + 7200;
    const context = { actor: { kind: 'system' }, source: { address: null, agent: null, place: null } } as const;
    await database.transaction((transaction) =>
      audit.append(transaction, [{ kind: 'signed-out', userId: null, at, context, detail: {} }]),
    );
    expect(await wrong()).toContain('clock-went-back');
    await commands.json(['clock', 'confirm', '--admin', 'grace']);
    await expect.poll(() => wrong()).toEqual([]);
  });

  it('S13 finds a mail server that is not there, and mails that wait', async () => {
    const server = await startMailServer();
    const smtp = { HALFMINUTE_SMTP_URL: server.url, HALFMINUTE_MAIL_FROM: 'no-reply@hartwell.example' };
    expect(await wrong(smtp)).toEqual([]);
    await server.stop();
    expect(await wrong(smtp)).toEqual(['mail-server']);
  });

  it('tells whether somebody keeps the clock right, where it can be asked', () => {
    expect(readSynchronised('NTPSynchronized=yes\n').state).toBe('good');
    expect(readSynchronised('NTPSynchronized=no\n')).toMatchObject({
      state: 'odd',
      todo: expect.stringContaining('set-ntp'),
    });
    expect(readSynchronised(null).state).toBe('not-looked-at');
  });
});

function changeCookies(change: (line: string) => string): ProxyHabits {
  return {
    reply: ({ headers }) => {
      const lines = headers['set-cookie'];
      if (Array.isArray(lines)) {
        headers['set-cookie'] = lines.map(change);
      }
    },
  };
}

function keepCopies(): ProxyHabits {
  let kept: string | undefined;
  return {
    reply: ({ headers }, path) => {
      if (path.startsWith('/auth')) {
        kept ??= String(headers.location);
        headers.location = kept;
        headers['set-cookie'] = [
          `__Secure-halfminute-interaction=x; path=${new URL(kept, 'https://localhost').pathname}; secure`,
        ];
      }
    },
  };
}
