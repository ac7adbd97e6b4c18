import { createHash } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import type { Argon2Request, DeriveKey } from '../src/index.ts';

/** Argon2 itself, natively. */
export const argon2: DeriveKey = async (request) =>
  hashRaw(request.password, {
    /* oxlint-disable typescript/no-unsafe-enum-assignment -- declared `const`, so that no name of theirs is there at run time */
    algorithm: request.variant === 'id' ? 2 : 0,
    version: request.version === 0x13 ? 1 : 0,
    /* oxlint-enable typescript/no-unsafe-enum-assignment */
    memoryCost: request.memoryKiB,
    timeCost: request.passes,
    parallelism: request.lanes,
    outputLen: request.length,
    salt: request.salt,
  });

/** Stands in for Argon2 where its cost would be the test's: depends on everything that Argon2 depends on. */
export const cheapDerivation: DeriveKey = async ({ password, salt, length, ...parameters }) => {
  const hash = createHash('sha256').update(JSON.stringify(parameters)).update(salt).update(password).digest();
  return new Uint8Array(hash.subarray(0, length));
};

/** {@link cheapDerivation} that remembers what it was asked. The password is kept as it was then: it is wiped after use. */
export function watchedDerivation(): { readonly deriveKey: DeriveKey; readonly requests: Argon2Request[] } {
  const requests: Argon2Request[] = [];
  return {
    requests,
    deriveKey: async (request) => {
      requests.push({ ...request, password: new Uint8Array(request.password) });
      return cheapDerivation(request);
    },
  };
}
