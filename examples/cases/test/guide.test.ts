import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createPerson, freePort, startTestService, testClient } from '@halfminute/sign-in/testing';
import type { Person, TestService } from '@halfminute/sign-in/testing';
import { createBrowser, type Browser } from './browser.ts';
import { leaving } from './platform.ts';
import { passThrough, type Passed } from './service-walk.ts';

const root = join(import.meta.dirname, '../../..');
const guide = readFileSync(join(root, 'docs/guides/integrate.md'), 'utf8');

interface Running {
  readonly service: TestService;
  readonly person: Person;
  readonly browser: Browser;
  through(address: URL): Promise<Passed>;
}

/** Runs an example of the guide as it stands in its file, against the real service. */
async function runExample(
  file: string,
  { callbacks, legacy }: { callbacks: string[]; legacy: 'no-pkce' | null },
): Promise<Running> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const client = {
    ...testClient,
    id: 'example',
    redirectUris: callbacks.map((path) => origin + path),
    postLogoutRedirectUris: [origin],
    initiateLoginUri: `${origin}/login`,
    legacy,
  };
  const service = await startTestService({ inProcess: true, config: { clients: [client] } });
  onTestFinished(() => service.stop());
  const example = spawn(process.execPath, ['--disable-warning=DEP0005', join('guide', file)], {
    cwd: join(import.meta.dirname, '..'),
    env: {
      PATH: process.env['PATH'],
      BASE_URL: origin,
      ISSUER: service.issuer,
      CLIENT_ID: client.id,
      CLIENT_SECRET: client.secret ?? '',
      SESSION_SECRET: 'another secret of the tests, as long as that.',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const take = (chunk: Buffer): void => {
    output += chunk.toString('utf8');
  };
  example.stdout.on('data', take);
  example.stderr.on('data', take);
  const ended = new Promise((resolve) => {
    example.once('exit', resolve);
  });
  onTestFinished(async () => {
    example.kill();
    await ended;
  });
  await expect.poll(() => output).toContain('listening on');

  const person = await createPerson(service.services, { mfaRequired: true, enrolled: true });
  const agent = service.userAgent();
  return {
    service,
    person,
    browser: createBrowser(origin),
    through: (address) => passThrough({ service, agent, address, person }),
  };
}

const examples = [
  { file: 'express-openid-connect.js', callbacks: ['/callback'], legacy: null },
  { file: 'passport-openidconnect.js', callbacks: ['/callback', '/released'], legacy: 'no-pkce' },
] as const;

describe.each(examples)('the example $file', ({ file, callbacks, legacy }) => {
  it('signs in, with PKCE where the library can', async () => {
    const { browser, through, person } = await runExample(file, { callbacks: [...callbacks], legacy });
    expect(JSON.parse((await browser.get('/')).html)).toBeNull();
    const address = leaving(await browser.get('/login'));
    expect(address.searchParams.has('code_challenge')).toBe(legacy === null);
    expect(address.searchParams.get('nonce')?.length).toBeGreaterThanOrEqual(20);
    const { asked, back } = await through(address);
    expect(asked).toEqual(['password', 'code']);
    await browser.get(back);
    expect(JSON.parse((await browser.get('/')).html)).toMatchObject({ sub: person.account.userId });
  });

  it('S4 releases by a fresh code, once', async () => {
    const { browser, service, through } = await runExample(file, { callbacks: [...callbacks], legacy });
    await browser.get((await through(leaving(await browser.get('/login')))).back);
    await service.advance(30);
    const address = leaving(await browser.post('/release', {}));
    expect(address.searchParams.get('max_age')).toBe('0');
    const { asked, back } = await through(address);
    expect(asked).toEqual(['code']);
    expect(JSON.parse((await browser.get(back)).html)).toEqual({ released: true });
    const again = await browser.get(back);
    expect(again.html).not.toContain('"released":true');
  });

  it('S3 releases nothing where max_age was taken out on the way and the service answered from its session', async () => {
    const { browser, service, through } = await runExample(file, { callbacks: [...callbacks], legacy });
    await browser.get((await through(leaving(await browser.get('/login')))).back);
    // In the same second the sign-in itself would count as given after the request.
    const signedInAt = Math.floor(service.now());
    await expect.poll(() => Math.floor(service.now())).toBeGreaterThan(signedInAt);
    const address = leaving(await browser.post('/release', {}));
    address.searchParams.delete('max_age');
    const { asked, back } = await through(address);
    expect(asked).toEqual([]);
    const shown = await browser.get(back);
    expect(shown.status).toBe(403);
    expect(shown.html).not.toContain('"released":true');
  });

  it('has fewer than forty lines, and stands in the guide as it stands in its file', () => {
    const text = readFileSync(join(root, 'examples/cases/guide', file), 'utf8');
    expect(text.trimEnd().split('\n').length).toBeLessThan(40);
    expect(guide).toContain(`\`\`\`js\n${text}\`\`\``);
  });
});

describe('the guide', () => {
  const quoted = [...guide.matchAll(/<!-- from (\S+) -->\n\n```\w+\n(.*?)```/gs)];

  it('quotes the platform at least eight times', () => {
    expect(quoted.length).toBeGreaterThanOrEqual(8);
  });

  it.each(quoted.map(([, file = '', text = '']) => ({ file, text })))('quotes $file as it is', ({ file, text }) => {
    const source = readFileSync(join(root, file), 'utf8');
    // A quotation may begin at any depth; its lines are the file's, whole and in order.
    const lines = source.split('\n').map((line) => line.trim());
    const wanted = text
      .trimEnd()
      .split('\n')
      .map((line) => line.trim());
    const found = lines.some((_, start) => wanted.every((line, offset) => lines[start + offset] === line));
    expect(found, `${file} has no such lines:\n${text}`).toBe(true);
  });
});

describe('the page that a platform takes over', () => {
  const page = readFileSync(join(root, 'docs/guides/set-up-mfa.md'), 'utf8');
  const words = globSync('apps/sign-in/src/pages/strings/en/*.ts', { cwd: root })
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');

  it.each([...page.matchAll(/^\| "([^"]+)"/gm)].map(([, said = '']) => said))(
    'quotes what the service says: %s',
    (said) => {
      // A time stands where the service fills one in.
      expect(words).toContain(said.replace(/ \d\d:\d\d$/, ' '));
    },
  );

  it('has three steps, and ends with whom to ask', () => {
    expect(page.match(/^## \d\. /gm)).toHaveLength(3);
    expect([...page.matchAll(/^## (.*)$/gm)].at(-1)?.[1]).toBe('Whom to ask');
  });
});
