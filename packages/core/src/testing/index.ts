export {
  createMemoryDeviceSettings,
  createMemoryLinks,
  createMemoryPalette,
  createMemorySystemLock,
  createMemoryTimeSource,
  createMemoryTray,
} from './memory-desk.ts';
export type {
  MemoryDeviceSettings,
  MemoryLinks,
  MemoryPalette,
  MemorySystemLock,
  MemoryTimeSource,
  MemoryTray,
} from './memory-desk.ts';
export { createMemoryKeychain } from './memory-keychain.ts';
export type { KeychainFailure, MemoryKeychain } from './memory-keychain.ts';
export { createMemoryClock } from './memory-clock.ts';
export type { MemoryClock, MemoryClockOptions } from './memory-clock.ts';
export type { MemoryClipboard } from './memory-clipboard.ts';
export { createMemoryDisk } from './memory-disk.ts';
export type { DiskFailure, MemoryDisk } from './memory-disk.ts';
export {
  createMemoryCamera,
  createMemoryPictures,
  createMemoryScreen,
  memoryFrame,
  memoryPicture,
} from './memory-pictures.ts';
export type { MemoryCamera, MemoryScreen } from './memory-pictures.ts';
export { createMemoryPlatform } from './memory-platform.ts';
export type { MemoryPlatform, MemoryPlatformOptions } from './memory-platform.ts';
export { contractCases, platformContract } from './platform-contract.ts';
export type { ContractCase, ContractNeed, HostUnderTest, MakeHost } from './contract-case.ts';
export { standInDeriveKey } from './stand-in-derive-key.ts';
