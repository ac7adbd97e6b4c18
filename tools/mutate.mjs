/** `npm run mutate [-- otp|vault|mfa]`: Stryker on the rooms whose tests must leave no doubt. Not part of `npm test`. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { installNpmPackages, projectEnvironment, root, useProjectNode } from './setup.mjs';

installNpmPackages();
await useProjectNode(import.meta.filename);

const rooms = process.argv.length > 2 ? process.argv.slice(2) : ['otp', 'vault', 'mfa'];
let failed = false;
for (const room of rooms) {
  const result = spawnSync('stryker', ['run', join(root, `stryker.${room}.json`)], {
    cwd: root,
    stdio: 'inherit',
    env: projectEnvironment(),
  });
  failed ||= result.status !== 0;
}
process.exitCode = failed ? 1 : 0;
