import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One Rust package that the window is made of. */
export interface Crate {
  /** cargo's own name for it, in the form of the day. */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** SPDX, as its author wrote it; null where nothing is declared. */
  readonly licence: string | null;
  /** Where cargo takes it from; null for ours. */
  readonly source: string | null;
  /** Its unpacked folder. */
  readonly folder: string;
  /** Hexadecimal SHA-256 of the archive, from Cargo.lock; null for ours. */
  readonly sha256: string | null;
  /** Ids of what it needs, tests excepted. */
  readonly needs: readonly string[];
}

/** A dependency that our own Cargo.toml names. */
export interface DirectCrate {
  readonly name: string;
  readonly requirement: string;
  readonly kind: 'normal' | 'build';
}

export interface CrateTree {
  readonly direct: readonly DirectCrate[];
  /** All but our own, by name and version. */
  readonly crates: readonly Crate[];
  readonly own: Crate;
}

/** The parts of `cargo metadata` that are read here. */
interface Metadata {
  readonly packages: readonly {
    readonly id: string;
    readonly name: string;
    readonly version: string;
    readonly license: string | null;
    readonly source: string | null;
    readonly manifest_path: string;
    readonly dependencies: readonly { readonly name: string; readonly req: string; readonly kind: string | null }[];
  }[];
  readonly resolve: {
    readonly root: string;
    readonly nodes: readonly {
      readonly id: string;
      readonly deps: readonly {
        readonly pkg: string;
        readonly dep_kinds: readonly { readonly kind: string | null }[];
      }[];
    }[];
  };
}

const shell = join(import.meta.dirname, '../apps/desktop/src-tauri');

/**
 * What the window is made of, as `cargo metadata` says: for one target, or (null) for all systems together, which has cargo
 * fetch what other systems need. Throws when cargo cannot answer, or Cargo.lock does not fit Cargo.toml.
 */
export function readCrates(target: string | null): CrateTree {
  const filter = target === null ? [] : ['--filter-platform', target];
  const output = execFileSync('cargo', ['metadata', '--locked', '--format-version', '1', ...filter], {
    cwd: shell,
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const metadata = JSON.parse(output.toString()) as Metadata; // what cargo prints, in format version 1
  const checksums = lockedChecksums();
  const needsById = new Map(
    metadata.resolve.nodes.map(({ id, deps }) => [
      id,
      deps.filter(({ dep_kinds: kinds }) => kinds.some(({ kind }) => kind !== 'dev')).map(({ pkg }) => pkg),
    ]),
  );
  const all = metadata.packages.map(({ id, name, version, license, source, manifest_path: manifest }) => ({
    id,
    name,
    version,
    licence: license,
    source,
    folder: dirname(manifest),
    sha256: checksums.get(`${name} ${version}`) ?? null,
    needs: needsById.get(id) ?? [],
  }));
  const byId = new Map(all.map((crate) => [crate.id, crate]));
  const own = byId.get(metadata.resolve.root);
  if (own === undefined) {
    throw new Error('cargo metadata names no root package.');
  }
  const reached = new Set<string>();
  const visit = (id: string): void => {
    if (!reached.has(id)) {
      reached.add(id);
      byId.get(id)?.needs.forEach(visit);
    }
  };
  visit(own.id);
  const declared = metadata.packages.find(({ id }) => id === own.id)?.dependencies ?? [];
  return {
    own,
    direct: declared
      .filter(({ kind }) => kind !== 'dev')
      .map(({ name, req, kind }) => ({ name, requirement: req, kind: kind === 'build' ? 'build' : 'normal' })),
    crates: all
      .filter(({ id }) => reached.has(id) && id !== own.id)
      .toSorted((one, other) => compare(one.name, other.name) || compare(one.version, other.version)),
  };
}

/** By "name version". */
function lockedChecksums(): ReadonlyMap<string, string> {
  const path = join(shell, 'Cargo.lock');
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const entries = text.matchAll(/^name = "(.+)"\nversion = "(.+)"\nsource = ".*"\nchecksum = "([0-9a-f]{64})"$/gm);
  return new Map([...entries].map(([, name, version, checksum = '']) => [`${name} ${version}`, checksum]));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
