import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../requirements.ts';

/** A copy of the lint rules beside probes of our own: the rules must bite where the house says so. */
let house: string;

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'halfminute-boundaries-'));
  copyFileSync(join(projectRoot, '.oxlintrc.json'), join(house, '.oxlintrc.json'));
  symlinkSync(join(projectRoot, 'node_modules'), join(house, 'node_modules'));
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

/** What oxlint says of one file with this content at this place. */
function lint(path: string, content: string): string {
  const file = join(house, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  try {
    execFileSync(join(projectRoot, 'node_modules/.bin/oxlint'), ['--format=unix', path], { cwd: house, stdio: 'pipe' });
    return '';
  } catch (error) {
    // execFileSync throws an Error that carries the program's output.
    return String((error as { stdout: Buffer }).stdout);
  } finally {
    rmSync(file);
  }
}

const importing = (name: string): string => `import { thing } from '${name}';\nexport const probe: unknown = thing;\n`;

const forbidden: readonly (readonly [room: string, name: string])[] = [
  ['packages/otp/src/probe.ts', '@halfminute/vault'],
  ['packages/otp/src/probe.ts', '@noble/hashes/sha1.js'],
  ['packages/otp/src/probe.ts', 'node:crypto'],
  ['packages/otp/src/probe.ts', 'node:fs/promises'],
  ['packages/vault/src/probe.ts', '@halfminute/core'],
  ['packages/vault/src/probe.ts', 'node:fs'],
  ['packages/core/src/probe.ts', '@halfminute/ui'],
  ['packages/core/src/probe.ts', 'node:fs'],
  ['packages/interchange/src/probe.ts', '@halfminute/vault'],
  ['packages/interchange/src/probe.ts', 'node:crypto'],
  ['packages/theme/src/probe.ts', '@halfminute/core'],
  ['packages/ui/src/probe.ts', '@halfminute/otp'],
  ['packages/ui/src/probe.ts', '@halfminute/vault'],
  ['packages/ui/src/probe.ts', '@halfminute/browser'],
  ['packages/browser/src/probe.ts', '@halfminute/ui'],
  ['packages/browser/src/probe.ts', '@halfminute/vault'],
  ['apps/web/src/probe.ts', '@halfminute/vault'],
  ['apps/web/src/probe.ts', 'node:fs'],
  ['apps/desktop/src/probe.ts', '@halfminute/vault'],
  ['apps/desktop/src/probe.ts', 'node:fs'],
  ['apps/desktop/src/probe.ts', '@tauri-apps/api'],
  ['apps/desktop/src/platform/probe.ts', '@halfminute/otp'],
  ['apps/cli/src/probe.ts', '@halfminute/ui'],
  ['apps/cli/src/probe.ts', 'react'],
  ['apps/cli/src/probe.ts', 'react-dom/client'],
  ['packages/ui/src/probe.ts', '@halfminute/vault/src/seal.ts'],
  ['packages/qr/src/probe.ts', '@halfminute/otp'],
  ['packages/mfa/src/probe.ts', '@halfminute/vault'],
  ['packages/mfa/src/probe.ts', 'node:crypto'],
  ['packages/mfa/src/probe.ts', '@halfminute/mfa-sql'],
  ['packages/mfa-sql/src/probe.ts', '@halfminute/otp'],
  ['apps/sign-in/src/probe.ts', '@halfminute/vault'],
  ['apps/sign-in/src/probe.ts', '@halfminute/core'],
  ['apps/sign-in/src/probe.ts', 'oidc-provider/lib/helpers/errors.js'],
  ['examples/cases/src/probe.ts', '@halfminute/mfa'],
];

const allowed: readonly (readonly [room: string, name: string])[] = [
  ['packages/vault/src/probe.ts', '@halfminute/otp'],
  ['packages/interchange/src/probe.ts', '@halfminute/otp'],
  ['packages/interchange/src/probe.ts', '@halfminute/qr'],
  ['packages/core/src/probe.ts', '@halfminute/vault'],
  ['packages/core/src/probe.ts', '@halfminute/interchange'],
  ['packages/core/src/probe.ts', '@halfminute/qr'],
  ['packages/ui/src/probe.ts', '@halfminute/core'],
  ['packages/ui/src/probe.ts', '@halfminute/theme'],
  ['packages/browser/src/probe.ts', '@halfminute/core'],
  ['apps/web/src/probe.ts', '@halfminute/browser'],
  ['apps/desktop/src/probe.ts', '@halfminute/ui'],
  ['apps/desktop/src/platform/probe.ts', '@tauri-apps/api'],
  ['apps/cli/src/probe.ts', 'node:fs'],
  ['apps/cli/src/probe.ts', '@halfminute/interchange'],
  ['packages/mfa/src/probe.ts', '@halfminute/otp'],
  ['packages/mfa-sql/src/probe.ts', '@halfminute/mfa'],
  ['packages/mfa-sql/src/probe.ts', 'node:sqlite'],
  ['apps/sign-in/src/probe.ts', '@halfminute/qr'],
  ['apps/sign-in/src/probe.ts', 'oidc-provider'],
  ['examples/cases/src/probe.ts', '@halfminute/theme'],
];

describe('the rooms of the house', () => {
  it.each(forbidden)('%s may not import %s', (path, name) => {
    expect(lint(path, importing(name))).toContain('no-restricted-imports');
  });

  it.each(allowed)('%s may import %s', (path, name) => {
    expect(lint(path, importing(name))).not.toContain('no-restricted-imports');
  });

  it.each(['packages/otp', 'packages/vault', 'packages/interchange', 'packages/core', 'packages/qr', 'packages/mfa'])(
    '%s has neither clock nor chance nor host',
    (room) => {
      const probe = (expression: string): string =>
        lint(`${room}/src/probe.ts`, `export const probe: unknown = ${expression};\n`);
      expect(probe('Math.random()')).toContain('no-restricted-properties');
      expect(probe('crypto.getRandomValues(new Uint8Array(1))')).toContain('no-restricted-properties');
      for (const expression of [
        'new Date()',
        'Date.now()',
        'performance.now()',
        'document.title',
        'process.env',
        'fetch("/")',
      ]) {
        expect(probe(expression), expression).toContain('no-restricted-globals');
      }
    },
  );

  it.each(['packages/otp', 'packages/vault', 'packages/core', 'packages/theme', 'apps/cli'])(
    '%s does not touch the page',
    (room) => {
      for (const expression of ['document.title', 'navigator.language', 'window.name']) {
        expect(lint(`${room}/src/probe.ts`, `export const probe: unknown = ${expression};\n`), expression).toContain(
          'no-restricted-globals',
        );
      }
    },
  );

  it('@tauri-apps is nobody’s business here', () => {
    for (const room of ['packages/core', 'packages/ui', 'packages/browser', 'apps/web', 'apps/cli']) {
      expect(lint(`${room}/src/probe.ts`, importing('@tauri-apps/api')), room).toContain('no-restricted-imports');
    }
  });
});
