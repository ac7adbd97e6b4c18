import type { Platform } from '@halfminute/core';

// The library declares these numbers as ambient const enums, which a program without a compile step cannot read.
const ALGORITHMS = { d: 0, id: 2 } as const;
const VERSIONS = { 0x10: 0, 0x13: 1 } as const;

/**
 * Argon2 (RFC 9106) in native code on a thread of its own. The library is loaded at the first call: most commands need none.
 * What may be asked for is bounded by the vault's limits, before this is called.
 */
export const nodeDeriveKey: Platform['deriveKey'] = async (request) => {
  const { hashRaw } = await import('@node-rs/argon2');
  const output = await hashRaw(request.password, {
    // oxlint-disable typescript/no-unsafe-enum-assignment -- see above
    algorithm: ALGORITHMS[request.variant],
    version: VERSIONS[request.version],
    // oxlint-enable typescript/no-unsafe-enum-assignment
    memoryCost: request.memoryKiB,
    timeCost: request.passes,
    parallelism: request.lanes,
    salt: request.salt,
    outputLen: request.length,
  });
  return new Uint8Array(output.buffer, output.byteOffset, output.byteLength);
};
