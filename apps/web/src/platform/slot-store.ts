/**
 * The vault file in the browser's origin-private file system, and its ten kept generations: a ring of twelve slot files.
 *
 * A file system in a browser has no rename that every browser knows, and says of no write but `flush()` of a synchronous handle that it
 * reached the disk. So nothing is ever replaced: a save goes into a slot that holds neither the current content nor one of the ten
 * kept ones, and counts from the moment that its frame's mark is on the disk (slot-frame.ts).
 *
 * 1. cut the slot to nothing; 2. write frame and content; 3. flush; 4. write the mark; 5. flush.
 *
 * Whatever ends it, the tab, the browser or the power, at any point: before 4 the slot is free and the old content is the newest one; after it
 * the new content is. A content with its mark is never passed over, even if it is damaged: going back silently to an older one would
 * lose the last save without a word. `vault` says that it is damaged, and the kept generations are still there.
 *
 * Runs in a worker, since only workers have synchronous handles. The caller holds the lock that tabs share.
 */
import { PlatformError } from '@halfminute/core';
import { committedMark, committedOffset, encodeSlotFrame, readSlotFrame, slotFrameLength } from './slot-frame.ts';

export const keptGenerations = 10;
const slotCount = 1 + keptGenerations + 1;

/** TypeScript has this for workers only, and this package's other files are the page's. */
interface SyncAccessHandle {
  write(bytes: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  truncate(length: number): void;
  flush(): void;
  close(): void;
}
interface SlotHandle {
  getFile(): Promise<File>;
  createSyncAccessHandle(): Promise<SyncAccessHandle>;
}
/** The part of a FileSystemDirectoryHandle that this store needs. */
export interface SlotDirectory {
  getFileHandle(name: string, options: { readonly create: boolean }): Promise<SlotHandle>;
}

export interface Slot {
  readonly name: string;
  /** 0 for a file that somebody else put there. */
  readonly sequence: number;
  readonly savedUnixMs: number | null;
  readonly byteLength: number;
  readonly isForeign: boolean;
  readonly file: File;
}

/** The slots that hold a content, newest first: the current one, its generations, and perhaps one more that is to go. */
export async function listSlots(directory: SlotDirectory): Promise<readonly Slot[]> {
  const slots = await Promise.all(slotNames.map((name) => readSlot(directory, name)));
  return slots.filter((slot) => slot !== null).sort((one, other) => other.sequence - one.sequence);
}

/** The content of a slot, without its frame. */
export async function readSlotContent(slot: Slot): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await slot.file.arrayBuffer());
  return slot.isForeign ? bytes : bytes.slice(slotFrameLength);
}

/**
 * Saves `bytes` as the newest content. `slots` is what {@link listSlots} gives.
 * Throws what the browser throws, and then the content that was newest before still is.
 */
export async function saveToFreeSlot(
  directory: SlotDirectory,
  slots: readonly Slot[],
  content: { readonly bytes: Uint8Array; readonly savedUnixMs: number },
): Promise<void> {
  const kept = slots.filter((slot, age) => slot.isForeign || age <= keptGenerations);
  const name = slotNames.find((candidate) => kept.every((slot) => slot.name !== candidate));
  if (name === undefined) {
    throw new PlatformError('io', 'every slot of the store holds a file that Halfminute did not write');
  }
  const sequence = (slots[0]?.sequence ?? 0) + 1;
  await withHandle(directory, name, (handle) => {
    handle.truncate(0);
    try {
      writeAll(handle, encodeSlotFrame({ sequence, savedUnixMs: content.savedUnixMs }), 0);
      writeAll(handle, Uint8Array.from(content.bytes), slotFrameLength);
      handle.flush();
      writeAll(handle, committedMark, committedOffset);
      handle.flush();
    } catch (error) {
      giveUp(handle);
      throw error;
    }
  });
  // The content that is now the eleventh behind the current one. That it could not be emptied does not undo the save.
  const surplus = kept.filter((slot) => !slot.isForeign).slice(keptGenerations);
  await emptySlots(directory, surplus).catch(() => undefined);
}

/** Cuts these slots to nothing. */
export async function emptySlots(directory: SlotDirectory, slots: readonly Slot[]): Promise<void> {
  for (const { name } of slots) {
    // oxlint-disable-next-line no-await-in-loop -- one after another, so that a failure leaves a clear state
    await withHandle(directory, name, (handle) => {
      handle.truncate(0);
      handle.flush();
    });
  }
}

const slotNames: readonly string[] = Array.from(
  { length: slotCount },
  (_, index) => `slot-${String(index).padStart(2, '0')}`,
);

async function readSlot(directory: SlotDirectory, name: string): Promise<Slot | null> {
  let file: File;
  try {
    const handle = await directory.getFileHandle(name, { create: false });
    file = await handle.getFile();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') {
      return null;
    }
    throw error;
  }
  const reading = readSlotFrame(new Uint8Array(await file.slice(0, slotFrameLength).arrayBuffer()));
  if (reading.kind === 'free') {
    return null;
  }
  return reading.kind === 'foreign'
    ? { name, sequence: 0, savedUnixMs: null, byteLength: file.size, isForeign: true, file }
    : { name, ...reading.frame, byteLength: file.size - slotFrameLength, isForeign: false, file };
}

async function withHandle(
  directory: SlotDirectory,
  name: string,
  work: (handle: SyncAccessHandle) => void,
): Promise<void> {
  const slot = await directory.getFileHandle(name, { create: true });
  const handle = await slot.createSyncAccessHandle();
  try {
    work(handle);
  } finally {
    handle.close();
  }
}

/** Gives the room back after a failed save, and takes back a mark whose flush failed. The failure itself is what the caller hears of. */
function giveUp(handle: SyncAccessHandle): void {
  try {
    handle.truncate(0);
    handle.flush();
  } catch {
    // Without its mark the slot is free all the same.
  }
}

/** A handle may write less than it was given when the disk is full, without saying so. */
function writeAll(handle: SyncAccessHandle, bytes: Uint8Array<ArrayBuffer>, at: number): void {
  const written = handle.write(bytes, { at });
  if (written !== bytes.length) {
    throw new PlatformError('disk-full', `the browser took ${written} of ${bytes.length} bytes`);
  }
}
