import { accountCount } from './rivals.ts';
import type { Rival } from './rivals.ts';

/** Codes per second in each round, by rival. */
export type Rates = Readonly<Record<string, readonly number[]>>;

/** Something that can be asked for one round: a rival in this process, or a program beside it. */
export interface Runner {
  readonly name: string;
  /** Codes per second over about so many milliseconds, counters from the given one on. */
  readonly run: (milliseconds: number, firstCounter: number) => number | Promise<number>;
}

/** A counter as time steps of our days are, and a new one in each round. */
export const firstCounter = 58_800_000;

const warmUpRounds = 3;

export function runnerOf({ name, code }: Rival): Runner {
  return {
    name,
    run: (milliseconds, first) => {
      let codes = 0;
      let characters = 0;
      const start = performance.now();
      let end = start;
      while (end - start < milliseconds) {
        // One pass over all accounts between two looks at the clock.
        for (let account = 0; account < accountCount; account++) {
          characters += code(account, first + codes + account).length;
        }
        codes += accountCount;
        end = performance.now();
      }
      if (characters !== codes * 6) {
        throw new Error(`${name} makes codes of another length.`);
      }
      return (codes / (end - start)) * 1000;
    },
  };
}

/** All runners take turns in every round, so that whatever else the computer does meets all of them. */
export async function takeTurns(runners: readonly Runner[], rounds: number, milliseconds: number): Promise<Rates> {
  const rates: Record<string, number[]> = Object.fromEntries(runners.map(({ name }) => [name, []]));
  for (let round = 0; round < warmUpRounds + rounds; round++) {
    for (const { name, run } of runners) {
      const rate = await run(milliseconds, firstCounter + round * 10_000_000);
      if (round >= warmUpRounds) {
        rates[name]?.push(rate);
      }
    }
  }
  return rates;
}

/** Throws unless all make the same codes: speed is nothing without that. */
export function checkAgreement(rivals: readonly Rival[]): void {
  for (let account = 0; account < accountCount; account++) {
    const codes = new Set(rivals.map(({ code }) => code(account, firstCounter + account)));
    if (codes.size !== 1) {
      throw new Error(`The rivals do not agree on account ${account}.`);
    }
  }
}
