/**
 * Builds the native window: the page with Vite, then the shell around it with cargo. One profile and one set of flags for
 * whoever needs it (`npm start`, packages, end-to-end tests), so that nothing is compiled twice.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectEnvironment, root } from './setup.mjs';
import { hasStamp, stampOf, writeStamp } from './source-stamp.mjs';

const app = join('apps', 'desktop');
const shell = join(app, 'src-tauri');
const rooms = ['otp', 'vault', 'interchange', 'core', 'theme', 'ui', 'browser', 'qr'].map((name) =>
  join('packages', name),
);
const pages = ['index.html', 'palette.html']
  .map((name) => join(app, name))
  .filter((page) => existsSync(join(root, page)));
const sources = {
  folders: [
    ...rooms.map((room) => join(room, 'src')),
    join(app, 'src'),
    join(shell, 'src'),
    join(shell, 'capabilities'),
    join(shell, 'icons'),
  ],
  files: [
    'package-lock.json',
    ...rooms.map((room) => join(room, 'package.json')),
    ...pages,
    ...['package.json', 'vite.config.ts'].map((name) => join(app, name)),
    ...['Cargo.toml', 'Cargo.lock', 'build.rs', 'tauri.conf.json'].map((name) => join(shell, name)),
  ],
};

/** Where cargo puts what it makes: outside of the checkout, and kept from one checkout to the next. */
const targetFolder = process.env.CARGO_TARGET_DIR ?? join(homedir(), '.cache', 'halfminute', 'cargo-target');
const programName = process.platform === 'win32' ? 'halfminute-desktop.exe' : 'halfminute-desktop';

/** The built window. */
export const desktopProgram = join(targetFolder, 'release', programName);
const stampFile = `${desktopProgram}.built-from`;

/** The Debian packages that the window is built with. */
export const windowBuildPackages = [
  'build-essential',
  'pkg-config',
  'libwebkit2gtk-4.1-dev',
  'libgtk-3-dev',
  'libayatana-appindicator3-dev',
];

/** Those, and what the desk is made of that it is tried on. */
export const desktopPackages = [
  ...windowBuildPackages,
  'at-spi2-core',
  'dbus-x11',
  'fonts-dejavu-core',
  'gnome-keyring',
  'libsecret-tools',
  'openbox',
  'python3-dbusmock',
  'webkit2gtk-driver',
  'wmctrl',
  'x11-utils',
  'xclip',
  'xdotool',
  'xsettingsd',
  'xvfb',
];

/** Whether the window is there, and is what the sources would make. */
export function isDesktopCurrent() {
  return existsSync(desktopProgram) && hasStamp(stampFile, stampOf(sources));
}

/** Whether cargo is on the PATH, or in its usual place. */
export function hasRust() {
  return spawnSync('cargo', ['--version'], { stdio: 'ignore', env: buildEnvironment() }).status === 0;
}

/**
 * Builds the window unless it is current. `says` gets a line now and then about how far it is; `signal` ends it. Throws
 * when the build fails; cargo's own words are in the message.
 */
export async function buildDesktop({ says = console.log, signal } = {}) {
  const stamp = stampOf(sources);
  if (existsSync(desktopProgram) && hasStamp(stampFile, stamp)) {
    return;
  }
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  says('Building the page of the window ...');
  await run({
    program: 'node',
    args: [vite, 'build', join(root, app), '--logLevel', 'error'],
    environment: { NODE_ENV: 'production' },
    signal,
  });
  says('Building the window (some minutes the first time, seconds afterwards) ...');
  await compile({ says, signal });
  mkdirSync(join(targetFolder, 'release'), { recursive: true });
  writeStamp(stampFile, stamp);
}

/** Builds a program of `examples` for a bench or a test, as the window itself is built. Answers where it is. */
export async function buildExample(name) {
  await run({ program: 'cargo', args: ['build', ...cargoFlags, '--example', name] });
  return join(targetFolder, 'release', 'examples', name);
}

/** The page comes from inside the program, and from no server beside it. */
const cargoFlags = ['--release', '--locked', '--features', 'tauri/custom-protocol'];

/** How cargo is called on the shell: by everybody with the same flags, so that nothing is compiled twice. */
export function cargo(command, ...args) {
  return {
    program: 'cargo',
    args: [command, ...(command === 'fmt' ? [] : cargoFlags), ...args],
    options: { cwd: join(root, shell), env: buildEnvironment() },
  };
}

/** Rust's part alone; the page must be built. */
async function compile({ says, signal }) {
  let compiled = 0;
  let saidAtMs = performance.now();
  const startedMs = saidAtMs;
  await run({
    program: 'cargo',
    args: ['build', ...cargoFlags, '--bin', 'halfminute-desktop'],
    signal,
    hear: (line) => {
      compiled += /^\s*Compiling /.test(line) ? 1 : 0;
      if (performance.now() - saidAtMs > 10_000) {
        saidAtMs = performance.now();
        says(`  the window: ${compiled} parts compiled, ${Math.round((saidAtMs - startedMs) / 1000)} s`);
      }
    },
  });
}

function buildEnvironment() {
  const cargoHome = process.env.CARGO_HOME ?? join(homedir(), '.cargo');
  const { PATH, ...rest } = projectEnvironment();
  return {
    ...rest,
    PATH: [PATH, join(cargoHome, 'bin')].join(delimiter),
    CARGO_TARGET_DIR: targetFolder,
    // Messages of a panic name source files of crates; where they lay on the builder's disk is nobody's business, and would differ.
    RUSTFLAGS: `--remap-path-prefix=${cargoHome}=/cargo`,
  };
}

/** Resolves when it ended well. `signal` ends it with everything that it started, such as cargo's compilers. */
function run({ program, args, environment = {}, signal, hear = () => undefined }) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    // Without a signal it stays in the caller's group, to which a terminal sends its Ctrl+C.
    const isOfItsOwnGroup = signal !== undefined && process.platform !== 'win32';
    const child = spawn(program, args, {
      cwd: program === 'cargo' ? join(root, shell) : root,
      stdio: ['ignore', 'inherit', 'pipe'],
      env: { ...buildEnvironment(), ...environment },
      detached: isOfItsOwnGroup,
    });
    const end = () => (isOfItsOwnGroup ? endGroup(child.pid) : child.kill());
    signal?.addEventListener('abort', end, { once: true });
    child.on('close', () => signal?.removeEventListener('abort', end));
    const lastLines = [];
    createInterface({ input: child.stderr }).on('line', (line) => {
      lastLines.push(line);
      lastLines.splice(0, lastLines.length - 60);
      hear(line);
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`${lastLines.join('\n')}\nThe window could not be built (${program} ended with ${code}).`)),
    );
  });
}

function endGroup(id) {
  try {
    process.kill(-id, 'SIGTERM');
  } catch {
    // It could not be started, or has just ended by itself.
  }
}
