/**
 * A worker that saves on a disk which fails, for e2e/web/slot-store.test.ts: the real store of the browser, with the acts on its handles counted, and
 * the one of a given number going wrong.
 */
import {
  listSlots,
  readSlotContent,
  saveToFreeSlot,
  type SlotDirectory,
} from '../../apps/web/src/platform/slot-store.ts';

export interface FaultySave {
  readonly directoryName: string;
  /** Saved before, without a fault. */
  readonly earlier: readonly (readonly number[])[];
  readonly content: readonly number[];
  readonly fault: Fault | null;
}

export interface Fault {
  /**
   * `refused`: the act throws, as on a full disk. `power-lost`: neither this act nor any later one reaches the disk. `torn`: of this write
   * only the first half reaches the disk, and no later act.
   */
  readonly kind: 'refused' | 'power-lost' | 'torn';
  /** Which act on the handles, counted from 1. */
  readonly atAct: number;
}

export interface FaultySaveReport {
  readonly outcome: 'saved' | 'failed';
  readonly acts: number;
  /** What a program that starts afterwards finds, newest first. */
  readonly found: readonly (readonly number[])[];
}

addEventListener('message', ({ data }: MessageEvent<FaultySave>) => {
  void save(data).then((report) => postMessage(report));
});

async function save({ directoryName, earlier, content, fault }: FaultySave): Promise<FaultySaveReport> {
  const root = await navigator.storage.getDirectory();
  // TypeScript gives synchronous handles to workers' types only; this file is compiled with the page.
  const directory = (await root.getDirectoryHandle(directoryName, { create: true })) as unknown as SlotDirectory;
  for (const bytes of earlier) {
    await saveToFreeSlot(directory, await listSlots(directory), { bytes: Uint8Array.from(bytes), savedUnixMs: 1 });
  }
  const counter = { acts: 0 };
  let outcome: 'saved' | 'failed' = 'saved';
  try {
    const bytes = Uint8Array.from(content);
    await saveToFreeSlot(failing(directory, fault, counter), await listSlots(directory), { bytes, savedUnixMs: 1 });
  } catch {
    outcome = 'failed';
  }
  const slots = await listSlots(directory);
  const contents = await Promise.all(slots.map((slot) => readSlotContent(slot)));
  return { outcome, acts: counter.acts, found: contents.map((bytes) => [...bytes]) };
}

function failing(directory: SlotDirectory, fault: Fault | null, counter: { acts: number }): SlotDirectory {
  let isPowerLost = false;
  /** Does `work` unless the fault forbids; `half` is what a torn write leaves. */
  function act<Result>(work: () => Result, lost: Result, half?: () => void): Result {
    counter.acts += 1;
    if (isPowerLost) {
      return lost;
    }
    if (fault?.atAct !== counter.acts) {
      return work();
    }
    if (fault.kind === 'refused') {
      throw new DOMException('full', 'QuotaExceededError');
    }
    isPowerLost = true;
    if (fault.kind === 'torn') {
      half?.();
    }
    return lost;
  }
  return {
    async getFileHandle(name, options) {
      const slot = await directory.getFileHandle(name, options);
      return {
        getFile: () => slot.getFile(),
        async createSyncAccessHandle() {
          const handle = await slot.createSyncAccessHandle();
          return {
            write: (bytes, place) =>
              act(
                () => handle.write(bytes, place),
                bytes.length,
                () => handle.write(bytes.slice(0, Math.floor(bytes.length / 2)), place),
              ),
            truncate: (length) => act(() => handle.truncate(length), undefined),
            flush: () => act(() => handle.flush(), undefined),
            close: () => handle.close(),
          };
        },
      };
    },
  };
}
