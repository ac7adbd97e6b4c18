import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  lutimesSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readCrates } from './crates.ts';
import { thirdPartyTexts } from './licence-texts.ts';
import { commandManPage } from './man-page.ts';
import { readNpmParts } from './npm-parts.ts';
import type { PackageFacts } from './package-facts.ts';
import { projectRoot } from './package-facts.ts';
import { toSbom } from './sbom.ts';

export interface StageOptions {
  readonly facts: PackageFacts;
  /** The folder that becomes the root of the file system; emptied first. */
  readonly root: string;
  /** The built window. */
  readonly desktopProgram: string;
}

const linux = join(import.meta.dirname, 'linux');
const documents = 'usr/share/doc/halfminute';

/** Lays out what is installed, the same for both kinds of package. Answers the bill of materials. */
export function stage({ facts, root, desktopProgram }: StageOptions): string {
  rmSync(root, { recursive: true, force: true });
  const put = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  const copy = (from: string, path: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    copyFileSync(from, join(root, path));
  };

  copy(desktopProgram, 'usr/bin/halfminute-desktop');
  execFileSync(
    process.execPath,
    [join(projectRoot, 'apps/cli/build-executable.mjs'), join(root, 'usr/lib/halfminute')],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  symlinkSync('../lib/halfminute/halfminute', join(root, 'usr/bin/halfminute'));

  copy(join(linux, 'halfminute-desktop.desktop'), 'usr/share/applications/halfminute-desktop.desktop');
  copy(join(linux, 'halfminute.xml'), 'usr/share/mime/packages/halfminute.xml');
  const icons = join(import.meta.dirname, 'icons');
  for (const name of readdirSync(icons)) {
    const size = name.endsWith('.svg') ? 'scalable' : `${parseInt(name, 10)}x${parseInt(name, 10)}`;
    copy(
      join(icons, name),
      `usr/share/icons/hicolor/${size}/apps/halfminute${name.endsWith('.svg') ? '.svg' : '.png'}`,
    );
  }

  put('usr/share/man/man1/halfminute.1.gz', gzip(commandManPage()));
  put('usr/share/man/man1/halfminute-desktop.1.gz', gzip(readFileSync(join(linux, 'halfminute-desktop.1'))));
  put(`${documents}/changelog.gz`, gzip(readFileSync(join(linux, 'changelog'))));
  copy(join(linux, 'copyright'), `${documents}/copyright`);
  copy(join(projectRoot, 'LICENSE'), `${documents}/LICENSE`);
  copy(join(projectRoot, 'docs/guides/for-it.md'), `${documents}/for-it.md`);
  cpSync(join(import.meta.dirname, 'policy'), join(root, 'usr/share/halfminute/policy'), { recursive: true });

  const parts = { npmParts: readNpmParts(), nodeVersion: process.versions.node };
  const tree = readCrates('x86_64-unknown-linux-gnu');
  put(`${documents}/third-party.txt.gz`, gzip(thirdPartyTexts({ ...parts, crates: tree.crates })));
  const sbom = toSbom({ ...parts, ...facts, tree });
  put(`${documents}/halfminute.cdx.json.gz`, gzip(sbom));

  settle(root, facts.unixSeconds);
  return sbom;
}

/** Node writes no time into the head of what it compresses. */
function gzip(content: string | Uint8Array): Uint8Array {
  return gzipSync(content, { level: 9 });
}

/** Modes and times by rule, whatever umask and clock the builder has. */
function settle(root: string, unixSeconds: number): void {
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isSymbolicLink()) {
      const isProgram = entry.isDirectory() || /\/usr\/(bin|lib\/halfminute)\/[^.]+$/.test(path);
      chmodSync(path, isProgram ? 0o755 : 0o644);
    }
    lutimesSync(path, unixSeconds, unixSeconds);
  }
  chmodSync(root, 0o755);
  lutimesSync(root, unixSeconds, unixSeconds);
}
