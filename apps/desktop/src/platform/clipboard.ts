import type { Clipboard } from '@halfminute/core';
import { commands } from '../bindings.ts';
import { answerOf } from './answer.ts';

/** The system's clipboard, with the mark of a secret where the system knows one. */
export const shellClipboard: Clipboard = {
  async write(text) {
    await answerOf(commands.clipboardWrite(text));
  },
  async clearIfHolds(text) {
    await answerOf(commands.clipboardClearIfHolds(text));
  },
};
