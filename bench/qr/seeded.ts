/** Chance that a number repeats. */
export interface Seeded {
  /** From 0 up to, not with, 1. */
  unit(): number;
  /** A number from `least` up to `most`. */
  between(least: number, most: number): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  oneOf<Item>(items: readonly Item[]): Item;
}

/** Mulberry32 (Tommy Ettinger): 32 bits of state, good enough for pictures. The same names and seed give the same numbers on every host. */
export function seeded(seed: number, ...names: readonly (string | number)[]): Seeded {
  let state = seed | 0;
  for (const character of names.join('/')) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x9e3779b1) ^ (state >>> 13);
  }
  const unit = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number): number => least + Math.floor(unit() * (most - least + 1));
  return {
    unit,
    whole,
    between: (least, most) => least + unit() * (most - least),
    oneOf(items) {
      const item = items[whole(0, items.length - 1)];
      if (item === undefined) {
        throw new RangeError('one of nothing');
      }
      return item;
    },
  };
}
