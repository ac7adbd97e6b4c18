import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { commandNames, commandSpec } from '../src/command-table.ts';
import { harmlessJson, harmlessText } from '../src/harmless-text.ts';
import { optionSpec, optionTable } from '../src/option-table.ts';
import { parseCommandLine } from '../src/parse-command-line.ts';
import { Refusal } from '../src/refusal.ts';
import { VERSION } from '../src/version.ts';
import { vaultPath } from '../src/vault-path.ts';
import { runHalfminute } from './run-halfminute.ts';

// A start takes 0.1 s alone, and many times that where all cores are busy.
vi.setConfig({ testTimeout: 120_000 });

function refusalOf(...args: readonly string[]): Refusal {
  try {
    parseCommandLine(args);
  } catch (error) {
    if (error instanceof Refusal) {
      return error;
    }
    throw error;
  }
  throw new Error('it was not refused');
}

describe('a command line', () => {
  it('is read wherever its options stand', () => {
    const read = parseCommandLine(['--json', 'code', '-c', 'git', '--vault=x y', 'hub']);
    expect(read).toMatchObject({ command: 'code', operands: ['git', 'hub'] });
    expect([read.options.has('json'), read.options.has('copy'), read.options.value('vault')]).toEqual([
      true,
      true,
      'x y',
    ]);
  });

  it('takes a value as the next word, after an equals sign, and after its letter', () => {
    for (const args of [['-o', 'f'], ['-of'], ['--output', 'f'], ['--output=f']]) {
      expect(parseCommandLine(['export', ...args]).options.value('output'), args.join(' ')).toBe('f');
    }
  });

  it('reads what follows -- as words', () => {
    expect(parseCommandLine(['code', '--', '--json']).operands).toEqual(['--json']);
  });

  it('takes - for a value and for a word, and no other option for a value', () => {
    expect(parseCommandLine(['read', '-']).operands).toEqual(['-']);
    expect(parseCommandLine(['add', '--code-file', '-']).options.value('code-file')).toBe('-');
    expect(refusalOf('read', '--at', '--json').code).toBe('missing-value');
  });

  it.each([
    ['--password hunter2', 'secret-as-argument'],
    ['--password=hunter2', 'secret-as-argument'],
    ['-p hunter2', 'secret-as-argument'],
    ['-phunter2', 'secret-as-argument'],
    ['--code hunter2', 'secret-as-argument'],
    ['--secret=hunter2', 'secret-as-argument'],
    ['--passwrod=hunter2', 'unknown-option'],
    ['--json=hunter2', 'unexpected-value'],
    ['--copy', 'unknown-option'],
    ['--vault a --vault hunter2', 'repeated-option'],
    ['hunter2', 'too-many-operands'],
  ])('add %s is refused without repeating the value', (args, code) => {
    const refusal = refusalOf('add', ...args.split(' '));
    expect(refusal.code).toBe(code);
    expect(refusal.message).not.toContain('hunter2');
  });

  it('refuses what no command takes', () => {
    expect(refusalOf('hunter2')).toMatchObject({ code: 'unknown-command', exitCode: 2 });
    expect(refusalOf('hunter2').message).not.toContain('hunter2');
    expect(refusalOf('code').code).toBe('missing-operand');
    expect(refusalOf('list', '--code-file', 'x').code).toBe('unknown-option');
  });

  it('never throws anything but a refusal, whatever is typed', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom(...commandNames, '-', '--', '-c', '--json', '--vault', '--tag=x'),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (args) => {
        try {
          parseCommandLine(args);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
    );
  });
});

describe('the tables of commands and options', () => {
  it('have no two options of one letter, and every option belongs to some command', () => {
    const letters = Object.values(optionTable).flatMap((option) => ('short' in option ? [option.short] : []));
    expect(new Set(letters).size).toBe(letters.length);
    const used = new Set<string>([
      ...commandNames.flatMap((name) => commandSpec(name).options),
      'help',
      'json',
      'version',
    ]);
    expect(Object.keys(optionTable).filter((name) => !used.has(name))).toEqual([]);
  });

  it('name a module that each command can run', async () => {
    const modules = await Promise.all(commandNames.map((name) => commandSpec(name).load()));
    expect(modules.every(({ run }) => typeof run === 'function')).toBe(true);
  });

  it('never take a secret as a value', () => {
    const asking = Object.keys(optionTable).filter((name) => /password|secret|key/.test(name));
    expect(asking.filter((name) => optionSpec(name as keyof typeof optionTable).value !== undefined)).toEqual([
      'password-fd',
    ]); // Object.keys forgets the type
  });
});

describe('help and version', () => {
  it('shows every command, in lines that fit', async () => {
    const { stdout, exitCode } = await runHalfminute([]);
    expect(exitCode).toBe(0);
    for (const name of commandNames.filter((one) => !commandSpec(one).internal)) {
      expect(stdout).toContain(`  ${name}`);
    }
    expect(stdout.split('\n').every((line) => line.length <= 80)).toBe(true);
    expect(stdout).not.toContain('clear-clipboard');
  });

  it('is the same for help COMMAND and COMMAND --help, which asks for nothing', async () => {
    const [one, other] = await Promise.all([runHalfminute(['help', 'add']), runHalfminute(['add', '--help'])]);
    expect(one.stdout).toBe(other.stdout);
    expect(one.stdout).toContain('--code-file FILE');
  });

  it('tells the version of package.json', async () => {
    const manifest: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'));
    expect(manifest).toMatchObject({ version: VERSION });
    expect((await runHalfminute(['--version'])).stdout).toBe(`halfminute ${VERSION}\n`);
    expect(JSON.parse((await runHalfminute(['version', '--json'])).stdout)).toEqual({ version: VERSION });
  });
});

describe('the place of the vault', () => {
  it('is --vault, else $HALFMINUTE_VAULT, else the data folder of the system', () => {
    const kept = { ...process.env };
    const path = (...args: readonly string[]): string => vaultPath(parseCommandLine(['list', ...args]).options);
    try {
      process.env['HALFMINUTE_VAULT'] = '/from/environment';
      expect(path('--vault', '/from/option')).toBe('/from/option');
      expect(path()).toBe('/from/environment');
      delete process.env['HALFMINUTE_VAULT'];
      process.env['XDG_DATA_HOME'] = '/data';
      expect(path()).toBe('/data/halfminute/vault.halfminute');
      process.env['XDG_DATA_HOME'] = 'relative';
      process.env['HOME'] = '/home/ada';
      expect(path()).toBe('/home/ada/.local/share/halfminute/vault.halfminute');
    } finally {
      process.env = kept;
    }
  });
});

describe('text on a terminal', () => {
  const acting = [
    '\u001b[2J',
    '\u009b31m',
    '\u202e',
    '\u2066',
    '\u200b',
    '\r',
    '\n',
    '\u0007',
    '\ud800',
    '\u{e0041}',
    '\u2028',
  ];

  it.each(acting)('shows %j spelled out', (text) => {
    expect(harmlessText(`a${text}b`)).toMatch(/^a\\u\{[0-9a-f]+\}.*b$/u);
  });

  it('leaves letters of every script and emoji as they are', () => {
    for (const text of ['Müller', '喵 と Neko', 'בנק', 'بنك', '👩‍👩‍👧', 'O\u2019Neill', '🇩🇪']) {
      expect(harmlessText(text)).toBe(text);
    }
  });

  it('is JSON of the same value, without one acting character', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...acting))), (texts) => {
        const json = harmlessJson(texts);
        expect(JSON.parse(json)).toEqual(texts);
        expect(harmlessText(json)).toBe(json);
      }),
    );
  });
});
