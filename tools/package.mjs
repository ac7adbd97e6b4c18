/**
 * `npm run package`: the Debian and the RPM package, the bill of materials and the checksums, in out/packages. Needs Rust and
 * a Debian on amd64. `--test`: also installs the .deb into a clean Debian without Node, uses it and removes it.
 * `--twice`: also makes all of it again and compares the bytes.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildDesktop, desktopProgram, windowBuildPackages } from './desktop-build.mjs';
import { installDebianPackages, installNpmPackages, projectEnvironment, root, useProjectNode } from './setup.mjs';

const debianPackages = [...windowBuildPackages, 'dpkg-dev', 'rpm'];
const debianPackagesOfTest = ['imagemagick', 'mmdebstrap', 'xvfb'];

const flags = new Set(process.argv.slice(2));
const folder = join(root, 'out', 'packages');

try {
  installNpmPackages();
  await useProjectNode(import.meta.filename);
  const missing = installDebianPackages([...debianPackages, ...(flags.has('--test') ? debianPackagesOfTest : [])]);
  if (missing.length > 0) {
    throw new Error(`Packages cannot be made without ${missing.join(', ')}.`);
  }
  await timed('The window', buildDesktop);
  await timed('The packages', () => build(folder));
  if (flags.has('--twice')) {
    await timed('The packages again', () => build(`${folder}-again`));
    const [one, other] = [folder, `${folder}-again`].map((path) => readFileSync(join(path, 'SHA256SUMS'), 'utf8'));
    if (one !== other) {
      throw new Error(`Two builds differ:\n${one}\n${other}`);
    }
    rmSync(`${folder}-again`, { recursive: true });
    console.log('Two builds are equal to the byte.');
  }
  if (flags.has('--test')) {
    await timed('The test in a clean Debian', testInCleanDebian);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function build(into) {
  runs(process.execPath, [
    '--conditions=@halfminute/source',
    '--disable-warning=ExperimentalWarning',
    'packaging/build-packages.ts',
    desktopProgram,
    into,
  ]);
}

function testInCleanDebian() {
  const { version } = JSON.parse(readFileSync(join(root, 'apps', 'cli', 'package.json'), 'utf8'));
  const picture = join(folder, 'clean-debian.png');
  runs('packaging/test-in-clean-debian.sh', [join(folder, `halfminute_${version}_amd64.deb`), picture]);
}

function runs(program, args) {
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit', env: projectEnvironment() });
  if (status !== 0) {
    throw new Error('That failed; see the message above.');
  }
}

async function timed(what, work) {
  const startedMs = performance.now();
  await work();
  console.log(`${what}: ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
}
