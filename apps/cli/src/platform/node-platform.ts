import type { Clipboard, Files, Platform, PolicyFile } from '@halfminute/core';
import { nodeClock } from './clock.ts';
import { nodeDeriveKey } from './derive-key.ts';
import type { Disk } from './disk.ts';
import { noFiles } from './files.ts';
import { nodeRandomBytes } from './random.ts';
import { createVaultFile } from './vault-file.ts';

export interface NodePlatformOptions {
  readonly vaultPath: string;
  readonly files?: Files;
  readonly clipboard?: Clipboard | null;
  readonly policy?: PolicyFile;
  readonly disk?: Disk;
}

/** This computer, as the core knows a host. */
export function createNodePlatform({
  vaultPath,
  files = noFiles,
  clipboard = null,
  policy,
  disk,
}: NodePlatformOptions): Platform {
  return {
    hostName: `command line (Node ${process.versions.node}, ${process.platform})`,
    vaultFile: createVaultFile({ path: vaultPath, randomBytes: nodeRandomBytes, ...(disk && { disk }) }),
    clock: nodeClock,
    randomBytes: nodeRandomBytes,
    deriveKey: nodeDeriveKey,
    files,
    ...(clipboard && { clipboard }),
    ...(policy && { policy }),
  };
}
