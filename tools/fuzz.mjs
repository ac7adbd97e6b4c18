/** `npm run fuzz [-- --seconds N] [--seed N]`: changed files of other programs into every reader, as long as one likes. */
import { join } from 'node:path';
import { installNpmPackages, root, useProjectNode } from './setup.mjs';
import { command } from './stages.mjs';

/** The program and its arguments; `options` as the command takes them. */
export function fuzzCommand(options) {
  return [
    'node',
    ['--conditions=@halfminute/source', join(root, 'packages', 'interchange', 'fuzz', 'run.ts'), ...options],
  ];
}

if (process.argv[1] === import.meta.filename) {
  installNpmPackages();
  await useProjectNode(import.meta.filename);
  const { failed } = await command(...fuzzCommand(process.argv.slice(2)));
  process.exitCode = failed;
}
