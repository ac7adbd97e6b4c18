import { describe, expect, it } from 'vitest';
import {
  contractCases,
  createMemoryDisk,
  createMemoryKeychain,
  createMemoryPlatform,
  platformContract,
} from '../src/testing/index.ts';
import type { HostUnderTest } from '../src/testing/index.ts';

async function memoryHost(): Promise<HostUnderTest> {
  const disk = createMemoryDisk();
  return {
    platform: createMemoryPlatform({ disk, seed: 1, keychain: createMemoryKeychain() }),
    openAgain: () => Promise.resolve(createMemoryPlatform({ disk, seed: 2 })),
    failWrites(how) {
      disk.failure = how;
    },
  };
}

describe('the memory platform keeps the contract of every host', () => {
  for (const contractCase of contractCases({
    argon2: false,
    'failing-disk': true,
    'second-opener': true,
    keychain: true,
  })) {
    it(contractCase.name, async () => {
      await expect(contractCase.run(memoryHost)).resolves.toBeUndefined();
    });
  }
});

describe('the contract', () => {
  it('leaves out only what a host says it does not offer', () => {
    const all = contractCases({
      argon2: true,
      'failing-disk': true,
      'second-opener': true,
      keychain: true,
      pictures: true,
    });
    expect(all).toEqual(platformContract);
    const fewest = contractCases({ argon2: false, 'failing-disk': false, 'second-opener': false });
    expect(fewest.every(({ needs }) => needs.length === 0)).toBe(true);
    expect(fewest.length).toBeGreaterThan(10);
  });

  it('has no two cases of one name', () => {
    expect(new Set(platformContract.map(({ name }) => name)).size).toBe(platformContract.length);
  });

  it.each([
    ['writes over another revision', 'only the named revision is replaced'],
    ['forgets its generations', 'ten generations are kept, newest first'],
    [
      'loses the old vault when the disk fails',
      'a disk that fails (mid-write) leaves the old vault and its generations',
    ],
    ['draws the same bytes again', 'randomBytes does not repeat itself, and favours no byte'],
  ])('catches a host that %s', async (fault, name) => {
    const broken = async (): Promise<HostUnderTest> => {
      const host = await memoryHost();
      const { vaultFile } = host.platform;
      const { disk } = createMemoryPlatform();
      switch (fault) {
        case 'writes over another revision':
          return {
            ...host,
            platform: {
              ...host.platform,
              vaultFile: {
                ...vaultFile,
                write: async (bytes) => vaultFile.write(bytes, (await vaultFile.read())?.revision ?? null),
              },
            },
          };
        case 'forgets its generations':
          return {
            ...host,
            platform: { ...host.platform, vaultFile: { ...vaultFile, generations: () => Promise.resolve([]) } },
          };
        case 'draws the same bytes again':
          return {
            ...host,
            platform: { ...host.platform, randomBytes: (length: number) => new Uint8Array(length).fill(7) },
          };
        default:
          return { ...host, failWrites: () => disk.place(null) };
      }
    };
    const found = platformContract.find((candidate) => candidate.name === name);
    await expect(found?.run(broken)).rejects.toThrow();
  });

  it('disposes of the host even when the case fails', async () => {
    let disposed = 0;
    const host = async (): Promise<HostUnderTest> => ({
      ...(await memoryHost()),
      openAgain: () => Promise.reject(new Error('there is no second tab')),
      dispose: () => {
        disposed += 1;
      },
    });
    const needsTwo = platformContract.find(({ needs }) => needs.includes('second-opener'));
    await expect(needsTwo?.run(host)).rejects.toThrow('there is no second tab');
    expect(disposed).toBe(1);
  });
});
