/**
 * `npm run e2e:desktop [-- NAME ...]`: all the set-up, builds the native window, and walks through it on a display of its own. NAME chooses the test
 * files whose path contains it, such as `palette` or `tray`; without one, the shell's own checks and tests run as well. `--write pictures` takes the
 * pictures of the window anew that README and guides show.
 */
import { desktopPackages } from './desktop-build.mjs';
import { desktopStages } from './desktop-checks.mjs';
import { installDebianPackages, installNpmPackages, useProjectNode } from './setup.mjs';
import { command, createStages, vitest } from './stages.mjs';

installNpmPackages();
await useProjectNode(import.meta.filename);
installDebianPackages([...desktopPackages, 'chromium', 'oathtool']);

const { canRun } = await import('./requirements.ts');
const isToWrite = process.argv.includes('--write');
const names = process.argv.slice(2).filter((name) => name !== '--write');
const all = desktopStages(canRun);
const stages = createStages();
// The stories walk through both.
await stages.run('web app build', () => command('node', ['tools/start.mjs', '--build']));
for (const [name, work] of names.length === 0 ? all : all.slice(0, 1)) {
  await stages.run(name, work);
}
if (names.length > 0) {
  const files = names.map((name) => `e2e/desktop/${name}`);
  const environment = isToWrite ? { WRITE_PICTURES: '1' } : {};
  await stages.run('native window', () => vitest(['--config', 'e2e/vitest.config.ts', ...files], environment));
}
process.exitCode = stages.finish();
