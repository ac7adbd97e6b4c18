import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './requirements.ts';

/** What the examples of a README printed, and what its comments promise, one line each. */
export interface PrintedExample {
  readonly printed: readonly string[];
  readonly promised: readonly string[];
}

/**
 * Compiles and runs the TypeScript examples in the README of a room (an absolute path), each for itself. They are written to the room's `dist`: ignored by
 * git, and inside the package, so that its name resolves as it does for whoever installs it.
 */
export function runReadmeExample(room: string): PrintedExample {
  const readme = readFileSync(join(room, 'README.md'), 'utf8');
  const examples = Array.from(readme.matchAll(/```ts\n(.*?)```/gs), ([, example = '']) => example);
  const folder = join(room, 'dist', 'readme-example');
  mkdirSync(folder, { recursive: true });
  const files = examples.map((example, at) => {
    const file = join(folder, `example-${at + 1}.ts`);
    writeFileSync(file, example);
    return file;
  });
  compileExamples(folder, files);
  return {
    printed: files.flatMap((file) =>
      execFileSync(process.execPath, ['--conditions=@halfminute/source', file], { encoding: 'utf8' })
        .trimEnd()
        .split('\n'),
    ),
    promised: examples.flatMap((example) => Array.from(example.matchAll(/\/\/ → (.*)$/gm), ([, line = '']) => line)),
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
      // WebAssembly, which databases are read by, has its types there.
      lib: ['ES2024', 'DOM'],
      types: ['node'],
    },
    files,
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  execFileSync('tsc', ['-p', folder], { stdio: 'pipe', encoding: 'utf8' });
}
