import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const projectRoot: string = join(import.meta.dirname, '..');

export const summary = 'The authenticator for your desk: one-time codes on the computer you work on';

export const description: readonly string[] = [
  'Keeps the long codes of your accounts in an encrypted file and makes one-time',
  'codes of them, so that turning on multifactor authentication needs no phone.',
  'Nothing leaves the computer. Holds the window (halfminute-desktop) and the',
  'command line (halfminute).',
];

/** What both kinds of package say of themselves. */
export interface PackageFacts {
  readonly version: string;
  /** The time that every file in a package bears: of the sources, not of the build. */
  readonly unixSeconds: number;
}

/** The time is SOURCE_DATE_EPOCH (reproducible-builds.org), or else that of the last commit. */
export function readPackageFacts(): PackageFacts {
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'apps/cli/package.json'), 'utf8')) as {
    readonly version: string; // our own file
  };
  const given = process.env['SOURCE_DATE_EPOCH'];
  const commit = (): string => execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: projectRoot }).toString();
  return { version, unixSeconds: Number(given ?? commit()) };
}
