import type { Files } from '@halfminute/core';
import { commands } from '../bindings.ts';
import { answerOf } from './answer.ts';
import { toBase64 } from './base64.ts';

/** The shell asks where with the system's own dialog; the page never learns the path. */
export const shellFiles: Files = {
  save: async ({ name, bytes }) => answerOf(commands.saveFile(name, toBase64(bytes))),
};
