import { PlatformError } from '../platform.ts';
import type { Platform, Revision, VaultFile } from '../platform.ts';
import { checkBytes, checkSame, checkThat, rejectionOf } from './check.ts';
import { contractCase, offered } from './contract-case.ts';
import type { ContractCase, HostUnderTest } from './contract-case.ts';

const OLD = Uint8Array.from({ length: 4000 }, (_, index) => index % 251);
const NEW = Uint8Array.from({ length: 6000 }, (_, index) => (index * 7) % 253);
const KEPT_AT_MOST = 10;

export const vaultFileCases: readonly ContractCase[] = [
  contractCase('a fresh host has no vault file and no generations', [], async ({ platform }) => {
    checkSame(await platform.vaultFile.read(), null, 'reading');
    checkSame((await platform.vaultFile.generations()).length, 0, 'generations');
    checkThat(platform.vaultFile.name !== '', 'the file has a name for the screen');
  }),
  contractCase('what was written is read back, byte for byte', [], async ({ platform: { vaultFile } }) => {
    const revision = await written(vaultFile, OLD, null);
    const stored = await vaultFile.read();
    checkBytes(stored?.bytes, OLD, 'content');
    checkSame(stored?.revision, revision, 'revision');
  }),
  contractCase('a file may hold nothing at all', [], async ({ platform: { vaultFile } }) => {
    await written(vaultFile, new Uint8Array(0), null);
    checkBytes((await vaultFile.read())?.bytes, new Uint8Array(0), 'content');
  }),
  contractCase('a megabyte comes back whole', [], async ({ platform: { vaultFile } }) => {
    const large = Uint8Array.from({ length: 1_048_577 }, (_, index) => (index * 31) % 256);
    await written(vaultFile, large, null);
    checkBytes((await vaultFile.read())?.bytes, large, 'content');
  }),
  contractCase('only the named revision is replaced', [], async ({ platform: { vaultFile } }) => {
    const first = await written(vaultFile, OLD, null);
    await written(vaultFile, NEW, first);
    const late = await vaultFile.write(OLD.slice(1), first);
    checkSame(late.outcome, 'conflict', 'writing over another revision');
    checkBytes((await vaultFile.read())?.bytes, NEW, 'content after the conflict');
  }),
  contractCase('a first write meets a conflict where a file is', [], async ({ platform: { vaultFile } }) => {
    await written(vaultFile, OLD, null);
    checkSame((await vaultFile.write(NEW, null)).outcome, 'conflict', 'writing as if there were no file');
    checkBytes((await vaultFile.read())?.bytes, OLD, 'content');
  }),
  contractCase('a named revision meets a conflict where no file is', [], async ({ platform: { vaultFile } }) => {
    const nowhere = 'no content ever had this revision' as Revision; // any text may come from an old session
    checkSame((await vaultFile.write(OLD, nowhere)).outcome, 'conflict', 'replacing what is not there');
    checkSame(await vaultFile.read(), null, 'reading');
  }),
  contractCase('a revision is equal exactly when the bytes are', [], async ({ platform: { vaultFile } }) => {
    const first = await written(vaultFile, OLD, null);
    const changed = Uint8Array.from(OLD);
    changed[3999] = 255;
    const second = await written(vaultFile, changed, first);
    checkThat(first !== second, 'other bytes of the same length have another revision');
    checkSame(await written(vaultFile, OLD, second), first, 'the revision of the same bytes');
  }),
  contractCase(
    'the content that was replaced is kept as the newest generation',
    [],
    async ({ platform: { vaultFile } }) => {
      const first = await written(vaultFile, OLD, null);
      await written(vaultFile, NEW, first);
      const [newest, ...older] = await vaultFile.generations();
      checkSame(older.length, 0, 'older generations');
      checkSame(newest?.byteLength, OLD.length, 'length of the generation');
      checkBytes(await vaultFile.readGeneration(newest?.id ?? ''), OLD, 'generation');
    },
  ),
  contractCase('ten generations are kept, newest first', [], async ({ platform: { vaultFile } }) => {
    let revision: Revision | null = null;
    for (let version = 0; version <= KEPT_AT_MOST + 2; version += 1) {
      revision = await written(vaultFile, Uint8Array.of(version), revision);
    }
    const kept = await vaultFile.generations();
    const versions = await Promise.all(kept.map(async ({ id }) => (await vaultFile.readGeneration(id))[0]));
    checkSame(versions.join(), Array.from({ length: KEPT_AT_MOST }, (_, age) => 11 - age).join(), 'kept versions');
  }),
  contractCase('a write that meets a conflict keeps no generation', [], async ({ platform: { vaultFile } }) => {
    await written(vaultFile, OLD, null);
    await vaultFile.write(NEW, null);
    checkSame((await vaultFile.generations()).length, 0, 'generations');
  }),
  contractCase('deleting the generations leaves the vault alone', [], async ({ platform: { vaultFile } }) => {
    const first = await written(vaultFile, OLD, null);
    const second = await written(vaultFile, NEW, first);
    await written(vaultFile, OLD, second);
    checkSame(await vaultFile.deleteGenerations(), 2, 'how many were deleted');
    checkSame((await vaultFile.generations()).length, 0, 'generations');
    checkBytes((await vaultFile.read())?.bytes, OLD, 'content');
    checkSame(await vaultFile.deleteGenerations(), 0, 'how many were deleted the second time');
  }),
  contractCase(
    'a generation that is not there is refused with a coded error',
    [],
    async ({ platform: { vaultFile } }) => {
      const refusal = await rejectionOf(vaultFile.readGeneration('no generation has this name'), 'reading it');
      checkThat(refusal instanceof PlatformError, 'the refusal is a PlatformError');
    },
  ),
  contractCase(
    'a second opener sees what the first wrote, and the other way round',
    ['second-opener'],
    async (host) => {
      const one = host.platform.vaultFile;
      const other = (await openAgain(host)).vaultFile;
      const revision = await written(one, OLD, null);
      const seen = await other.read();
      checkBytes(seen?.bytes, OLD, 'what the second opener reads');
      checkSame(seen?.revision, revision, 'the revision the second opener sees');
      await written(other, NEW, revision);
      checkSame((await one.write(OLD, revision)).outcome, 'conflict', 'a late write of the first');
      checkBytes((await one.read())?.bytes, NEW, 'content');
    },
  ),
  contractCase('of two that write at one moment, exactly one succeeds', ['second-opener'], async (host) => {
    const one = host.platform.vaultFile;
    const other = (await openAgain(host)).vaultFile;
    let revision = await written(one, OLD, null);
    for (let round = 0; round < 20; round += 1) {
      const mine = Uint8Array.of(round, 1);
      const theirs = Uint8Array.of(round, 2);
      const [first, second] = await Promise.all([one.write(mine, revision), other.write(theirs, revision)]);
      const outcomes = [first.outcome, second.outcome].sort().join();
      checkSame(outcomes, 'conflict,written', `the outcomes of round ${round}`);
      const stored = await one.read();
      checkBytes(stored?.bytes, first.outcome === 'written' ? mine : theirs, `the content of round ${round}`);
      revision = stored?.revision ?? revision;
    }
  }),
  ...(['mid-write', 'disk-full'] as const).map((how) =>
    contractCase(
      `a disk that fails (${how}) leaves the old vault and its generations`,
      ['failing-disk'],
      async (host) => {
        const { vaultFile } = host.platform;
        const failWrites = offered(host.failWrites?.bind(host), 'failWrites');
        const first = await written(vaultFile, NEW, null);
        const second = await written(vaultFile, OLD, first);
        await failWrites(how);
        const failure = await rejectionOf(vaultFile.write(NEW, second), 'writing to it');
        checkThat(failure instanceof PlatformError, 'the failure is a PlatformError');
        if (failure instanceof PlatformError && how === 'disk-full') {
          checkSame(failure.code, 'disk-full', 'the code of the failure');
        }
        await failWrites(null);
        const stored = await vaultFile.read();
        checkBytes(stored?.bytes, OLD, 'content after the failure');
        checkSame(stored?.revision, second, 'revision after the failure');
        const [newest] = await vaultFile.generations();
        checkBytes(await vaultFile.readGeneration(newest?.id ?? ''), NEW, 'generation after the failure');
        await written(vaultFile, NEW, second);
        checkBytes((await vaultFile.read())?.bytes, NEW, 'content once the disk works again');
      },
    ),
  ),
];

async function written(vaultFile: VaultFile, bytes: Uint8Array, replacing: Revision | null): Promise<Revision> {
  const outcome = await vaultFile.write(bytes, replacing);
  if (outcome.outcome !== 'written') {
    throw new Error(`Writing ${bytes.length} bytes: expected written, got ${outcome.outcome}.`);
  }
  return outcome.revision;
}

function openAgain(host: HostUnderTest): Promise<Platform> {
  return offered(host.openAgain?.bind(host), 'openAgain')();
}
