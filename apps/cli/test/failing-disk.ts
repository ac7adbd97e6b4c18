import { writeFileSync } from 'node:fs';
import type { Disk } from '../src/platform/disk.ts';
import { nodeDisk } from '../src/platform/disk.ts';

export type DiskAct = keyof Disk;

/** A refusal as Node throws them. */
export function systemError(name: string): Error {
  return Object.assign(new Error(`${name}: made by a test`), { code: name });
}

/** The real disk, asked before each act whether it may happen. */
export function guardedDisk(before: (act: DiskAct, path: string) => void | Promise<void>): Disk {
  return {
    read: async (path) => (await before('read', path), nodeDisk.read(path)),
    status: async (path) => (await before('status', path), nodeDisk.status(path)),
    create: async (path, bytes) => (await before('create', path), nodeDisk.create(path, bytes)),
    claim: async (path, bytes) => (await before('claim', path), nodeDisk.claim(path, bytes)),
    link: async (from, to) => (await before('link', to), nodeDisk.link(from, to)),
    rename: async (from, to) => (await before('rename', to), nodeDisk.rename(from, to)),
    remove: async (path) => (await before('remove', path), nodeDisk.remove(path)),
    syncFolder: async (path) => (await before('syncFolder', path), nodeDisk.syncFolder(path)),
    list: async (path) => (await before('list', path), nodeDisk.list(path)),
    makeFolder: async (path) => (await before('makeFolder', path), nodeDisk.makeFolder(path)),
  };
}

/** A disk that stops in the middle of writing a new file, as a full or a broken one does, while `failure` says how. */
export function stoppingDisk(failure: () => 'mid-write' | 'disk-full' | null): Disk {
  return {
    ...nodeDisk,
    async create(path, bytes) {
      const how = failure();
      if (how === null) {
        return nodeDisk.create(path, bytes);
      }
      writeFileSync(path, bytes.subarray(0, bytes.length >> 1), { mode: 0o600 });
      throw systemError(how === 'disk-full' ? 'ENOSPC' : 'EIO');
    },
  };
}
