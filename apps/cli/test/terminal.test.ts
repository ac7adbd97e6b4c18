import { spawn } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '@halfminute/core';
import { parseOtpauthUri } from '@halfminute/otp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createNodePlatform } from '../src/platform/node-platform.ts';
import { programArguments, temporaryFolder } from './run-halfminute.ts';

vi.setConfig({ testTimeout: 240_000 });

let folder: ReturnType<typeof temporaryFolder>;
let vault: string;

beforeAll(async () => {
  folder = temporaryFolder();
  vault = join(folder.path, 'v.halfminute');
  const app = createApp(createNodePlatform({ vaultPath: vault }), { cost: 'standard' });
  await app.start();
  await app.session.create({ password: 'pässword of mine' });
  await app.accounts.add(parseOtpauthUri('otpauth://totp/Exizent:ada?secret=JBSWY3DPEHPK3PXP&issuer=Exizent'));
  app.dispose();
});
afterAll(() => folder.remove());

interface Talk {
  /** Everything that stood on the terminal. */
  readonly screen: string;
  readonly exitCode: number | null;
}

/**
 * Runs the program on a terminal of its own (script(1), on every Debian), types each answer when its question shows, and
 * ends when the program does.
 */
function talk(
  args: readonly string[],
  answers: readonly (readonly [question: string, typed: string])[],
): Promise<Talk> {
  // `exec`: a shell that stayed in between would answer Ctrl+C with an exit code of its own.
  const line = `exec ${[process.execPath, ...programArguments, ...args].map((word) => `'${word}'`).join(' ')}`;
  const child = spawn('/usr/bin/script', ['-qec', line, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] });
  let screen = '';
  let answered = 0;
  let searchFrom = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text;
    const [question, typed] = answers[answered] ?? ['', null];
    const at = typed === null ? -1 : screen.indexOf(question, searchFrom);
    if (typed !== null && at !== -1) {
      answered++;
      searchFrom = at + question.length;
      // The question is written before echo is switched off; a person is slower than that.
      setTimeout(() => child.stdin.write(typed), 300);
    }
  });
  return new Promise((resolve) => {
    child.on('close', (exitCode) => resolve({ screen, exitCode }));
  });
}

describe('at a terminal', () => {
  it('asks for the password, shows nothing of it, and takes backspace and accents', async () => {
    const { screen, exitCode } = await talk(
      ['code', 'exizent', '--vault', vault],
      [['Password: ', 'pässword of minx\u007fe\r']],
    );
    expect(exitCode).toBe(0);
    expect(screen).toMatch(/^Password: \r?\n\d{6}\r\n$/);
  });

  it('lets a person try again, three times in all', async () => {
    const right = await talk(
      ['code', 'exizent', '--vault', vault],
      [
        ['Password: ', 'wrong\r'],
        ['Password: ', 'pässword of mine\r'],
      ],
    );
    expect(right.exitCode).toBe(0);
    expect(right.screen).toContain('That is not the password.');
    const wrong = await talk(
      ['code', 'exizent', '--vault', vault],
      [
        ['Password: ', 'one\r'],
        ['Password: ', 'two\r'],
        ['Password: ', 'three\r'],
      ],
    );
    expect(wrong.exitCode).toBe(5);
    expect(wrong.screen).not.toMatch(/one|two|three/);
  });

  it('asks twice for a new password, and refuses two that differ', async () => {
    const path = join(folder.path, 'new.halfminute');
    const { screen, exitCode } = await talk(
      ['init', '--vault', path],
      [
        ['Choose a password: ', 'a good long one\r'],
        ['Password again: ', 'a good long two\r'],
      ],
    );
    expect(exitCode).toBe(2);
    expect(screen).toContain('The two passwords differ.');
  });

  it('stops at Ctrl+C with nothing changed', async () => {
    const { screen, exitCode } = await talk(['code', 'exizent', '--vault', vault], [['Password: ', 'pass\u0003']]);
    expect(exitCode).toBe(130);
    expect(screen).toContain('Stopped.');
  });

  it('asks for the long code without showing it, and for the one to read', async () => {
    const copy = join(folder.path, 'copy.halfminute');
    copyFileSync(vault, copy);
    const added = await talk(
      ['add', '--service', 'X', '--vault', copy],
      [
        ['Password: ', 'pässword of mine\r'],
        ['Code (it is not shown): ', 'mfrg gzdf mztw q2lk\r'],
      ],
    );
    expect(added.exitCode).toBe(0);
    expect(added.screen).toContain('Added X.');
    expect(added.screen).not.toContain('mfrg');
    const read = await talk(['read', '--at', '59'], [['press Enter: ', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\r']]);
    expect(read).toMatchObject({ exitCode: 0, screen: expect.stringMatching(/press Enter: \r?\n287082\r\n$/) });
  });

  it('counts down in place while it watches, until Ctrl+C', async () => {
    const { screen, exitCode } = await talk(
      ['code', 'exizent', '--watch', '--vault', vault],
      [
        ['Password: ', 'pässword of mine\r'],
        [' s', '\u0003'],
      ],
    );
    expect(exitCode).toBe(0);
    expect(screen).toMatch(/\r\d{3} \d{3} {2}[ \d]{3} s(?: {2}next \d{3} \d{3})? {2}Exizent, ada\u001b\[K/); // oxlint-disable-line no-control-regex -- the terminal's own sequence
  });
});
