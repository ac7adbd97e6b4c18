import type { NeedsConsent, Unlocking } from './backup.ts';
import { limits, requireCost, unsafeSalt } from './limits.ts';

export interface Argon2Cost {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

/** What a file asks of Argon2 (RFC 9106), seen to before it is paid for. Throws 'unsafe-parameters'. */
export function requireArgon2Cost(asked: { readonly [Name in keyof Argon2Cost]: unknown }): Argon2Cost {
  const lanes = requireCost(asked.lanes, { most: limits.argon2Lanes });
  // RFC 9106 section 3.1: at least 8 blocks of a KiB for each lane.
  const memoryKiB = requireCost(asked.memoryKiB, { least: 8 * lanes, most: limits.argon2MemoryKiB });
  const passes = requireCost(asked.passes, { most: Math.floor(limits.argon2WorkKiB / memoryKiB) });
  return { memoryKiB, passes, lanes };
}

/** The answer that asks for more memory than is taken unasked; null where the user agreed, or need not be asked. */
export function askConsent({ memoryKiB }: Argon2Cost, { agreedMemoryKiB = 0 }: Unlocking): NeedsConsent | null {
  return memoryKiB > Math.max(limits.argon2UnaskedMemoryKiB, agreedMemoryKiB)
    ? { outcome: 'needs-consent', memoryKiB }
    : null;
}

/** Throws 'unsafe-parameters' unless the salt has the 8 bytes that every implementation of Argon2 wants. */
export function requireArgon2Salt(salt: Uint8Array<ArrayBuffer> | null): Uint8Array<ArrayBuffer> {
  if (salt === null || salt.length < 8 || salt.length > limits.saltBytes) {
    throw unsafeSalt();
  }
  return salt;
}
