/** Times of several things, measured in turn, so that whatever else the machine does falls on all of them. */
export interface Times<Name extends string> {
  /** Milliseconds. */
  medianOf(name: Name): number;
  /** The median of the differences between neighbours; positive where `one` is slower. Milliseconds. */
  medianDifference(one: Name, other: Name): number;
  /** In how many of the neighbouring pairs `one` was slower: half of them, as with coins, where both take as long. */
  slowerInPairs(one: Name, other: Name): { readonly slower: number; readonly pairs: number };
}

export interface TimesOptions<Name extends string> {
  readonly rounds: number;
  readonly things: Readonly<Record<Name, () => Promise<unknown>>>;
  /** Before each, and not measured. */
  readonly before?: () => Promise<unknown>;
}

const warmUpRounds = 5;

/** Each thing once a round, in an order that turns round with each. */
export async function compareTimes<Name extends string>({
  rounds,
  things,
  before = async () => undefined,
}: TimesOptions<Name>): Promise<Times<Name>> {
  // as: the keys of a record are its names.
  const names = Object.keys(things) as Name[];
  const taken = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      await before();
      const startedMs = performance.now();
      await things[name]();
      if (round >= 0) {
        taken.get(name)?.push(performance.now() - startedMs);
      }
    }
  }
  const of = (name: Name) => taken.get(name) ?? [];
  const differences = (one: Name, other: Name) => of(one).map((ms, round) => ms - (of(other)[round] ?? 0));
  return {
    medianOf: (name) => median(of(name)),
    medianDifference: (one, other) => median(differences(one, other)),
    slowerInPairs: (one, other) => {
      const pairs = differences(one, other);
      return { slower: pairs.filter((ms) => ms > 0).length, pairs: pairs.length };
    },
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
