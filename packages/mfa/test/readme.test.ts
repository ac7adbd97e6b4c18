import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../tools/requirements.ts';

const room = join(import.meta.dirname, '..');
/** Ignored by git, and inside the package, so that its name resolves as it does for whoever installs it. */
const folder = join(room, 'dist', 'readme-example');

describe('the example in the README', () => {
  it('compiles, and prints what it says', () => {
    const readme = readFileSync(join(room, 'README.md'), 'utf8');
    const example = /```ts\n(.*?)```/s.exec(readme)?.[1] ?? '';
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'example.ts');
    writeFileSync(file, example);
    const config = {
      extends: join(projectRoot, 'tsconfig.base.json'),
      compilerOptions: {
        composite: false,
        incremental: false,
        noEmit: true,
        rewriteRelativeImportExtensions: false,
        lib: ['ES2024'],
        types: ['node'],
      },
      files: ['example.ts'],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    execFileSync('tsc', ['-p', folder], { stdio: 'pipe', encoding: 'utf8' });
    const printed = execFileSync(process.execPath, ['--conditions=@halfminute/source', file], { encoding: 'utf8' });
    const promised = Array.from(example.matchAll(/\/\/ → (.*)$/gm), (match) => match[1]);
    expect(printed.trimEnd().split('\n')).toEqual(promised);
    expect(promised).toHaveLength(5);
  });
});
