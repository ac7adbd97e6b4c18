import type { DeriveKey } from '@halfminute/vault';
import { PlatformError } from '../platform.ts';
import type { ErasableStorage, OfferedFile, Platform, PlatformErrorCode } from '../platform.ts';
import type { PolicyFile } from '../platform-desk.ts';
import { createMemoryClipboard } from './memory-clipboard.ts';
import type { MemoryClipboard } from './memory-clipboard.ts';
import { createMemoryClock } from './memory-clock.ts';
import type { MemoryClock } from './memory-clock.ts';
import { createMemoryDisk } from './memory-disk.ts';
import type { MemoryDisk } from './memory-disk.ts';
import { createMemoryVaultFile } from './memory-vault-file.ts';
import { createSeededRandomBytes } from './seeded-random.ts';
import { standInDeriveKey } from './stand-in-derive-key.ts';

export interface MemoryPlatformOptions extends DeskMembers {
  /** Seed of the repeatable randomness. Two platforms on one disk need different seeds, as two computers have. */
  readonly seed?: number;
  /** Share it to let two platforms see one vault file. */
  readonly disk?: MemoryDisk;
  /** Share it to let two platforms live at one time. */
  readonly clock?: MemoryClock;
  readonly fileName?: string;
  /** 'none': the host has no clipboard. 'keeps': it cannot be cleared later, as in a browser tab. */
  readonly clipboard?: 'clears' | 'keeps' | 'none';
  /** Whether the host tells of others' writes; true unless told otherwise. */
  readonly watches?: boolean;
  /** Present: the host may erase what it keeps, and answers so when asked. */
  readonly storage?: { readonly persistent: boolean; readonly agrees: boolean };
  /** What is written in the policy file, or the file as a whole. */
  readonly policy?: string | PolicyFile;
  /** Instead of the stand-in, which is not Argon2. */
  readonly deriveKey?: DeriveKey;
}

/** What only some hosts have. Each is there only where it is given; make them with the `createMemory…` beside this. */
type DeskMembers = Pick<
  Platform,
  | 'keychain'
  | 'systemLock'
  | 'timeSource'
  | 'deviceSettings'
  | 'tray'
  | 'links'
  | 'palette'
  | 'pictures'
  | 'screen'
  | 'camera'
>;

/** A whole host in memory, made for tests and for the gallery. */
export interface MemoryPlatform extends Platform {
  readonly clock: MemoryClock;
  readonly disk: MemoryDisk;
  /** The recording clipboard; the host offers it as `clipboard` unless it has none. */
  readonly clipboardRecord: MemoryClipboard;
  /** What was offered to the user to keep, oldest first. */
  readonly savedFiles: readonly OfferedFile[];
  /** What the user answers when a file is offered. */
  answerToSave: 'saved' | 'cancelled';
  /** Why no file can be kept where the user chose; null: it can. */
  keepingFailure: PlatformErrorCode | null;
}

export function createMemoryPlatform(options: MemoryPlatformOptions = {}): MemoryPlatform {
  const clock = options.clock ?? createMemoryClock();
  const disk = options.disk ?? createMemoryDisk();
  const clipboardRecord = createMemoryClipboard({ clears: (options.clipboard ?? 'clears') === 'clears' });
  const savedFiles: OfferedFile[] = [];

  const platform: MemoryPlatform = {
    hostName: 'memory',
    vaultFile: createMemoryVaultFile({
      name: options.fileName ?? 'vault.halfminute',
      disk,
      clock,
      watches: options.watches ?? true,
    }),
    clock,
    randomBytes: createSeededRandomBytes(options.seed ?? 1),
    deriveKey: options.deriveKey ?? standInDeriveKey,
    files: {
      save(file) {
        if (platform.keepingFailure !== null) {
          return Promise.reject(new PlatformError(platform.keepingFailure, 'Saving the file failed.'));
        }
        if (platform.answerToSave === 'saved') {
          savedFiles.push(file);
        }
        return Promise.resolve(platform.answerToSave);
      },
    },
    ...(options.clipboard === 'none' ? {} : { clipboard: clipboardRecord }),
    ...(options.storage === undefined ? {} : { storage: createMemoryStorage(options.storage) }),
    ...deskMembers(options),
    ...(options.policy === undefined ? {} : { policy: policyFile(options.policy) }),
    disk,
    clipboardRecord,
    savedFiles,
    answerToSave: 'saved',
    keepingFailure: null,
  };
  return platform;
}

function deskMembers(options: MemoryPlatformOptions): DeskMembers {
  const { keychain, systemLock, timeSource, deviceSettings, tray, links, palette, pictures, screen, camera } = options;
  return {
    ...(keychain && { keychain }),
    ...(systemLock && { systemLock }),
    ...(timeSource && { timeSource }),
    ...(deviceSettings && { deviceSettings }),
    ...(tray && { tray }),
    ...(links && { links }),
    ...(palette && { palette }),
    ...(pictures && { pictures }),
    ...(screen && { screen }),
    ...(camera && { camera }),
  };
}

function policyFile(policy: string | PolicyFile): PolicyFile {
  return typeof policy === 'string' ? { path: '/etc/halfminute/policy.json', text: policy, problem: null } : policy;
}

function createMemoryStorage(answers: { readonly persistent: boolean; readonly agrees: boolean }): ErasableStorage {
  let { persistent } = answers;
  return {
    isPersistent: () => Promise.resolve(persistent),
    requestPersistence() {
      persistent ||= answers.agrees;
      return Promise.resolve(persistent);
    },
  };
}
