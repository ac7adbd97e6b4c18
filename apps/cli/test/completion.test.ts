import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandNames, commandSpec } from '../src/command-table.ts';
import { completionScript, shells } from '../src/completion-script.ts';
import { runHalfminute, temporaryFolder } from './run-halfminute.ts';

let folder: ReturnType<typeof temporaryFolder>;
let script: string;

beforeAll(() => {
  folder = temporaryFolder();
  script = join(folder.path, 'halfminute.bash');
  writeFileSync(script, completionScript('bash'));
  writeFileSync(join(folder.path, 'backup.halfminute'), '');
});
afterAll(() => folder.remove());

/** What bash offers after these words, the last of which is being typed. */
function offers(...words: readonly string[]): readonly string[] {
  const line = ['halfminute', ...words].map((word) => `'${word}'`).join(' ');
  const program = `source ${script}
    compopt() { :; }
    COMP_WORDS=(${line}); COMP_CWORD=${words.length}
    _halfminute && printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['--norc', '-c', program], { encoding: 'utf8', cwd: folder.path })
    .split('\n')
    .filter(Boolean);
}

const shown = commandNames.filter((name) => !commandSpec(name).internal);

describe('completion', () => {
  it.each(shells)(
    'is printed for %s, names every command and option, and no internal one',
    async (shell) => {
      const { stdout, exitCode } = await runHalfminute(['completion', shell]);
      expect(exitCode).toBe(0);
      for (const name of shown) {
        expect(stdout).toMatch(new RegExp(`\\b${name}\\b`));
        for (const option of commandSpec(name).options) {
          expect(stdout).toContain(option);
        }
      }
      expect(stdout).not.toContain('clear-clipboard');
    },
    60_000,
  );

  it('is refused for a shell that is not known', async () => {
    expect((await runHalfminute(['completion', 'tcsh'])).exitCode).toBe(2);
  }, 60_000);

  it('is a script that bash accepts, and that tells it what completes halfminute', () => {
    execFileSync('bash', ['-n', script]);
    const registered = execFileSync('bash', ['--norc', '-c', `source ${script}; complete -p halfminute`], {
      encoding: 'utf8',
    });
    expect(registered).toContain('-F _halfminute halfminute');
  });

  it('offers commands, then the options of the command, values where they are known, and files', () => {
    expect(offers('re')).toEqual(['remove', 'recover', 'restore', 'read']);
    expect(offers('code', '--c')).toEqual(['--copy']);
    expect(offers('--json', 'list', '--t')).toEqual(['--trash']);
    expect(offers('add', '--algorithm', 'SHA5')).toEqual(['SHA512']);
    expect(offers('add', '--service', '')).toEqual([]);
    expect(offers('completion', '')).toEqual(expect.arrayContaining(['bash', 'zsh', 'fish']));
    expect(offers('help', 'ba')).toEqual(['backup']);
    expect(offers('restore', 'ba')).toEqual(['backup.halfminute']);
    expect(offers('list', '--vault', 'ba')).toEqual(['backup.halfminute']);
  });
});
