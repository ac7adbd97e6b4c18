import { existsSync, readFileSync } from 'node:fs';
import { pssMebibytes } from '../sign-in/cost.ts';
import type { RunningTarget } from '../sign-in/target.ts';

interface Sample {
  /** Unix time. */
  readonly atMs: number;
  readonly mebibytes: number;
}

/** How a quantity went over the run: the medians of its first and of its last fifth. */
export interface Course {
  readonly first: number;
  readonly last: number;
  readonly samples: number;
}

/** Looks at the proportional set size every ten seconds until `stop`. */
export function watchMemory(target: RunningTarget): { stop(): readonly Sample[] } {
  const samples: Sample[] = [];
  const timer = setInterval(() => {
    const mebibytes = pssMebibytes(target.processIds());
    samples.push({ atMs: Date.now(), mebibytes });
    if (samples.length % 6 === 0) {
      // Whoever waits ten minutes sees how it goes.
      console.error(`After ${samples.length / 6} min: ${mebibytes.toFixed(1)} MiB.`);
    }
  }, 10_000);
  return {
    stop: () => {
      clearInterval(timer);
      return samples;
    },
  };
}

/** The lines that heap-report.ts wrote. */
export function readHeapReport(file: string): readonly Sample[] {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(' ').map(Number))
    .map(([atMs = Number.NaN, bytes = Number.NaN]) => ({ atMs, mebibytes: bytes / 1024 / 1024 }));
}

/** By time and not by number, so that a heap that is collected less often at the end counts no less. */
export function courseOf(samples: readonly Sample[], { fromMs, toMs }: { fromMs: number; toMs: number }): Course {
  const fifth = (toMs - fromMs) / 5;
  const within = (from: number, to: number) =>
    median(samples.filter(({ atMs }) => atMs >= from && atMs <= to).map(({ mebibytes }) => mebibytes));
  return {
    first: within(fromMs, fromMs + fifth),
    last: within(toMs - fifth, toMs),
    samples: samples.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs).length,
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [below, above] = [sorted[Math.max(0, sorted.length % 2 === 0 ? middle - 1 : middle)], sorted[middle]];
  return ((below ?? Number.NaN) + (above ?? Number.NaN)) / 2;
}
