/** Chance that a seed repeats: mulberry32, of 32 bits. Good enough to wander with, and for nothing else. */
export interface Chance {
  /** A whole number from 0 to below `below`. */
  below(below: number): number;
  pick<Value>(values: readonly Value[]): Value;
}

export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  function below(limit: number): number {
    return Math.floor(next() * limit);
  }
  return {
    below,
    pick<Value>(values: readonly Value[]): Value {
      const value = values[below(values.length)];
      if (value === undefined) {
        throw new Error('There is nothing to pick from.');
      }
      return value;
    },
  };
}
