/** `npm run check`: format, types, lint (with the boundaries of the rooms), dead code. */
import { installNpmPackages, useProjectNode } from './setup.mjs';
import { command, createStages } from './stages.mjs';

/** What `npm run check` and `npm test` both run. */
export const checks = [
  ['format', 'oxfmt', ['--check', '.']],
  ['types', 'tsc', ['-b']],
  // After the types: what oxlint knows of another room's types is what tsc wrote down.
  ['lint and boundaries', 'oxlint', ['--deny-warnings']],
  ['types of tests', 'tsc', ['-p', 'tsconfig.tests.json']],
  ['dead code', 'knip', ['--no-progress']],
];

if (process.argv[1] === import.meta.filename) {
  installNpmPackages();
  await useProjectNode(import.meta.filename);
  const stages = createStages();
  for (const [name, program, args] of checks) {
    await stages.run(name, () => command(program, args));
  }
  process.exitCode = stages.finish();
}
