import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDeb } from '../../packaging/deb.ts';
import { readPackageFacts } from '../../packaging/package-facts.ts';
import { stage } from '../../packaging/stage.ts';
import type { Table } from '../table.ts';

/** What a package costs whoever installs it. */
interface PackageSize {
  readonly download: Bytes;
  readonly installed: Bytes;
  /** The same with all that it stands on, onto a system without any package: most of it is on every desktop, and one desktop has GTK, another Qt. */
  readonly withEverything: { readonly download: Bytes; readonly installed: Bytes };
}

type Bytes = number;

/** The Debian package, made now from the window that is measured, beside Debian's own packages of what one would use instead. */
export function packageSizes(desktopProgram: string): Table {
  const work = mkdtempSync(join(tmpdir(), 'halfminute-size-'));
  try {
    const facts = readPackageFacts();
    const root = join(work, 'root');
    stage({ facts, root, desktopProgram });
    const deb = makeDeb({ facts, root, folder: work });
    const rivals = ['keepassxc', 'otpclient'].map((name) => ({ name, size: sizeOf(name, work) }));
    const [first] = rivals;
    const ours = sizeOf(deb, work);
    const ratio = ({ download }: PackageSize): number => download / (first?.size.download ?? Number.NaN);
    const windowAlone = statSync(desktopProgram).size;
    return {
      title: 'Size of the Debian package (ratio of downloads to keepassxc)',
      rows: [
        ...rivals.map(({ name, size }) => ({ name: `${name} (${described(size)})`, ratio: ratio(size) })),
        {
          name: `Halfminute (${described(ours)}; of what is installed the window alone ${megabytes(windowAlone)}, most of the rest is the command line with Node inside)`,
          ratio: ratio(ours),
        },
      ],
      targets: [],
    };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function described({ download, installed, withEverything }: PackageSize): string {
  return [
    `${megabytes(download)} to download, ${megabytes(installed)} installed`,
    `with every package it needs, from nothing: ${megabytes(withEverything.download)} and ${megabytes(withEverything.installed)}`,
  ].join('; ');
}

/** `of`: a package's name, or the path of one. Recommended packages are left out. */
function sizeOf(of: string, work: string): PackageSize {
  const nothingInstalled = join(work, 'status');
  writeFileSync(nothingInstalled, '');
  // It only asks, and so answers no, which it counts as a failure.
  const options = ['-o', `Dir::State::status=${nothingInstalled}`, '-o', 'Debug::NoLocking=1'];
  const plan = printed('apt-get', [...options, '--assume-no', '--no-install-recommends', 'install', of]);
  const description = of.endsWith('.deb')
    ? `Size: ${statSync(of).size}\n${printed('dpkg-deb', ['--field', of])}`
    : printed('apt-cache', ['show', '--no-all-versions', of]);
  return {
    download: found(/^Size: (\d+)$/mu, description),
    // Debian Policy 5.6.20: in KiB.
    installed: 1024 * found(/^Installed-Size: (\d+)$/mu, description),
    withEverything: {
      download: bytesIn(/^Need to get (?:\S+ \S+?\/)?([\d.,]+) (\w?)B(?:\/\S+ \w+)? of archives/mu, plan),
      installed: bytesIn(/^After this operation, ([\d.,]+) (\w?)B of additional disk space/mu, plan),
    },
  };
}

function printed(program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    return (error as { readonly stdout?: string }).stdout ?? ''; // as: execFileSync adds it
  }
}

function found(pattern: RegExp, text: string): number {
  const value = pattern.exec(text)?.[1];
  if (value === undefined) {
    throw new Error(
      `apt and dpkg did not say what ${pattern.source} finds; "apt-get update" may bring what they lack.`,
    );
  }
  return Number(value.replaceAll(',', ''));
}

/** As apt writes it: `92.9 MB`, by thousands. */
function bytesIn(pattern: RegExp, text: string): Bytes {
  const unit = pattern.exec(text)?.[2] ?? '';
  return found(pattern, text) * 1000 ** ['', 'k', 'M', 'G'].indexOf(unit);
}

function megabytes(bytes: Bytes): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
