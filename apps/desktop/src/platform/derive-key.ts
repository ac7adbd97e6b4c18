import type { DeriveKey } from '@halfminute/core';
import { commands } from '../bindings.ts';
import { answerOf } from './answer.ts';
import { fromBase64, toBase64 } from './base64.ts';

/** Argon2 in the shell, on threads of its own. */
export const shellDeriveKey: DeriveKey = async ({ password, salt, ...cost }) =>
  fromBase64(
    await answerOf(commands.deriveKey({ ...cost, saltBase64: toBase64(salt), passwordBase64: toBase64(password) })),
  );
