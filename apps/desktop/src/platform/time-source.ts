import type { TimeSource } from '@halfminute/core';
import { commands } from '../bindings.ts';
import { answerOf } from './answer.ts';

/** SNTP (RFC 5905), asked by the shell of the server that it has in it: a page has no network, and names none. */
export const shellTimeSource: TimeSource = {
  async measure() {
    const { offsetSeconds, roundTripSeconds } = await answerOf(commands.measureTime());
    return { offsetMs: offsetSeconds * 1000, roundTripMs: roundTripSeconds * 1000 };
  },
};
