import { setTimeout } from 'node:timers/promises';
import { cpuSeconds, pssMebibytes } from '../sign-in/cost.ts';
import { startProgram, wakeUps, wakeUpsBetween } from './program.ts';
import { putVault } from './seed-vault.ts';

export const settleSeconds = 6;
export const idleSeconds = 10;

/** What a program takes while nobody does anything with it, over {@link idleSeconds}. */
export interface AtRest {
  /** Proportional set size of all its processes. */
  readonly mebibytes: number;
  /** 1: one core, all the time. */
  readonly cpuShare: number;
  readonly wakeUps: number;
}

/** Of processes that run already; gives them {@link settleSeconds}, or as many as are asked for, to come to rest. */
export async function measureAtRest(processIds: () => readonly number[], settles = settleSeconds): Promise<AtRest> {
  await setTimeout(settles * 1000);
  const ids = processIds();
  const before = { cpu: cpuSeconds(ids), woken: wakeUps(ids) };
  await setTimeout(idleSeconds * 1000);
  return {
    mebibytes: pssMebibytes(ids),
    cpuShare: (cpuSeconds(ids) - before.cpu) / idleSeconds,
    wakeUps: wakeUpsBetween(before.woken, wakeUps(ids)),
  };
}

/** Of a program that is started for it, in a home with this vault, and ended afterwards. */
export async function startedAtRest(about: {
  readonly command: readonly string[];
  readonly display: string;
  readonly vault: Uint8Array;
  /** In seconds. */
  readonly settles?: number;
}): Promise<AtRest> {
  const program = await startProgram({ ...about, home: (folder) => putVault(folder, about.vault) });
  try {
    return await measureAtRest(program.processIds, about.settles);
  } finally {
    await program.stop();
  }
}
