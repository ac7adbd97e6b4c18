/**
 * `npm run e2e [-- NAME ...]`: all the set-up, builds the web app, and walks the program in Chromium. NAME chooses the test files whose path
 * contains it, such as `ada` (her story), `web` or `gallery`.
 */
import { installDebianPackages, installNpmPackages, useProjectNode } from './setup.mjs';
import { command, createStages, vitest } from './stages.mjs';

installNpmPackages();
await useProjectNode(import.meta.filename);
installDebianPackages(['chromium', 'fonts-dejavu-core', 'oathtool', 'python3-argon2', 'python3-cryptography']);

const stages = createStages();
await stages.run('web app build', () => command('node', ['tools/start.mjs', '--build']));
await stages.run('end to end', () => vitest(['--config', 'e2e/vitest.config.ts', ...process.argv.slice(2)]));
process.exitCode = stages.finish();
