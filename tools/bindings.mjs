/** `npm run bindings`: writes apps/desktop/src/bindings.ts, the page's side of the shell's commands, out of the shell's own types. */
import { spawnSync } from 'node:child_process';
import { buildDesktop, cargo } from './desktop-build.mjs';
import { installNpmPackages, useProjectNode } from './setup.mjs';

installNpmPackages();
await useProjectNode(import.meta.filename);
// The shell takes the page's files in when it is compiled, so there has to be some.
await buildDesktop();
const { program, args, options } = cargo('test', '--test', 'bindings');
const { status } = spawnSync(program, args, {
  ...options,
  env: { ...options.env, WRITE_BINDINGS: '1' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
