import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askIdentity } from '../../tools/server-identity.mjs';
import { serveWebApp, testIdentity, type Site } from '../served-web-app.ts';

/** The page policy to the letter: whoever changes it changes it here, too. */
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; " +
  "worker-src 'self'; manifest-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

let folder: string;
let site: Site;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'halfminute-site-'));
  mkdirSync(join(folder, 'site/assets'), { recursive: true });
  writeFileSync(join(folder, 'outside.txt'), 'nobody may read this');
  writeFileSync(join(folder, 'site/index.html'), '<title>site</title>');
  writeFileSync(join(folder, 'site/.built-from'), 'nobody may read this');
  writeFileSync(join(folder, 'site/assets/worker-1a2b.js'), '1');
  writeFileSync(join(folder, 'site/assets/font.woff2'), '2');
  symlinkSync(join(folder, 'outside.txt'), join(folder, 'site/link.txt'));
  site = await serveWebApp(join(folder, 'site'));
});

afterAll(async () => {
  await site.stop();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

function ask(path: string, options: { readonly method?: string; readonly host?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request(
      {
        host: '127.0.0.1',
        port: site.port,
        path,
        method: options.method ?? 'GET',
        headers: { Host: options.host ?? `127.0.0.1:${site.port}` },
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (body += part));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      },
    );
    asking.on('error', reject);
    asking.end();
  });
}

describe('the web app’s server', () => {
  it('sends the page policy with every response, workers’ scripts and refusals included', async () => {
    for (const path of ['/', '/assets/worker-1a2b.js', '/nothing', '/.well-known/halfminute']) {
      expect((await ask(path)).headers['content-security-policy'], path).toBe(policy);
    }
    const { headers } = await ask('/');
    expect(headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('lets hashed files be kept for ever and the page be asked for anew', async () => {
    expect(await ask('/')).toMatchObject({
      status: 200,
      body: '<title>site</title>',
      headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
    });
    expect((await ask('/assets/worker-1a2b.js')).headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect((await ask('/assets/font.woff2')).headers['content-type']).toBe('font/woff2');
  });

  it('serves no file outside its folder, no hidden file, no link and no listing', async () => {
    const paths = [
      '/../outside.txt',
      '/assets/../../outside.txt',
      '/%2e%2e/outside.txt',
      '/..%2foutside.txt',
      '/..%5coutside.txt',
      '/link.txt',
      '/.built-from',
      '/assets',
      '/assets/',
      '//index.html',
      '/index.html%00',
      '/%',
      '/assets/worker-1a2b.js/',
    ];
    for (const path of paths) {
      const { status, body } = await ask(path);
      expect(status, path).toBe(404);
      expect(body, path).toBe('There is no such page.\n');
    }
  });

  it('sends localhost to 127.0.0.1, whose store of codes is another', async () => {
    const answer = await ask('/a?b=c', { host: `localhost:${site.port}` });
    expect(answer.status).toBe(308);
    expect(answer.headers['location']).toBe(`http://127.0.0.1:${site.port}/a?b=c`);
    const odd = await ask('http://evil.example/', { host: `LOCALHOST:${site.port}` });
    expect(odd.headers['location']).toBe(`http://127.0.0.1:${site.port}/`);
  });

  it('refuses every other name for itself, so that a foreign page cannot make one of its own point here', async () => {
    for (const host of [
      'evil.example',
      `evil.example:${site.port}`,
      '127.0.0.1',
      `127.0.0.1:1`,
      `[::1]:${site.port}`,
      'localhost',
    ]) {
      const { status, body } = await ask('/', { host });
      expect(status, host).toBe(421);
      expect(body, host).not.toContain('<title>');
    }
  });

  it('takes GET and HEAD and nothing else', async () => {
    const head = await ask('/', { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, body: '', headers: { 'content-length': '19' } });
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND']) {
      expect(await ask('/', { method }), method).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
    }
  });

  it('cannot be reached from another address of this computer', async () => {
    const reached = await new Promise((resolve) => {
      const socket = connect({ host: '127.0.0.2', port: site.port });
      socket.on('connect', () => resolve('reached'));
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    });
    expect(reached).toBe('ECONNREFUSED');
  });

  it('proves to this user’s programs, and to nobody else, that it is Halfminute', async () => {
    expect(await askIdentity({ port: site.port, key: testIdentity.key })).toEqual({ version: 'test', project: 'test' });
    expect(await askIdentity({ port: site.port, key: 'another user’s key' })).toBeNull();
    expect(JSON.parse((await ask('/.well-known/halfminute')).body)).not.toHaveProperty('proof');
    expect(JSON.parse((await ask('/.well-known/halfminute?challenge=1')).body)).not.toHaveProperty('proof');
  });
});
