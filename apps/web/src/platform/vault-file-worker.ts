/** The worker script behind `createVaultFile`: one act on the store a message, each under the lock that all tabs share. */
import { answerRequests } from '@halfminute/browser';
import { PlatformError, type Generation, type Revision, type StoredVault, type WriteOutcome } from '@halfminute/core';
import {
  emptySlots,
  keptGenerations,
  listSlots,
  readSlotContent,
  saveToFreeSlot,
  type Slot,
  type SlotDirectory,
} from './slot-store.ts';
import type { VaultFileRequest } from './vault-file-request.ts';

const lockName = 'halfminute-vault';
/** A save takes milliseconds: whoever holds the lock longer has hung. */
const longestWaitMs = 15_000;

answerRequests(async (request: VaultFileRequest): Promise<unknown> => {
  try {
    const directory = await openDirectory(request.directoryName);
    const mode = request.act === 'write' || request.act === 'deleteGenerations' ? 'exclusive' : 'shared';
    const signal = AbortSignal.timeout(longestWaitMs);
    return await navigator.locks.request(lockName, { mode, signal }, () => perform(request, directory));
  } catch (error) {
    throw errorToPlatformError(error);
  }
});

function perform(request: VaultFileRequest, directory: SlotDirectory): Promise<unknown> {
  switch (request.act) {
    case 'write':
      return write(directory, request);
    case 'generations':
      return generations(directory);
    case 'readGeneration':
      return readGeneration(directory, request.id);
    case 'deleteGenerations':
      return deleteGenerations(directory);
    case 'read':
    default:
      return read(directory);
  }
}

async function read(directory: SlotDirectory): Promise<StoredVault | null> {
  const [current] = await listSlots(directory);
  if (current === undefined) {
    return null;
  }
  const bytes = await readSlotContent(current);
  return { bytes, revision: await revisionOf(bytes), savedUnixSeconds: savedUnixSeconds(current) };
}

async function write(
  directory: SlotDirectory,
  { bytes, replacing }: { readonly bytes: Uint8Array; readonly replacing: Revision | null },
): Promise<WriteOutcome> {
  const slots = await listSlots(directory);
  const [current] = slots;
  const stored = current === undefined ? null : await revisionOf(await readSlotContent(current));
  if (stored !== replacing) {
    return { outcome: 'conflict' };
  }
  await saveToFreeSlot(directory, slots, { bytes, savedUnixMs: Date.now() });
  return { outcome: 'written', revision: await revisionOf(bytes) };
}

async function keptSlots(directory: SlotDirectory): Promise<readonly Slot[]> {
  return (await listSlots(directory)).slice(1);
}

async function generations(directory: SlotDirectory): Promise<readonly Generation[]> {
  const slots = await keptSlots(directory);
  return slots.slice(0, keptGenerations).map((slot) => ({
    id: slotToId(slot),
    savedUnixSeconds: savedUnixSeconds(slot),
    byteLength: slot.byteLength,
  }));
}

async function readGeneration(directory: SlotDirectory, id: string): Promise<Uint8Array> {
  const slot = (await keptSlots(directory)).find((candidate) => slotToId(candidate) === id);
  if (slot === undefined) {
    throw new PlatformError('io', 'this generation is not kept any more');
  }
  return readSlotContent(slot);
}

async function deleteGenerations(directory: SlotDirectory): Promise<number> {
  const slots = await keptSlots(directory);
  await emptySlots(directory, slots);
  return Math.min(slots.length, keptGenerations);
}

/** A slot is used again and again: the sequence tells whose turn it was. */
function slotToId({ name, sequence }: Slot): string {
  return `${name}/${sequence}`;
}

function savedUnixSeconds({ savedUnixMs }: Slot): number | null {
  return savedUnixMs === null ? null : Math.floor(savedUnixMs / 1000);
}

async function revisionOf(bytes: Uint8Array): Promise<Revision> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes)));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex as Revision; // the one place where this host makes revisions
}

async function openDirectory(name: string): Promise<SlotDirectory> {
  const root = await navigator.storage.getDirectory();
  const directory = await root.getDirectoryHandle(name, { create: true });
  // TypeScript gives createSyncAccessHandle to workers' types only; this file runs in a worker but is compiled with the page.
  return directory as unknown as SlotDirectory;
}

function errorToPlatformError(error: unknown): PlatformError {
  if (error instanceof PlatformError) {
    return error;
  }
  const cause = error instanceof Error ? error : new Error('unknown failure');
  switch (cause.name) {
    case 'QuotaExceededError':
      return new PlatformError('disk-full', 'the browser gives this page no more room', { cause });
    case 'SecurityError':
      return new PlatformError('not-permitted', 'the browser keeps nothing for this page', { cause });
    case 'TimeoutError':
    case 'NoModificationAllowedError':
      return new PlatformError('locked-by-another', 'another tab holds the vault file', { cause });
    case 'TypeMismatchError':
      return new PlatformError('is-a-directory', 'a folder stands where the vault file should be', { cause });
    default:
      return new PlatformError('io', `the browser's store failed: ${cause.name}`, { cause });
  }
}
