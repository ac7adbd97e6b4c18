import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { canRun } from '../../../../tools/requirements.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { refusals } from '../../src/config/refusals.ts';
import { isTrustedPeer } from '../../src/limits/client-address.ts';

const deploy = join(import.meta.dirname, '..', '..', 'deploy');
const read = (name: string) => readFileSync(join(deploy, name), 'utf8');

/** As the service reads them when it starts in earnest. */
function startsWith(environment: Readonly<Record<string, string>>): readonly string[] {
  return refusals(readConfig(environment), { developmentKeys: false, sqliteSynchronous: 2 });
}

describe('the settings that are given as an example', () => {
  it('start a service in production, once they are filled in', () => {
    const lines = read('sign-in.env.example')
      .split('\n')
      .filter((line) => /^\w/.test(line));
    const environment = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]));
    expect(startsWith(environment)).toEqual([]);
  });
});

describe.runIf(canRun('the systemd unit', 'systemd-analyze'))('the systemd unit', () => {
  let folder: string;
  let unit: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'halfminute-unit-'));
    unit = join(folder, 'halfminute-sign-in.service');
    // The programs stand elsewhere on this machine than on one that serves.
    writeFileSync(unit, read('halfminute-sign-in.service').replace('/usr/bin/node', process.execPath));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is one, by systemd’s own judgement', () => {
    expect(execFileSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' })).toBe('');
  });

  it('shuts the service in: its exposure is low by systemd’s own measure', () => {
    const out = execFileSync('systemd-analyze', ['security', '--offline=true', '--no-pager', unit], {
      encoding: 'utf8',
    });
    const exposure = Number(/exposure level for \S+: ([\d.]+)/.exec(out)?.[1]);
    expect(exposure).toBeGreaterThan(0);
    expect(exposure).toBeLessThanOrEqual(1.5);
  });

  it('starts what is built, and does not start again what has to be set first', () => {
    const text = read('halfminute-sign-in.service');
    expect(text).toMatch(/^ExecStart=\/usr\/bin\/node \/opt\/halfminute\/apps\/sign-in\/dist\/compiled\/main\.js$/m);
    expect(text).toMatch(/^RestartPreventExitStatus=2$/m);
    const folders = /^StateDirectory=(.*)$/m.exec(text)?.[1]?.split(' ') ?? [];
    const environment = read('sign-in.env.example');
    expect(folders.map((name) => environment.includes(`/var/lib/${name}/`))).toEqual([true, true]);
  });
});

interface Compose {
  readonly services: Readonly<
    Record<
      string,
      {
        readonly environment: Readonly<Record<string, string>>;
        readonly ports?: readonly string[];
        readonly volumes: readonly string[];
        readonly command?: readonly string[];
        readonly build?: { readonly context: string; readonly dockerfile: string };
      }
    >
  >;
  readonly networks: Readonly<
    Record<string, { readonly ipam: { readonly config: readonly { readonly subnet: string }[] } }>
  >;
  readonly volumes: Readonly<Record<string, unknown>>;
}

describe('the compose file', () => {
  const compose = parse(read('compose.yaml')) as Compose; // as: what is otherwise fails below
  const service = compose.services['sign-in'];
  const database = compose.services['database'];

  it('says that no container was run', () => {
    expect(read('compose.yaml')).toContain('No container was run where this was written');
  });

  it('has settings that start the service in production, once its own are filled in', () => {
    const given: Readonly<Record<string, string>> = {
      ISSUER: 'https://sign-in.example.com',
      DATABASE_PASSWORD: 'abc123',
      SMTP_URL: 'smtps://user:password@mail.example.com:465',
      MAIL_FROM: 'no-reply@example.com',
      PLATFORM_NAME: 'Cases',
      PLATFORM_URL: 'https://cases.example.com',
      SUPPORT_MAIL: 'it@example.com',
    };
    const asked = new Set<string>();
    const fill = (text: string) =>
      text.replaceAll(/\$\{(\w+):\?[^}]*\}/g, (_all, name: string) => {
        asked.add(name);
        return given[name] ?? '';
      });
    const environment = Object.fromEntries(
      Object.entries(service?.environment ?? {}).map(([name, text]) => [name, fill(text)]),
    );
    expect(startsWith(environment)).toEqual([]);
    expect([...asked].toSorted((one, other) => one.localeCompare(other))).toEqual(
      Object.keys(given).toSorted((one, other) => one.localeCompare(other)),
    );
    expect(environment['HALFMINUTE_DATABASE']).toBe('postgres://sign_in:abc123@database/sign_in');
    expect(fill(database?.environment['POSTGRES_PASSWORD'] ?? '')).toBe('abc123');
  });

  it('opens the service to this machine only, and believes a proxy on its own network only', () => {
    expect(service?.ports).toEqual(['127.0.0.1:6238:6238']);
    expect(database?.ports).toBeUndefined();
    const subnet = compose.networks['sign-in']?.ipam.config[0]?.subnet ?? '';
    const proxies = [service?.environment['HALFMINUTE_PROXIES'] ?? ''];
    expect(proxies).toEqual([subnet]);
    expect(isTrustedPeer('172.30.6.1', proxies)).toBe(true);
    expect(isTrustedPeer('192.0.2.1', proxies)).toBe(false);
  });

  it('S13 keeps keys and database apart, and commits on the disk', () => {
    expect(service?.volumes).toEqual(['keys:/keys']);
    expect(database?.volumes).toEqual(['database:/var/lib/postgresql']);
    expect(Object.keys(compose.volumes)).toEqual(['keys', 'database']);
    expect(database?.command).toEqual(expect.arrayContaining(['synchronous_commit=on', 'fsync=on']));
  });

  it('builds from a file that is there, without what is not needed', () => {
    const { context = '', dockerfile = '' } = service?.build ?? {};
    const image = readFileSync(join(deploy, context, dockerfile), 'utf8');
    expect(image).toMatch(/^USER sign-in$/m);
    expect(image).toContain('apps/sign-in/dist/compiled/main.js');
    expect(readFileSync(join(deploy, context, `${dockerfile}.dockerignore`), 'utf8')).toContain('**/node_modules');
  });
});
