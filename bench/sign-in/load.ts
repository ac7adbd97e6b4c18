import { cpuSeconds } from './cost.ts';
import type { RunningTarget } from './target.ts';

/** What one target did in one round. */
export interface Round {
  readonly signIns: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly latenciesMs: readonly number[];
}

/** Hands out users one after another, so that each sign-in has one whose code of this period was not used yet. */
export function createUsers(accounts: number): () => number {
  let next = 0;
  return () => next++ % accounts;
}

/** `atATime` sign-ins side by side for `seconds`; the first answer that was not expected ends the whole bench. */
export async function drive(
  target: RunningTarget,
  { atATime, seconds, nextUser }: { atATime: number; seconds: number; nextUser: () => number },
): Promise<Round> {
  const latenciesMs: number[] = [];
  const before = cpuSeconds(target.processIds());
  const start = performance.now();
  const end = start + seconds * 1000;
  await Promise.all(
    Array.from({ length: atATime }, async () => {
      while (performance.now() < end) {
        const began = performance.now();
        await target.signIn(nextUser());
        latenciesMs.push(performance.now() - began);
      }
    }),
  );
  return {
    signIns: latenciesMs.length,
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: cpuSeconds(target.processIds()) - before,
    latenciesMs,
  };
}

/** `count` sign-ins that nobody measures: compilers, caches and pools get warm. */
export async function warmUp(
  target: RunningTarget,
  { count, atATime, nextUser }: { count: number; atATime: number; nextUser: () => number },
): Promise<void> {
  let left = count;
  await Promise.all(
    Array.from({ length: atATime }, async () => {
      while (left-- > 0) {
        await target.signIn(nextUser());
      }
    }),
  );
}

/** The rounds of one target at one level, put together. */
export interface Summary {
  readonly perSecond: number;
  readonly cpuMsEach: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export function summarise(rounds: readonly Round[]): Summary {
  const signIns = rounds.reduce((sum, round) => sum + round.signIns, 0);
  const latencies = rounds.flatMap(({ latenciesMs }) => latenciesMs).sort((a, b) => a - b);
  return {
    perSecond: signIns / rounds.reduce((sum, round) => sum + round.seconds, 0),
    cpuMsEach: (1000 * rounds.reduce((sum, round) => sum + round.cpuSeconds, 0)) / signIns,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
  };
}

/** Of figures in rising order. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
