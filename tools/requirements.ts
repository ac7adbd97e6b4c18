import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { desktopPackages, hasRust } from './desktop-build.mjs';

/** The project's root, whichever folder a command was started from. */
export const projectRoot: string = join(import.meta.dirname, '..');

/** The folder of cases and fixtures beside the project; a stranger does not have it. */
export const sharedFolder: string = join(projectRoot, '..', 'shared');

/** What a suite needs besides npm packages: how to see whether it is there, and the command that brings it. */
interface Requirement {
  readonly isThere: () => boolean;
  readonly bring: string;
}

function answers(command: string, ...args: string[]): () => boolean {
  return () => {
    try {
      execFileSync(command, args, { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  };
}

/** The folder of PostgreSQL's programs; Debian keeps one a major version, and none of them in the PATH. The newest, or null. */
export function postgresPrograms(): string | null {
  const versions = '/usr/lib/postgresql';
  if (!existsSync(versions)) {
    return null;
  }
  const folders = readdirSync(versions)
    .toSorted((one, other) => Number(other) - Number(one))
    .map((version) => join(versions, version, 'bin'));
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}

/** What a desk of the tests is made of, and what looks at it. */
const deskPrograms = [
  'Xvfb',
  'openbox',
  'WebKitWebDriver',
  'dbus-daemon',
  'gnome-keyring-daemon',
  'xdotool',
  'xsettingsd',
  'wmctrl',
  'xclip',
  'xprop',
  'busctl',
];

const requirements = {
  shared: {
    isThere: () => existsSync(join(sharedFolder, 'cases')),
    bring: 'put the folder "shared" beside the project',
  },
  oathtool: { isThere: answers('oathtool', '--version'), bring: 'apt-get install oathtool' },
  pyotp: {
    isThere: answers('/usr/bin/python3', '-c', 'from pyotp import HOTP, TOTP'),
    bring: 'apt-get install python3-pyotp',
  },
  'python-vault': {
    isThere: answers('/usr/bin/python3', '-c', 'import argon2.low_level, cryptography.hazmat.primitives.ciphers.aead'),
    bring: 'apt-get install python3-cryptography python3-argon2',
  },
  'python-hashes': {
    // crypt(3) is the C library's; Python 3.13 and later have no such module any more.
    isThere: answers(
      '/usr/bin/python3',
      '-W',
      'ignore',
      '-c',
      'import crypt, hashlib, argon2.low_level; hashlib.scrypt',
    ),
    bring: 'apt-get install python3 python3-argon2',
  },
  'python-aegis': {
    isThere: answers(
      '/usr/bin/python3',
      '-c',
      'import cryptography.hazmat.primitives.ciphers.aead, cryptography.hazmat.primitives.kdf.scrypt',
    ),
    bring: 'apt-get install python3-cryptography',
  },
  zbarimg: { isThere: answers('zbarimg', '--version'), bring: 'apt-get install zbar-tools' },
  pdftoppm: { isThere: answers('pdftoppm', '-v'), bring: 'apt-get install poppler-utils' },
  'keepassxc-cli': { isThere: answers('keepassxc-cli', '--version'), bring: 'apt-get install keepassxc' },
  strace: { isThere: answers('strace', '--version'), bring: 'apt-get install strace' },
  postgres: {
    isThere: () => postgresPrograms() !== null,
    bring: 'apt-get install postgresql',
  },
  'systemd-analyze': { isThere: answers('systemd-analyze', '--version'), bring: 'apt-get install systemd' },
  python3: { isThere: answers('/usr/bin/python3', '--version'), bring: 'apt-get install python3' },
  cargo: { isThere: hasRust, bring: 'install Rust (https://rustup.rs)' },
  desk: {
    isThere: () =>
      deskPrograms.every((program) => answers('sh', '-c', `command -v ${program}`)()) &&
      answers('pkg-config', '--exists', 'webkit2gtk-4.1')() &&
      answers('/usr/bin/python3', '-c', 'import dbusmock')(),
    bring: `apt-get install ${desktopPackages.join(' ')}`,
  },
  'own-mounts': {
    isThere: answers('unshare', '--mount', 'mount', '-t', 'overlay', 'overlay', '-o', 'lowerdir=/etc:/usr', '/mnt'),
    bring: 'run the tests as root on Linux',
  },
  chromium: { isThere: answers('/usr/bin/chromium', '--version'), bring: 'apt-get install chromium' },
} satisfies Record<string, Requirement>;

export type RequirementName = keyof typeof requirements;

/**
 * Whether everything `suite` needs is there. If not: with CI=true it throws, since a part that cannot run is a failure
 * there; elsewhere it prints one line with the command that would let the suite run, and answers false.
 */
export function canRun(suite: string, ...names: readonly RequirementName[]): boolean {
  const missing = names.filter((name) => !requirements[name].isThere());
  if (missing.length === 0) {
    return true;
  }
  const line = `skipped: ${suite} (to let it run: ${missing.map((name) => requirements[name].bring).join('; ')})`;
  if (process.env['CI'] === 'true') {
    throw new Error(line);
  }
  console.log(line);
  return false;
}
