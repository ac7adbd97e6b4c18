import { PlatformError } from '../platform.ts';
import type { Revision } from '../platform.ts';

/** What goes wrong with a disk, from now on until it is set back to null. */
export type DiskFailure =
  /** The write fails before a byte is written. */
  | 'before-writing'
  /** The write fails with half the bytes in the temporary file. */
  | 'mid-write'
  /** There is no room: fails with half the bytes in the temporary file. */
  | 'disk-full'
  /** Neither reading nor writing is allowed. */
  | 'not-permitted'
  /** A folder lies where the vault should be. */
  | 'is-a-directory'
  /** The disk cannot be read. */
  | 'read-error';

interface KeptContent {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly savedUnixSeconds: number;
}

/** One file that several memory platforms may share, as two tabs or two programs share a vault. */
export interface MemoryDisk {
  /** Set it to make the disk fail; null: it works. */
  failure: DiskFailure | null;
  /** What is stored, or null. A copy. */
  content(): Uint8Array | null;
  /** Puts bytes there behind everybody's back, as a synced folder does. null: the file goes. */
  place(bytes: Uint8Array | null, savedUnixSeconds?: number): void;
  /** What a failed write left in its temporary file, or null. */
  readonly leftover: Uint8Array | null;
  /** How many writes succeeded. */
  readonly writeCount: number;

  readonly savedUnixSeconds: number | null;
  readonly kept: readonly KeptContent[];
  /** Replaces the content if it still is what `replacing` names; false: it is not. */
  replace(request: {
    readonly bytes: Uint8Array;
    readonly replacing: Revision | null;
    readonly unixSeconds: number;
  }): boolean;
  forget(): number;
  onChange(listener: () => void): () => void;
}

const KEPT_AT_MOST = 10;

export function createMemoryDisk(): MemoryDisk {
  let content: Uint8Array | null = null;
  let savedUnixSeconds: number | null = null;
  let kept: readonly KeptContent[] = [];
  let keptSoFar = 0;
  let leftover: Uint8Array | null = null;
  let writeCount = 0;
  const listeners = new Set<() => void>();

  function currentRevision(): Revision | null {
    return content === null ? null : memoryRevision(content);
  }

  const disk: MemoryDisk = {
    failure: null,
    content: () => (content === null ? null : Uint8Array.from(content)),
    place(bytes, atUnixSeconds) {
      content = bytes === null ? null : Uint8Array.from(bytes);
      savedUnixSeconds = atUnixSeconds ?? savedUnixSeconds;
    },
    get leftover() {
      return leftover;
    },
    get writeCount() {
      return writeCount;
    },
    get savedUnixSeconds() {
      return savedUnixSeconds;
    },
    get kept() {
      return kept;
    },
    replace({ bytes, replacing, unixSeconds }) {
      if (disk.failure === 'mid-write' || disk.failure === 'disk-full') {
        leftover = bytes.slice(0, bytes.length >> 1);
        throw new PlatformError(
          disk.failure === 'disk-full' ? 'disk-full' : 'io',
          `Writing ${bytes.length} bytes stopped after ${leftover.length}.`,
        );
      }
      if (currentRevision() !== replacing) {
        return false;
      }
      if (content !== null) {
        keptSoFar += 1;
        kept = [
          { id: `generation-${keptSoFar}`, bytes: content, savedUnixSeconds: savedUnixSeconds ?? unixSeconds },
          ...kept,
        ].slice(0, KEPT_AT_MOST);
      }
      content = Uint8Array.from(bytes);
      savedUnixSeconds = unixSeconds;
      leftover = null;
      writeCount += 1;
      for (const listener of listeners) {
        listener();
      }
      return true;
    },
    forget() {
      const count = kept.length;
      kept = [];
      return count;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
  return disk;
}

/**
 * A name for these bytes: their number and four rounds of FNV-1a over them. No cryptography, and none is needed: a test
 * would have to look for two contents of one name.
 */
export function memoryRevision(bytes: Uint8Array): Revision {
  const rounds = [0, 1, 2, 3].map((round) => {
    let hash = 0x811c9dc5 ^ round;
    for (const byte of bytes) {
      hash = Math.imul(hash ^ byte ^ (round << 8), 0x01000193);
    }
    return (hash >>> 0).toString(16).padStart(8, '0');
  });
  return `${bytes.length}-${rounds.join('')}` as Revision; // the brand is given here
}
