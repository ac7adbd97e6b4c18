import { basename, dirname } from 'node:path';

const GENERATION = /^\.\d{8}T\d{6}Z-[0-9a-f]{8}\.bak$/;
const LEFTOVER = /^\.[0-9a-f]{16}\.(?:tmp|stale)$/;

/** The names of everything that lies beside a vault; docs/vault-format.md, "Beside the file". */
export interface VaultNames {
  /** Full path of the vault itself, no symbolic link. */
  readonly vault: string;
  readonly folder: string;
  readonly lock: string;
  /** Full path of the file that one save writes. */
  draft(mark: string): string;
  /** Full path that a stale lock is moved to. */
  stale(mark: string): string;
  /** Name of the generation that holds the content with this Revision, replaced at this time. */
  generation(replacedUnixMs: number, revision: string): string;
  isGeneration(name: string): boolean;
  /** Whether this is what a killed program left lying. */
  isLeftover(name: string): boolean;
}

export function vaultNames(vault: string): VaultNames {
  const folder = dirname(vault);
  const name = basename(vault);
  /** What of another name follows the vault's; empty where it begins otherwise. */
  const rest = (other: string): string => (other.startsWith(name) ? other.slice(name.length) : '');
  return {
    vault,
    folder,
    lock: `${vault}.lock`,
    draft: (mark) => `${vault}.${mark}.tmp`,
    stale: (mark) => `${vault}.${mark}.stale`,
    generation: (replacedUnixMs, revision) => `${name}.${compactUtc(replacedUnixMs)}-${revision.slice(0, 8)}.bak`,
    isGeneration: (other) => GENERATION.test(rest(other)),
    isLeftover: (other) => LEFTOVER.test(rest(other)),
  };
}

/** Such as `20261125T081402Z`. */
function compactUtc(unixMs: number): string {
  return `${new Date(unixMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}
