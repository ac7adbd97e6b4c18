import { basename, dirname } from 'node:path';

const GENERATION = /^\.\d{8}T\d{6}Z-[0-9a-f]{8}\.bak$/;
const LEFTOVER = /^\.[0-9a-f]{16}\.(?:tmp|stale)$/;
const ANY_OF_THESE = /^(?:\.lock|\.[0-9a-f]{16}\.(?:tmp|stale)|\.\d{8}t\d{6}z-[0-9a-f]{8}\.bak)$/;

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
  /** Whether any of these has this name, also for a file system to which capitals are small letters, and either spelling of an accent is the other. */
  isTaken(name: string): boolean;
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
    isTaken: (other) =>
      other === name ||
      (folded(other).startsWith(folded(name)) && ANY_OF_THESE.test(folded(other).slice(folded(name).length))),
  };
}

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** Such as `20261125T081402Z`. */
function compactUtc(unixMs: number): string {
  return `${new Date(unixMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}
