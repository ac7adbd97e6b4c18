import type { TimeSource } from '@halfminute/core';
import { commands } from '../bindings.ts';
import { answerOf } from './answer.ts';

/** The NTP pool, whose servers are run by many and know of no user more than an address; Debian's own name of it would be for Debian alone. */
const server = 'pool.ntp.org';

/** SNTP (RFC 4330), asked by the shell: a page has no network. */
export const shellTimeSource: TimeSource = {
  async measure() {
    const { offsetSeconds, roundTripSeconds } = await answerOf(commands.measureTime(server));
    return { offsetMs: offsetSeconds * 1000, roundTripMs: roundTripSeconds * 1000 };
  },
};
