import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { description, summary } from './package-facts.ts';
import type { PackageFacts } from './package-facts.ts';

export interface PackageOptions {
  readonly facts: PackageFacts;
  /** What `stage` laid out. It is not changed. */
  readonly root: string;
  /** Where the package goes. */
  readonly folder: string;
}

/** Makes the Debian package; answers its path. */
export function makeDeb({ facts, root, folder }: PackageOptions): string {
  const { version, unixSeconds } = facts;
  const file = join(folder, `halfminute_${version}_amd64.deb`);
  const work = mkdtempSync(join(tmpdir(), 'halfminute-deb-'));
  try {
    const tree = join(work, 'tree');
    execFileSync('cp', ['-a', root, tree]);
    const files = filesOf(tree);
    const control = join(tree, 'DEBIAN');
    mkdirSync(control);
    writeFileSync(
      join(control, 'control'),
      controlFile({ version, kib: installedKib(files), depends: dependsOf(tree, work) }),
    );
    writeFileSync(
      join(control, 'md5sums'),
      files
        .filter((path) => lstatSync(path).isFile())
        .map((path) => `${createHash('md5').update(readFileSync(path)).digest('hex')}  ${relative(tree, path)}\n`)
        .join(''),
    );
    for (const path of [join(control, 'control'), join(control, 'md5sums')]) {
      chmodSync(path, 0o644);
      lutimesSync(path, unixSeconds, unixSeconds);
    }
    chmodSync(control, 0o755);
    lutimesSync(control, unixSeconds, unixSeconds);
    lutimesSync(tree, unixSeconds, unixSeconds);
    // zstd: a ninth of xz's time to make, a fourth more bytes. One thread, since the number of threads shows in the bytes.
    execFileSync('dpkg-deb', ['--build', '--root-owner-group', '-Zzstd', '-z12', '--threads-max=1', tree, file], {
      env: { ...process.env, SOURCE_DATE_EPOCH: `${unixSeconds}` },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return file;
}

function controlFile({
  version,
  kib,
  depends,
}: {
  readonly version: string;
  readonly kib: number;
  readonly depends: string;
}): string {
  return [
    'Package: halfminute',
    `Version: ${version}`,
    'Architecture: amd64',
    'Maintainer: The Halfminute authors <halfminute@localhost>',
    `Installed-Size: ${kib}`,
    `Depends: ${depends}`,
    // The keyring for "Unlock with this computer"; the clipboard for the command line.
    'Recommends: gnome-keyring | org.freedesktop.secrets, xclip | wl-clipboard | xsel',
    'Section: utils',
    'Priority: optional',
    `Description: ${summary}`,
    ...description.map((line) => ` ${line}`),
    '',
  ].join('\n');
}

/**
 * The packages whose libraries our programs are linked with, in the versions whose symbols they use, as Debian's own tool
 * finds them; and what is loaded only while running, which no tool sees: the tray's library.
 */
function dependsOf(tree: string, work: string): string {
  mkdirSync(join(work, 'debian'));
  writeFileSync(join(work, 'debian/control'), 'Source: halfminute\n\nPackage: halfminute\nArchitecture: amd64\n');
  const programs = ['usr/bin/halfminute-desktop', 'usr/lib/halfminute/halfminute', 'usr/lib/halfminute/argon2.node'];
  const output = execFileSync('dpkg-shlibdeps', ['-O', ...programs.flatMap((path) => ['-e', join(tree, path)])], {
    cwd: work,
    stdio: ['ignore', 'pipe', 'ignore'],
  }).toString();
  const linked = /^shlibs:Depends=(.+)$/m.exec(output)?.[1]?.split(', ') ?? [];
  if (linked.length === 0) {
    throw new Error('dpkg-shlibdeps found no library at all; is dpkg-dev installed?');
  }
  return [...new Set([...linked, 'libayatana-appindicator3-1'])].toSorted().join(', ');
}

/** Everything in it, folders too, in one order on every computer. */
function filesOf(tree: string): string[] {
  return readdirSync(tree, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** Debian Policy 5.6.20: each file rounded up to a KiB, one KiB for whatever else. */
function installedKib(paths: readonly string[]): number {
  return paths.reduce((sum, path) => {
    const facts = lstatSync(path);
    return sum + (facts.isFile() ? Math.ceil(facts.size / 1024) : 1);
  }, 0);
}
