import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One npm package that is inside what we ship. */
export interface NpmPart {
  readonly name: string;
  readonly version: string;
  readonly licence: string | null;
  readonly folder: string;
  /** Subresource integrity, from package-lock.json. */
  readonly integrity: string | null;
  /** Names of what it needs, as it names them. */
  readonly needs: readonly string[];
}

/** The parts of package-lock.json that are read here. */
interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const root = join(import.meta.dirname, '..');

/** Everything from npm that the window's page and the command line hold, by name; what is made for other systems left out. */
export function readNpmParts(): readonly NpmPart[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedPackage>>; // npm's own file, version 3
  };
  const parts = new Map<string, NpmPart>();
  const seen = new Set<string>();
  const visit = (path: string): void => {
    const entry = packages[path];
    if (entry === undefined || seen.has(path)) {
      return;
    }
    seen.add(path);
    if (entry.link && entry.resolved !== undefined) {
      visit(entry.resolved);
      return;
    }
    const needs = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies });
    if (path.includes('node_modules/')) {
      parts.set(path, {
        name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
        version: entry.version ?? '',
        licence: entry.license ?? null,
        folder: join(root, path),
        integrity: entry.integrity ?? null,
        needs,
      });
    }
    for (const name of needs) {
      const found = placeOf(name, path, packages);
      if (found !== undefined && !isForOtherSystem(name)) {
        visit(found);
      }
    }
  };
  visit('apps/desktop');
  visit('apps/cli');
  // The command line is bundled from these, which it lists as needed for building only.
  for (const name of Object.keys(packages['apps/cli']?.devDependencies ?? {})) {
    visit(placeOf(name, 'apps/cli', packages) ?? '');
  }
  return [...parts.values()].toSorted((one, other) =>
    `${one.name} ${one.version}` < `${other.name} ${other.version}` ? -1 : 1,
  );
}

/** As Node looks for it: in the package itself, then in each folder above. */
function placeOf(name: string, from: string, packages: Readonly<Record<string, LockedPackage>>): string | undefined {
  const folders = from.split('/');
  return folders
    .map((_, index) => [...folders.slice(0, folders.length - index), 'node_modules', name].join('/'))
    .concat(`node_modules/${name}`)
    .find((path) => packages[path] !== undefined);
}

function isForOtherSystem(name: string): boolean {
  return name.startsWith('@node-rs/argon2-') && name !== '@node-rs/argon2-linux-x64-gnu';
}
