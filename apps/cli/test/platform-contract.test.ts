import { join } from 'node:path';
import { contractCases } from '@halfminute/core/testing';
import type { HostUnderTest } from '@halfminute/core/testing';
import { describe, it } from 'vitest';
import { createNodePlatform } from '../src/platform/node-platform.ts';
import { stoppingDisk } from './failing-disk.ts';
import { temporaryFolder } from './run-halfminute.ts';

async function makeHost(): Promise<HostUnderTest> {
  const folder = temporaryFolder();
  let failure: 'mid-write' | 'disk-full' | null = null;
  const open = () =>
    createNodePlatform({ vaultPath: join(folder.path, 'ada.halfminute'), disk: stoppingDisk(() => failure) });
  return {
    platform: open(),
    openAgain: async () => open(),
    failWrites(how) {
      failure = how;
    },
    dispose: folder.remove,
  };
}

describe('this computer as a host of the core', () => {
  for (const { name, run } of contractCases({ argon2: true, 'failing-disk': true, 'second-opener': true })) {
    // oxlint-disable-next-line vitest/expect-expect, jest/expect-expect -- a case of the contract rejects where its rule is broken
    it(name, () => run(makeHost), 60_000);
  }
});
