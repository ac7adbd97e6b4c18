import { describe, expect, it } from 'vitest';
import type { VerifyOutcome } from '@halfminute/mfa';
import { freshCopies } from './fresh-copies.ts';

const plainWrong: VerifyOutcome = { result: 'wrong', clock: null };

describe('T28 a code of a future step alone', () => {
  it('gets the answer of any wrong one, byte for byte, and leaves the same trace, for forty steps', async () => {
    const { ada, copy } = await freshCopies();
    const answers = new Set<string>();
    const traces = new Set<string>();
    const codes = [
      ...Array.from({ length: 45 }, (_, index) => ada.code(index + 1)),
      ...Array.from({ length: 500 }, (_, index) => randomCode(index)),
    ];
    const past = new Set(Array.from({ length: 21 }, (_, index) => ada.code(-index)));
    for (const typed of codes.filter((code) => !past.has(code))) {
      const other = await copy();
      answers.add(JSON.stringify(await other.verify(typed)));
      traces.add(JSON.stringify([other.store.events, other.store.notices]));
    }
    expect(Array.from(answers)).toEqual([JSON.stringify(plainWrong)]);
    expect(traces.size).toBe(1);
  });

  it('gets it at ten thousand random codes as well', async () => {
    const { ada, copy } = await freshCopies();
    const past = new Set(Array.from({ length: 21 }, (_, index) => ada.code(-index)));
    const answers = new Set<string>();
    for (let index = 0; index < 10_000; index++) {
      const typed = randomCode(index + 1000);
      if (!past.has(typed)) {
        answers.add(JSON.stringify(await (await copy()).verify(typed)));
      }
    }
    expect(Array.from(answers)).toEqual([JSON.stringify(plainWrong)]);
  });
});

/** Spread over all codes, and the same in every run. */
function randomCode(index: number): string {
  return String((index * 7_919_777 + 104_729) % 1_000_000).padStart(6, '0');
}
