/** The worker script behind `createDeriveKey`: one Argon2 derivation a message. */
import type { Argon2Request } from '@halfminute/core';
import { argon2d, argon2id } from 'hash-wasm';
import { answerRequests } from './worker-answers.ts';

answerRequests((request: Argon2Request): Promise<Uint8Array> => {
  const derive = request.variant === 'd' ? argon2d : argon2id;
  return derive({
    password: request.password,
    salt: request.salt,
    memorySize: request.memoryKiB,
    iterations: request.passes,
    parallelism: request.lanes,
    hashLength: request.length,
    outputType: 'binary',
  });
});
