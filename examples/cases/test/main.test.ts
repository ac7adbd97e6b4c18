import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

function start(settings: Readonly<Record<string, string>>) {
  const flags = ['--conditions=@halfminute/source', '--import', './tools/tsx.mjs'];
  const program = spawn(process.execPath, [...flags, 'examples/cases/src/main.ts'], {
    cwd: root,
    env: { PATH: process.env['PATH'], ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { out: '', error: '' };
  program.stdout.on('data', (chunk: Buffer) => {
    printed.out += chunk.toString('utf8');
  });
  program.stderr.on('data', (chunk: Buffer) => {
    printed.error += chunk.toString('utf8');
  });
  const ended = new Promise<number | null>((resolve) => {
    program.once('exit', resolve);
  });
  return { program, printed, ended };
}

describe('the platform as a program', () => {
  it('says what is missing, and does not start', async () => {
    const { printed, ended } = start({ CASES_DATABASE: ':memory:' });
    expect(await ended).toBe(2);
    expect(printed.error).toContain('CASES_CLIENT_SECRET is not set');
    expect(printed.out).toBe('');
  });

  it('starts without the sign-in service, says where it is, and ends when it is asked to', async () => {
    const settings = { CASES_CLIENT_SECRET: 'x', CASES_DATABASE: ':memory:', CASES_LISTEN: '127.0.0.1:0' };
    const { program, printed, ended } = start(settings);
    await expect.poll(() => printed.out).toMatch(/listens on http:\/\/localhost:\d+/);
    const [address = ''] = /http:\S+/.exec(printed.out) ?? [];
    const page = await fetch(address.replace('localhost', '127.0.0.1'));
    expect(await page.text()).toContain('<h1>Cases</h1>');
    program.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(printed.error).toBe('');
  });

  it('reads the settings that its README names, and no others', () => {
    const readme = readFileSync(join(root, 'examples/cases/README.md'), 'utf8');
    const named = new Set([...readme.matchAll(/^\| `(CASES_\w+)`/gm)].map(([, name]) => name));
    const code = readFileSync(join(root, 'examples/cases/src/config.ts'), 'utf8');
    const read = new Set([...code.matchAll(/(?:optional|needed)\('(CASES_\w+)'/g)].map(([, name]) => name));
    expect(read).toEqual(named);
  });
});
