import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runStart, type StartCommand } from '../start-command.ts';

const address = 'http://127.0.0.1:4226/';

let stateFolder: string;
let started: StartCommand[];

beforeEach(() => {
  stateFolder = mkdtempSync(join(tmpdir(), 'halfminute-state-'));
  started = [];
});

afterEach(async () => {
  await Promise.all(started.map((command) => command.interrupt()));
  rmSync(stateFolder, { recursive: true });
});

function start(...args: readonly string[]): StartCommand {
  const command = runStart({ stateFolder, args });
  started.push(command);
  return command;
}

describe('npm start', () => {
  it('serves the web app at its one address, prints it, and ends cleanly on Ctrl+C', async () => {
    const command = start();
    await command.says(`Halfminute is at ${address}`);
    const answer = await fetch(address);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('<title>Halfminute</title>');
    await command.interrupt();
    await expect(fetch(address)).rejects.toThrow('fetch failed');
  });

  it("ends with npm's own process, which tells nobody but the shell between", async () => {
    const command = start();
    await command.says(`Halfminute is at ${address}`);
    await command.endNpm('SIGTERM');
    await expect.poll(command.isAnyoneLeft, { timeout: 10_000 }).toBe(false);
    await expect(fetch(address)).rejects.toThrow('fetch failed');
  });

  it('opens what runs already when our own server holds the port, and ends', async () => {
    await start().says(`Halfminute is at ${address}`);
    const second = start();
    expect(await second.ended()).toBe(0);
    expect(second.output()).toContain(`runs already, at ${address}`);
    expect(second.output()).not.toContain('another folder');
    expect((await fetch(address)).status).toBe(200);
  });

  it('says which program holds the port, and stops', async () => {
    const program = "require('node:http').createServer((_, answer) => answer.end()).listen(4226, '127.0.0.1')";
    const stranger = spawn(process.execPath, ['-e', program], { cwd: stateFolder, stdio: 'ignore' });
    try {
      await untilServed();
      const command = start();
      expect(await command.ended()).toBe(1);
      expect(command.output()).toMatch(/Port 4226 is taken by \S*node -e require\('node:http'\)/);
      expect(command.output()).toContain(`(process ${stranger.pid})`);
      expect(command.output()).not.toContain('is at');
    } finally {
      stranger.kill();
      await new Promise((resolve) => stranger.on('close', resolve));
    }
  });

  it('does not take for its own a program that only says that it is Halfminute', async () => {
    const liar = await listen((target) => {
      const challenge = new URL(target, address).searchParams.get('challenge');
      return JSON.stringify({ name: 'halfminute-web', version: '0.1.0', project: 'p', proof: challenge });
    });
    try {
      const command = start();
      expect(await command.ended()).toBe(1);
      expect(command.output()).toContain(`(process ${process.pid})`);
    } finally {
      await new Promise((resolve) => liar.close(resolve));
    }
  });
});

async function untilServed(): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      await fetch(address);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('the other program does not serve');
}

function listen(answer: (target: string) => string): Promise<Server> {
  const server = createServer((request, response) => response.end(answer(request.url ?? '/')));
  return new Promise((resolve) => server.listen(4226, '127.0.0.1', () => resolve(server)));
}
