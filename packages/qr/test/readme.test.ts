import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const room = join(import.meta.dirname, '..');

it('The example in the README prints what it says.', () => {
  const example = /```ts\n(.*?)```/s.exec(readFileSync(join(room, 'README.md'), 'utf8'))?.[1] ?? '';
  // Ignored by git, and inside the package, so that its name resolves as it does for whoever installs it.
  const folder = join(room, 'dist', 'readme-example');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'example.ts'), example);
  const printed = execFileSync(process.execPath, ['--conditions=@halfminute/source', join(folder, 'example.ts')], {
    encoding: 'utf8',
  });
  const promised = Array.from(example.matchAll(/\/\/ → (.*)$/gm), (match) => match[1]);
  expect(printed.trimEnd().split('\n')).toEqual(promised);
  expect(promised).toHaveLength(3);
});
