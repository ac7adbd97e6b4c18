import { constants, type Stats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { link, lstat, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PlatformError } from '@halfminute/core';
import { systemErrorName } from '../system-error-name.ts';

/** The few acts on files that keeping a vault needs. An argument of the vault file, so that a test can make each of them fail. */
export interface Disk {
  /** null when there is no such file. Never waits: a pipe or a device is refused. */
  read(path: string): Promise<StoredFile | null>;
  /** Of the name itself, which may be a link; null when there is no such name. */
  status(path: string): Promise<NameStatus | null>;
  /** Makes a file of its own (O_EXCL, 0600), writes everything and waits until it is on the medium (fsync). */
  create(path: string, bytes: Uint8Array): Promise<void>;
  /** Makes a small file of its own without waiting for the medium. Answers false where the name is taken. */
  claim(path: string, bytes: Uint8Array): Promise<boolean>;
  /** A second name for a file; fails with EEXIST where the name is taken. */
  link(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Does nothing when the file is gone already. */
  remove(path: string): Promise<void>;
  /** Waits until the folder's names are on the medium. */
  syncFolder(path: string): Promise<void>;
  /** The names in a folder; none when there is no such folder. */
  list(path: string): Promise<readonly string[]>;
  /** Makes the folder and those above it (0700) where they are missing. */
  makeFolder(path: string): Promise<void>;
}

interface FileStatus {
  readonly byteLength: number;
  readonly modifiedUnixMs: number;
}

interface NameStatus extends FileStatus {
  readonly kind: 'file' | 'folder' | 'other';
}

export interface StoredFile extends FileStatus {
  readonly bytes: Uint8Array;
  /** Whether its owner may write it, by the permission bits alone: an administrator's own rights do not count. */
  readonly isWritable: boolean;
}

/** Far above any vault (10,000 accounts are some 3 MB), far below what would fill the memory. */
const LARGEST_FILE_BYTES = 256 * 1024 * 1024;

const CHUNK_BYTES = 256 * 1024;

const OWNER_MAY_WRITE = 0o200;

export const nodeDisk: Disk = {
  async read(path) {
    // O_NONBLOCK: without it, opening a named pipe would wait for a writer for ever. Windows has no such flag.
    const flags = constants.O_RDONLY | (process.platform === 'win32' ? 0 : constants.O_NONBLOCK);
    const file = await orNullWhenMissing(open(path, flags));
    if (file === null) {
      return null;
    }
    try {
      const status = await file.stat();
      if (status.isDirectory()) {
        throw new PlatformError('is-a-directory', 'Reading the file: it is a folder.');
      }
      if (!status.isFile()) {
        throw new PlatformError('unsupported', 'Reading the file: it is a device or a pipe.');
      }
      if (status.size > LARGEST_FILE_BYTES) {
        throw new PlatformError('too-large', `Reading the file: it has ${status.size} bytes.`);
      }
      return {
        bytes: await readUpTo(file, status.size),
        byteLength: status.size,
        modifiedUnixMs: status.mtimeMs,
        isWritable: (status.mode & OWNER_MAY_WRITE) !== 0,
      };
    } finally {
      await file.close();
    }
  },

  async status(path) {
    const status = await orNullWhenMissing(lstat(path));
    return status && { byteLength: status.size, modifiedUnixMs: status.mtimeMs, kind: kindOf(status) };
  },

  async create(path, bytes) {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } catch (error) {
      // A file that is not whole is of no use to anybody; the failure that led here is the one to tell.
      await unlink(path).catch(() => undefined);
      throw error;
    } finally {
      await file.close();
    }
  },

  async claim(path, bytes) {
    let file: FileHandle;
    try {
      file = await open(path, 'wx', 0o600);
    } catch (error) {
      if (systemErrorName(error) === 'EEXIST') {
        return false;
      }
      throw error;
    }
    try {
      await file.writeFile(bytes);
      return true;
    } catch (error) {
      await unlink(path).catch(() => undefined);
      throw error;
    } finally {
      await file.close();
    }
  },

  link,
  rename,

  async remove(path) {
    await orNullWhenMissing(unlink(path));
  },

  async syncFolder(path) {
    if (process.platform === 'win32') {
      // Windows cannot open a folder for this, and its file systems write their journal without being asked.
      return;
    }
    const folder = await open(path, constants.O_RDONLY);
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  },

  async list(path) {
    return (await orNullWhenMissing(readdir(path))) ?? [];
  },

  makeFolder,
};

/** Whatever size it is said to have: some file systems say 0 of a file that never ends. */
async function readUpTo(file: FileHandle, statedSize: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (let room = Math.max(statedSize + 1, CHUNK_BYTES); ; room = CHUNK_BYTES) {
    // oxlint-disable-next-line no-await-in-loop -- one part after the other
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.allocUnsafe(room) });
    if (bytesRead === 0) {
      return chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks, total);
    }
    total += bytesRead;
    if (total > LARGEST_FILE_BYTES) {
      throw new PlatformError('too-large', 'Reading the file: it is larger than any vault.');
    }
    chunks.push(buffer.subarray(0, bytesRead));
  }
}

function kindOf(status: Stats): NameStatus['kind'] {
  if (status.isFile()) {
    return 'file';
  }
  return status.isDirectory() ? 'folder' : 'other';
}

/** By hand: Node's recursive way never ends where a system answers ENOENT for ever, as /proc does. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    const name = systemErrorName(error);
    if (name === 'EEXIST' || name === 'EISDIR') {
      return;
    }
    const above = dirname(path);
    if (name !== 'ENOENT' || above === path || (await orNullWhenMissing(stat(above))) !== null) {
      throw error;
    }
    await makeFolder(above);
    await mkdir(path, { mode: 0o700 });
  }
}

async function orNullWhenMissing<Value>(act: Promise<Value>): Promise<Value | null> {
  try {
    return await act;
  } catch (error) {
    if (systemErrorName(error) === 'ENOENT') {
      return null;
    }
    throw error;
  }
}
