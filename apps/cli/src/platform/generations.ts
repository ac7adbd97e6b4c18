import { basename, join } from 'node:path';
import type { Generation } from '@halfminute/core';
import type { Disk, StoredFile } from './disk.ts';
import { revisionOf } from './revision.ts';
import { systemErrorName } from '../system-error-name.ts';
import type { VaultNames } from './vault-names.ts';

/** How many earlier contents are kept beside the vault. */
const MOST_KEPT = 10;

/** Whether a file lies there: nobody keeps a content as a folder or behind a symbolic link. */
export async function isGenerationKept(disk: Disk, path: string): Promise<boolean> {
  return (await disk.status(path))?.kind === 'file';
}

/** Newest first: by the time in the name, and within one second by when the content was written. */
export async function listGenerations(disk: Disk, at: VaultNames): Promise<readonly Generation[]> {
  const names = (await disk.list(at.folder)).filter((name) => at.isGeneration(name));
  const files = await Promise.all(names.map(async (id) => ({ id, file: await disk.status(join(at.folder, id)) })));
  return files
    .flatMap(({ id, file }) => (file?.kind === 'file' ? [{ id, file }] : []))
    .sort(
      (a, b) => compare(timeOf(b.id, at), timeOf(a.id, at)) || compare(b.file.modifiedUnixMs, a.file.modifiedUnixMs),
    )
    .map(({ id, file }) => ({
      id,
      savedUnixSeconds: Math.floor(file.modifiedUnixMs / 1000),
      byteLength: file.byteLength,
    }));
}

/** Gives the current content a second name, which it keeps when the first goes to the new content. */
export async function keepGeneration(request: {
  readonly disk: Disk;
  readonly at: VaultNames;
  readonly current: StoredFile;
  readonly nowUnixMs: number;
  /** Makes the name of a temporary file, should one be needed. */
  readonly newMark: () => string;
}): Promise<void> {
  const { disk, at, current, nowUnixMs, newMark } = request;
  const revision = revisionOf(current.bytes);
  const kept = join(at.folder, at.generation(nowUnixMs, revision));
  try {
    await disk.link(at.vault, kept);
  } catch (error) {
    if (systemErrorName(error) === 'EEXIST') {
      // Of the same second and the same content: a save that was stopped before its end made it.
      return;
    }
    // A file system without second names (FAT): a copy, made as carefully as the vault itself.
    const copy = at.draft(newMark());
    await disk.create(copy, current.bytes);
    await disk.rename(copy, kept);
  }
}

export async function pruneGenerations(disk: Disk, at: VaultNames): Promise<void> {
  const tooOld = (await listGenerations(disk, at)).slice(MOST_KEPT);
  await Promise.all(tooOld.map(({ id }) => disk.remove(join(at.folder, id))));
}

function timeOf(generation: string, at: VaultNames): string {
  return generation.slice(basename(at.vault).length, -'-00000000.bak'.length);
}

function compare<Value extends string | number>(a: Value, b: Value): number {
  return a < b ? -1 : Number(a > b);
}
