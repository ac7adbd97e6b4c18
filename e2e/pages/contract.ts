/** A page that runs the cases of the platform contract against the web's own adapter, for e2e/web/platform-contract.test.ts. */
import { platformContract, type HostUnderTest } from '@halfminute/core/testing';
import type { Platform } from '@halfminute/core';
import { createVaultFile } from '../../apps/web/src/platform/vault-file.ts';
import { createWebPlatform } from '../../apps/web/src/platform/web-platform.ts';
import type { WriteFault } from './contract-worker.ts';

declare global {
  interface Window {
    /** Answers what broke, or null. */
    runContractCase(name: string): Promise<string | null>;
  }
}

/** Everything of the web's platform but the folder of its store, which is fresh for each case. */
const webPlatform = createWebPlatform();

window.runContractCase = async (name) => {
  const found = platformContract.find((candidate) => candidate.name === name);
  if (found === undefined) {
    return `there is no case with the name ${name}`;
  }
  try {
    await found.run(makeHost);
    return null;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
};

function makeHost(): Promise<HostUnderTest> {
  const directoryName = crypto.randomUUID();
  const workers: Worker[] = [];
  const startWorker = (): Worker => {
    const worker = new Worker(new URL('./contract-worker.ts', import.meta.url), { type: 'module' });
    workers.push(worker);
    return worker;
  };
  const openPlatform = (): Platform => ({ ...webPlatform, vaultFile: createVaultFile({ directoryName, startWorker }) });
  return Promise.resolve({
    platform: openPlatform(),
    openAgain: () => Promise.resolve(openPlatform()),
    failWrites: (how: WriteFault) => tellWorkers(how),
    dispose: () => workers.forEach((worker) => worker.terminate()),
  });
}

function tellWorkers(fault: WriteFault): Promise<void> {
  const channel = new BroadcastChannel('faults');
  return new Promise((resolve) => {
    channel.addEventListener('message', ({ data }: MessageEvent<{ readonly heard?: true }>) => {
      if (data.heard === true) {
        channel.close();
        resolve();
      }
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has its own origin's pages only
    channel.postMessage({ fault });
  });
}
