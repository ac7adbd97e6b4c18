/** The vault file's worker on a disk that fails when told to, for e2e/web/platform-contract.test.ts. */
import '../../apps/web/src/platform/vault-file-worker.ts';

export type WriteFault = 'mid-write' | 'disk-full' | null;

interface PatchedHandle {
  write(bytes: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
}
interface PatchedPrototype {
  createSyncAccessHandle(): Promise<PatchedHandle>;
}

let fault: WriteFault = null;

// TypeScript gives synchronous handles to workers' types only; this file is compiled with the page.
const prototype = FileSystemFileHandle.prototype as unknown as PatchedPrototype;
// oxlint-disable-next-line typescript/unbound-method -- bound to its file by call()
const createWorkingHandle = prototype.createSyncAccessHandle;
prototype.createSyncAccessHandle = async function createFailingHandle(): Promise<PatchedHandle> {
  const handle = await createWorkingHandle.call(this);
  const write = handle.write.bind(handle);
  handle.write = (bytes, options) => {
    if (fault === null) {
      return write(bytes, options);
    }
    write(bytes.slice(0, Math.floor(bytes.length / 2)), options);
    throw new DOMException('as the test wants it', fault === 'disk-full' ? 'QuotaExceededError' : 'InvalidStateError');
  };
  return handle;
};

const channel = new BroadcastChannel('faults');
channel.addEventListener('message', ({ data }: MessageEvent<{ readonly fault: WriteFault }>) => {
  if ('fault' in data) {
    ({ fault } = data);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has its own origin's pages only
    channel.postMessage({ heard: true });
  }
});
