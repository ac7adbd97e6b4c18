import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config/config-error.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { variables } from '../../src/config/variables.ts';
import { production } from './production.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'halfminute-config-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function file(content: unknown): string {
  const path = join(folder, `${++files}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

function problemsOf(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) {
      return error.problems;
    }
    throw error;
  }
  return [];
}

describe('settings', () => {
  it('of development need nothing but the word', () => {
    expect(readConfig({ HALFMINUTE_MODE: 'development' })).toMatchObject({
      mode: 'development',
      issuer: 'http://localhost:6238',
      listen: { host: '127.0.0.1', port: 6238 },
      database: expect.stringMatching(/^sqlite:\/.*\.db$/),
      smtp: null,
      proxies: [],
      platform: { name: 'Cases', longName: 'the cases of Hartwell Moss', url: 'http://localhost:6239' },
      support: { name: 'IT', telephone: '020 7946 0123' },
      clients: [],
      metricsToken: null,
    });
  });

  it('of production come from the environment', () => {
    expect(readConfig(production)).toMatchObject({
      mode: 'production',
      issuer: 'https://id.example.org',
      database: 'postgres://sign-in:pw@db/sign-in',
      keyFile: '/etc/halfminute/keys.json',
      node: 'node-1',
      proxies: ['10.0.0.0/8', '::1'],
      smtp: { url: 'smtps://user:pw@mail.example.org:465', from: 'Sign-in <sign-in@example.org>' },
      platform: { name: 'Cases', longName: 'Cases', url: 'https://cases.example.org/' },
      support: { name: 'IT', mail: 'it@example.org', telephone: null, link: null },
    });
  });

  it('S10 hash with 19 MiB and two passes, on all cores but one, unless told', () => {
    const { hashing } = readConfig(production);
    expect(hashing).toMatchObject({ memoryKiB: 19_456, passes: 2, lanes: 1, queue: 32 * hashing.threads });
    expect(hashing.threads).toBeGreaterThanOrEqual(1);
    const told = {
      HALFMINUTE_HASH_THREADS: '3',
      HALFMINUTE_HASH_QUEUE: '0',
      HALFMINUTE_HASH_MEMORY_KIB: '47104',
      HALFMINUTE_HASH_PASSES: '1',
    };
    expect(readConfig({ ...production, ...told }).hashing).toEqual({
      memoryKiB: 47_104,
      passes: 1,
      lanes: 1,
      threads: 3,
      queue: 0,
    });
  });

  it('that are missing in production are all named at once, with what to set', () => {
    expect(problemsOf({})).toEqual([
      expect.stringMatching(/^HALFMINUTE_PLATFORM_NAME is not set\. Set it to /),
      expect.stringMatching(/^HALFMINUTE_ISSUER is not set\. Set it to /),
      expect.stringMatching(/^HALFMINUTE_DATABASE is not set\. Set it to /),
      expect.stringMatching(/^HALFMINUTE_KEY_FILE is not set\. Set it to /),
      expect.stringMatching(/^HALFMINUTE_PLATFORM_URL is not set\. Set it to /),
    ]);
    expect(problemsOf({ ...production, HALFMINUTE_MAIL_FROM: ' ' })).toEqual([
      expect.stringMatching(/^HALFMINUTE_MAIL_FROM is not set/),
    ]);
  });

  it('that cannot be used are named with what came', () => {
    const wrong: Record<string, readonly string[]> = {
      HALFMINUTE_MODE: ['prod', 'test'],
      HALFMINUTE_ISSUER: [
        'id.example.org',
        'https://id.example.org/path',
        'https://user@id.example.org',
        'ftp://x',
        'https://x/?a',
      ],
      HALFMINUTE_LISTEN: ['6238', 'localhost', 'localhost:70000', ':6238', 'a b:1'],
      HALFMINUTE_NODE: ['a node', 'x'.repeat(65)],
      HALFMINUTE_PROXIES: ['10.0.0.0/33', 'proxy.example.org', '10.0.0.1 10.0.0.2'],
      HALFMINUTE_MAIL_FROM: ['nobody', 'a@b@c', 'Sign-in <x>'],
      HALFMINUTE_PLATFORM_URL: ['cases', 'javascript:alert(1)'],
      HALFMINUTE_SUPPORT_MAIL: ['it'],
      HALFMINUTE_SUPPORT_LINK: ['mailto:it@example.org', '/help'],
      HALFMINUTE_HASH_THREADS: ['0', '1.5', '-1', 'many'],
      HALFMINUTE_HASH_QUEUE: ['-1', '1e3'],
    };
    for (const [name, values] of Object.entries(wrong)) {
      for (const value of values) {
        expect(problemsOf({ ...production, [name]: value }), value).toEqual([
          expect.stringContaining(`${name} is ${JSON.stringify(value)}. Set it to `),
        ]);
      }
    }
  });

  it('C11 that are secret are never repeated', () => {
    const secret = 'hunter2-hunter2';
    const wrong = {
      HALFMINUTE_DATABASE: `mysql://root:${secret}@db/x`,
      HALFMINUTE_SMTP_URL: `http://user:${secret}@mail`,
      HALFMINUTE_METRICS_TOKEN: `${secret} `.repeat(3),
      HALFMINUTE_CLIENTS: file([{ id: 'cases', name: 'Cases', redirectUris: [], secret: `${secret}\n` }]),
    };
    const problems = problemsOf({ ...production, ...wrong });
    expect(problems).toHaveLength(5);
    expect(problems.join()).not.toContain(secret);
    expect(problems.join()).toContain('HALFMINUTE_DATABASE cannot be read. Set it to "sqlite:');
  });

  it('that are misspelt are refused, since somebody believes in them', () => {
    expect(problemsOf({ ...production, HALFMINUTE_ISUER: 'https://x' })).toEqual([
      'HALFMINUTE_ISUER is no variable of this service. Correct its name, or take it out.',
    ]);
  });

  it('S16 that are shown to users hold no control characters', () => {
    for (const name of ['HALFMINUTE_PLATFORM_NAME', 'HALFMINUTE_SUPPORT_NAME', 'HALFMINUTE_SUPPORT_TELEPHONE']) {
      expect(problemsOf({ ...production, [name]: 'Cases\r\nBcc: x' })).toHaveLength(1);
    }
  });

  it('are read whatever is in them', () => {
    const any = fc.dictionary(fc.constantFrom(...variables.map(({ name }) => name)), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(any, (environment) => {
        expect(Array.isArray(problemsOf(environment))).toBe(true);
      }),
    );
  });
});

describe('the file of clients', () => {
  const cases = { id: 'cases', name: 'Cases', redirectUris: ['https://cases.example.org/signed-in'] };
  const clientsOf = (content: unknown) => readConfig({ ...production, HALFMINUTE_CLIENTS: file(content) }).clients;
  const problems = (content: unknown) => problemsOf({ ...production, HALFMINUTE_CLIENTS: file(content) });

  it('gives each client what it leaves out', () => {
    expect(clientsOf([cases])).toEqual([
      {
        ...cases,
        secret: null,
        postLogoutRedirectUris: [],
        backchannelLogoutUri: null,
        initiateLoginUri: null,
        defaultAcrValues: [],
        legacy: null,
        rememberedDevices: true,
      },
    ]);
    expect(clientsOf([{ ...cases, redirectUris: ['com.example.app:/back'], legacy: 'no-pkce' }])).toHaveLength(1);
  });

  it('is refused where it is no list, or no JSON, or not there', () => {
    expect(problems({})).toEqual([expect.stringContaining('a list of clients')]);
    expect(problems('[')).toEqual([expect.stringContaining('cannot be read as JSON')]);
    expect(problemsOf({ ...production, HALFMINUTE_CLIENTS: join(folder, 'nowhere') })).toEqual([
      expect.stringContaining('cannot be read as JSON'),
    ]);
  });

  it('is refused for each field that cannot be used, naming client and field', () => {
    const wrong: [Record<string, unknown>, string][] = [
      [{ id: 1 }, '"id"'],
      [{ name: 'Cases\n' }, '"name"'],
      [{ secret: '' }, '"secret"'],
      [{ redirectUris: [] }, '"redirectUris"'],
      [{ redirectUris: ['https://cases.example.org/*'] }, '"redirectUris"'],
      [{ redirectUris: ['https://cases.example.org/#x'] }, '"redirectUris"'],
      [{ redirectUris: ['javascript:alert(1)'] }, '"redirectUris"'],
      [{ redirectUris: 'https://cases.example.org' }, '"redirectUris"'],
      [{ postLogoutRedirectUris: ['cases'] }, '"postLogoutRedirectUris"'],
      [{ backchannelLogoutUri: 'javascript:x' }, '"backchannelLogoutUri"'],
      [{ initiateLoginUri: 7 }, '"initiateLoginUri"'],
      [{ defaultAcrValues: [1] }, '"defaultAcrValues"'],
      [{ legacy: 'implicit' }, '"legacy"'],
      [{ rememberedDevices: 'yes' }, '"rememberedDevices"'],
      [{ redirect_uris: [] }, '"redirect_uris"'],
    ];
    for (const [change, named] of wrong) {
      const [first = '', ...others] = problems([cases, { ...cases, id: 'other', ...change }]);
      expect([first.includes('client 2'), first.includes(named), others], first).toEqual([true, true, []]);
    }
    expect(problems([cases, cases])).toEqual([expect.stringContaining('two clients have the id "cases"')]);
    expect(problems([null])).toEqual(expect.arrayContaining([expect.stringContaining('has to be an object')]));
  });
});

describe('the file of the policy', () => {
  const problems = (content: unknown) => problemsOf({ ...production, HALFMINUTE_POLICY: file(content) });

  it('changes what it names, and leaves the rest', () => {
    const content = { mfa: { cap: 10, profile: { digits: 8 } }, passwordLeastAlone: 20 };
    const strict = readConfig(production).policy;
    const { policy } = readConfig({ ...production, HALFMINUTE_POLICY: file(content) });
    expect(policy).toEqual({
      ...strict,
      passwordLeastAlone: 20,
      mfa: { ...strict.mfa, cap: 10, profile: { ...strict.mfa.profile, digits: 8 } },
    });
  });

  it('C8 G1 is refused outside the bounds that no setting may leave', () => {
    const wrong: [unknown, string][] = [
      [{ mfa: { window: 'two-either-way' } }, 'mfa.window'],
      [{ mfa: { cap: 101 } }, 'mfa.cap'],
      [{ mfa: { profile: { periodSeconds: 121 } } }, 'mfa.profile.periodSeconds'],
      [{ mfa: { rememberDays: 91 } }, 'mfa.rememberDays'],
      [{ passwordLeastWithMfa: 7 }, 'passwordLeastWithMfa'],
      [{ passwordLeastAlone: 8, passwordLeastWithMfa: 9 }, 'passwordLeastWithMfa'],
      [{ sessionIdleSeconds: 7_200, sessionSeconds: 3_600 }, 'sessionIdleSeconds'],
      [{ budgetFactor: 0 }, 'budgetFactor'],
      [{ protectedEnrolment: 'yes' }, 'protectedEnrolment'],
      [{ mfa: { firstWaitSeconds: 60, longestWaitSeconds: 30 } }, 'wait'],
      [{ mfa: [] }, 'mfa'],
      [{ constructor: 1 }, '"constructor"'],
      [{ capp: 1 }, '"capp"'],
      [[], 'the policy'],
    ];
    for (const [content, named] of wrong) {
      const [first = '', ...others] = problems(content);
      expect([first.includes(named), others], first).toEqual([true, []]);
    }
  });
});

describe('the table of variables', () => {
  it('has what each one is, and no other name is read', () => {
    const { HALFMINUTE_MODE: _, ...others } = production;
    expect(Object.keys(others).every((name) => variables.some((variable) => variable.name === name))).toBe(true);
    expect(new Set(variables.map(({ name }) => name)).size).toBe(variables.length);
    expect(variables.every(({ what }) => what.length > 10)).toBe(true);
  });
});
