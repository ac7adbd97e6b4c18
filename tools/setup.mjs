/**
 * Brings what a bare machine lacks: npm packages, a current Node, Debian packages. Plain JavaScript that Node 20 runs,
 * since it is the first thing that every command of this project calls.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const root = join(import.meta.dirname, '..');
const binFolder = join(root, 'node_modules', '.bin');
const projectNode = join(root, 'node_modules', 'node', 'bin', 'node');
const oldestNodeMajor = 24;
/** Who started this command; another one later means that this one has ended. */
const startedBy = process.ppid;
const lookAfterNpmEveryMs = 500;

/** The environment of every command we start: the project's own Node and tools come first on the PATH. */
export function projectEnvironment() {
  return { ...process.env, PATH: [binFolder, process.env.PATH ?? ''].join(delimiter) };
}

/** Installs the npm packages of package-lock.json when they are missing or of another lock file. */
export function installNpmPackages() {
  if (isInstalled()) {
    return;
  }
  console.log('Installing npm packages (npm ci) ...');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const result = spawnSync(npm, ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) {
    throw new Error('npm ci failed; see its message above. Is the npm registry reachable?');
  }
}

/** Whether npm's own record of node_modules has every package of package-lock.json in the same version. */
function isInstalled() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) {
    return false;
  }
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, link, optional }]) =>
      !path.includes('node_modules/') || link || optional || installed[path]?.version === version,
  );
}

/**
 * Starts `script` again under the project's own Node when this one is too old or lacks `flags`, hands signals on to it, and
 * ends with its exit code. Answers only where nothing had to be started. From here on the command ends with the npm that runs it.
 */
export async function useProjectNode(script, flags = []) {
  endWithNpm();
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= oldestNodeMajor && flags.every((flag) => process.execArgv.includes(flag))) {
    return;
  }
  const node = existsSync(projectNode) ? projectNode : process.execPath;
  const child = spawn(node, [...flags, script, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: projectEnvironment(),
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  const [code] = await once(child, 'exit');
  process.exit(code ?? 1);
}

/**
 * Whoever ends npm's own process (SIGTERM) ends what it runs. npm hands the signal on to the shell between (`sh -c`), which dies of it
 * and tells nobody, so that we would go on without an owner: we end as if the signal had come here. Only under npm: whoever starts
 * `node tools/start.mjs &` and closes that shell wants it to stay. An interrupt (SIGINT) sent to npm alone ends nothing: a shell waits
 * for its program then, since a terminal's Ctrl+C reaches both.
 */
function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) {
    return;
  }
  const look = setInterval(() => {
    if (process.ppid !== startedBy) {
      clearInterval(look);
      process.kill(process.pid, 'SIGTERM');
    }
  }, lookAfterNpmEveryMs);
  look.unref();
}

/**
 * Installs Debian packages where that is possible (Debian, root). Elsewhere it prints the exact command and goes on:
 * the suites that need them say so themselves. Answers the names still missing.
 */
export function installDebianPackages(names) {
  const missing = missingDebianPackages(names);
  if (missing.length === 0) {
    return [];
  }
  const isRoot = process.getuid?.() === 0;
  if (!existsSync('/usr/bin/apt-get') || !isRoot) {
    console.log(
      `Not installed: ${missing.join(' ')}. To install: apt-get install --no-install-recommends ${missing.join(' ')}`,
    );
    return missing;
  }
  console.log(`Installing Debian packages: ${missing.join(' ')} ...`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { stdio: ['ignore', 'ignore', 'inherit'], env: environment };
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], options);
  return missingDebianPackages(names);
}

function missingDebianPackages(names) {
  return names.filter((name) => {
    const result = spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Status}', name], { encoding: 'utf8' });
    return result.status !== 0 || result.stdout !== 'installed';
  });
}
