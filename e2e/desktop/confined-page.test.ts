import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inTheWindow } from './desktop-test.ts';
import type { HalfminuteWindow } from './window.ts';

/** Whoever got his own code into the page gets neither out of the window with what he finds, nor a file onto the disk. */
inTheWindow('a page with foreign code in it', (desk, open) => {
  let window: HalfminuteWindow;
  let server: Server;
  let port = 0;
  let connections = 0;

  beforeAll(async () => {
    server = createServer((socket) => {
      connections += 1;
      socket.on('error', () => undefined).end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
    window = await open();
    await window.find('heading', /./u);
  });
  afterAll(() => void server.close());

  /** A moment in which it would have been seen. */
  const settled = (): Promise<unknown> => sleep(2000);

  it.each([
    // The name of the window's own pages on Windows; here any program of this computer may answer to it.
    'http://tauri.localhost',
    'http://127.0.0.1',
  ])('cannot leave for %s', async (origin) => {
    connections = 0;
    await window.driver.run(
      `setTimeout((to) => { location.href = to; }, 0, arguments[0])`,
      `${origin}:${port}/?secret`,
    );
    await settled();
    expect(await window.driver.run('return location.protocol')).toBe('tauri:');
    expect(connections).toBe(0);
  });

  it.each(['preconnect', 'prefetch', 'preload', 'modulepreload', 'stylesheet', 'icon'])(
    'reaches nobody by a link of the kind %s',
    async (kind) => {
      connections = 0;
      await window.driver.run(
        `const link = document.createElement('link');
         Object.assign(link, { rel: arguments[0], href: arguments[1], as: 'script', crossOrigin: 'anonymous' });
         document.head.append(link);`,
        kind,
        `http://127.0.0.1:${port}/secret`,
      );
      await settled();
      expect(connections).toBe(0);
    },
  );

  it('has no connection from page to page (WebRTC), which no policy of contents governs', async () => {
    expect(await window.driver.run('return typeof RTCPeerConnection')).toBe('undefined');
  });

  it.each([
    ['a file of the program', '"/index.html"'],
    ['what it made itself', 'URL.createObjectURL(new Blob(["#!/bin/sh"]))'],
    ['what stands in the link', '"data:application/octet-stream,hello"'],
  ])('puts no file on the disk: %s', async (_what, href) => {
    await window.driver.run(
      `const link = document.createElement('a');
       Object.assign(link, { href: ${href}, download: 'planted.sh' });
       document.body.append(link);
       link.click();
       link.remove();`,
    );
    await settled();
    const folders = [desk().home, join(desk().home, 'Downloads')].filter((folder) => existsSync(folder));
    expect(folders.flatMap((folder) => readdirSync(folder)).filter((name) => name.includes('planted'))).toEqual([]);
    expect(await window.driver.run('return location.protocol')).toBe('tauri:');
  });
});
