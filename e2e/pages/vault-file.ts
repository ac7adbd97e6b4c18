/** A page with vault files in the browser's store, for e2e/web/vault-file.test.ts and slot-store.test.ts. */
import { PlatformError, type Revision, type VaultFile } from '@halfminute/core';
import { createVaultFile } from '../../apps/web/src/platform/vault-file.ts';
import type { FaultySave, FaultySaveReport } from './slot-store-worker.ts';

const filesByDirectory = new Map<string, VaultFile>();
const changesByDirectory = new Map<string, number>();

function vaultFile(directoryName: string): VaultFile {
  const known = filesByDirectory.get(directoryName);
  if (known !== undefined) {
    return known;
  }
  const file = createVaultFile({ directoryName });
  file.watch?.(() => changesByDirectory.set(directoryName, (changesByDirectory.get(directoryName) ?? 0) + 1));
  filesByDirectory.set(directoryName, file);
  return file;
}

/** Everything goes through as plain values: only those cross from the page to the test. */
export interface VaultFilePage {
  read(directoryName: string): Promise<{ text: string; revision: string } | null>;
  /** Answers 'written <revision>', 'conflict', or the code of the refusal. */
  write(directoryName: string, text: string, replacing: string | null): Promise<string>;
  generations(directoryName: string): Promise<string[]>;
  deleteGenerations(directoryName: string): Promise<number>;
  /** How often somebody else was heard to write. */
  changes(directoryName: string): number;
  /** Adds a line for each number to the file, as a careful program does: read, write, and again upon a conflict. */
  addLines(directoryName: string, lines: readonly string[]): Promise<number>;
  saveOnFaultyDisk(save: FaultySave): Promise<FaultySaveReport>;
}

declare global {
  interface Window {
    page: VaultFilePage;
  }
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

window.page = {
  async read(directoryName) {
    const stored = await vaultFile(directoryName).read();
    return stored && { text: decode(stored.bytes), revision: stored.revision };
  },
  async write(directoryName, text, replacing) {
    try {
      // The test hands back what it got from here.
      const outcome = await vaultFile(directoryName).write(encode(text), replacing as Revision | null);
      return outcome.outcome === 'written' ? `written ${outcome.revision}` : outcome.outcome;
    } catch (error) {
      return error instanceof PlatformError ? error.code : `not a PlatformError: ${String(error)}`;
    }
  },
  async generations(directoryName) {
    const file = vaultFile(directoryName);
    const kept = await file.generations();
    return Promise.all(kept.map(async ({ id }) => decode(await file.readGeneration(id))));
  },
  deleteGenerations: (directoryName) => vaultFile(directoryName).deleteGenerations(),
  changes: (directoryName) => changesByDirectory.get(directoryName) ?? 0,
  async addLines(directoryName, lines) {
    const file = vaultFile(directoryName);
    let conflicts = 0;
    for (const line of lines) {
      for (;;) {
        const stored = await file.read();
        const text = `${stored === null ? '' : decode(stored.bytes)}${line}\n`;
        if ((await file.write(encode(text), stored?.revision ?? null)).outcome === 'written') {
          break;
        }
        conflicts += 1;
      }
    }
    return conflicts;
  },
  saveOnFaultyDisk(save) {
    const worker = new Worker(new URL('./slot-store-worker.ts', import.meta.url), { type: 'module' });
    return new Promise((resolve) => {
      worker.addEventListener('message', ({ data }: MessageEvent<FaultySaveReport>) => {
        worker.terminate();
        resolve(data);
      });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- only windows have a target origin
      worker.postMessage(save);
    });
  },
};
