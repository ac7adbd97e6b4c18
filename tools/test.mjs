/**
 * `npm test`: all the set-up, then everything, then a table of stages and one line of counts. `--only NAME` runs the
 * stages whose name contains NAME.
 */
import { checks } from './check.mjs';
import { desktopPackages } from './desktop-build.mjs';
import { desktopStages } from './desktop-checks.mjs';
import { fuzzCommand } from './fuzz.mjs';
import { installDebianPackages, installNpmPackages, useProjectNode } from './setup.mjs';
import { command, createStages, vitest } from './stages.mjs';

/** Each is named in tools/requirements.ts by the suite that needs it. */
const debianPackages = [
  'chromium',
  'fonts-dejavu-core',
  'gcc',
  'libc6-dev',
  'libssl-dev',
  'keepassxc',
  'oathtool',
  'poppler-utils',
  'postgresql',
  'python3-argon2',
  'python3-cryptography',
  'python3-pyotp',
  'strace',
  'systemd',
  'zbar-tools',
  ...desktopPackages,
];

const startedAt = performance.now();
installNpmPackages();
await useProjectNode(import.meta.filename);
const stillMissing = installDebianPackages(debianPackages);
if (stillMissing.length > 0 && process.env.CI === 'true') {
  console.error(`These Debian packages could not be installed: ${stillMissing.join(' ')}`);
}
console.log(`Set-up took ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);

// Only a Node that reads TypeScript has come so far.
const { canRun } = await import('./requirements.ts');
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : '';
const stages = createStages();
const allStages = [
  ...checks.map(([name, program, args]) => [name, () => command(program, args)]),
  ['unit tests', () => vitest([])],
  ['fuzzing of imports', () => command(...fuzzCommand(['--seconds', '20']))],
  ['web app build', () => command('node', ['tools/start.mjs', '--build'])],
  ['web app in Chromium', () => vitest(['--config', 'e2e/vitest.config.ts', 'e2e/web'])],
  ['gallery', () => vitest(['--config', 'e2e/vitest.config.ts', 'e2e/gallery'])],
  [
    'pages of service, cases',
    () => vitest(['--config', 'e2e/vitest.config.ts', 'e2e/sign-in-gallery', 'e2e/cases-gallery']),
  ],
  ['attacks', () => vitest(['--config', 'e2e/vitest.config.ts', 'e2e/attack'])],
  ['stories', () => vitest(['--config', 'e2e/vitest.config.ts', 'e2e/story'])],
  ...desktopStages(canRun),
];
for (const [name, work] of allStages) {
  if (name.includes(only)) {
    await stages.run(name, work);
  }
}
process.exitCode = stages.finish();
