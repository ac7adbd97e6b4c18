import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { PackageOptions } from './deb.ts';
import { description, summary } from './package-facts.ts';

/** Makes the package for Fedora, openSUSE and their kin; answers its path. */
export function makeRpm({ facts, root, folder }: PackageOptions): string {
  const { version, unixSeconds } = facts;
  const name = `halfminute-${version}-1.x86_64.rpm`;
  const work = mkdtempSync(join(tmpdir(), 'halfminute-rpm-'));
  try {
    writeFileSync(join(work, 'halfminute.spec'), specFile({ version, root }));
    execFileSync(
      'rpmbuild',
      ['-bb', '--quiet', '--target', 'x86_64-linux', '--define', `_topdir ${work}`, join(work, 'halfminute.spec')],
      { env: { ...process.env, SOURCE_DATE_EPOCH: `${unixSeconds}` }, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    copyFileSync(join(work, 'RPMS/x86_64', name), join(folder, name));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return join(folder, name);
}

function specFile({ version, root }: { readonly version: string; readonly root: string }): string {
  return `
%global debug_package %{nil}
# Stripping would cut our program out of Node.
%global __os_install_post %{nil}
%global _build_id_links none
%global _buildhost localhost
%global use_source_date_epoch_as_buildtime 1
%global clamp_mtime_to_source_date_epoch 1
%global source_date_epoch_from_changelog 0
%global _binary_payload w12.zstdio

Name: halfminute
Version: ${version}
Release: 1
Summary: ${summary}
License: Apache-2.0 AND MIT AND MPL-2.0 AND BSD-3-Clause AND ISC AND Unicode-3.0 AND Zlib
Group: Applications/Productivity
# What is linked rpm finds itself; the tray's library is loaded only while running.
Requires: libayatana-appindicator3.so.1()(64bit)
Recommends: gnome-keyring
Recommends: xclip

%description
${description.join('\n')}

%install
cp -a ${root}/. %{buildroot}/

%files
%defattr(-,root,root)
%dir /usr/lib/halfminute
%dir /usr/share/doc/halfminute
%dir /usr/share/halfminute
%dir /usr/share/halfminute/policy
%dir /usr/share/halfminute/policy/en-US
${filesOf(root).join('\n')}
`;
}

function filesOf(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => `/${relative(root, join(entry.parentPath, entry.name))}`)
    .toSorted();
}
