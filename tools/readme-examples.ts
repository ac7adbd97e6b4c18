import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './requirements.ts';

/** What the example of a README printed, and what its comments promise, one line each. */
export interface PrintedExample {
  readonly printed: readonly string[];
  readonly promised: readonly string[];
}

/**
 * Compiles and runs the first TypeScript example in the README of a room (an absolute path). It is written to the room's `dist`: ignored by git, and
 * inside the package, so that its name resolves as it does for whoever installs it.
 */
export function runReadmeExample(room: string): PrintedExample {
  const example = /```ts\n(.*?)```/s.exec(readFileSync(join(room, 'README.md'), 'utf8'))?.[1] ?? '';
  const folder = join(room, 'dist', 'readme-example');
  const file = join(folder, 'example.ts');
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, example);
  compileExamples(folder, [file]);
  const printed = execFileSync(process.execPath, ['--conditions=@halfminute/source', file], { encoding: 'utf8' });
  return {
    printed: printed.trimEnd().split('\n'),
    promised: Array.from(example.matchAll(/\/\/ → (.*)$/gm), ([, line = '']) => line),
  };
}

/** Looks at the types of these files as the project does, with a configuration in `folder`; throws where they are wrong. */
export function compileExamples(folder: string, files: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
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
    files,
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  execFileSync('tsc', ['-p', folder], { stdio: 'pipe', encoding: 'utf8' });
}
