import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** User and system time of these processes so far, threads included, in seconds. A process that ended counts no more. */
export function cpuSeconds(processIds: readonly number[]): number {
  let ticks = 0;
  for (const id of processIds) {
    try {
      // Behind the name, which may hold blanks, the 12th and 13th figures are utime and stime (proc(5)).
      const fields = readFileSync(`/proc/${id}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // It ended between the listing and the reading.
    }
  }
  return ticks / ticksPerSecond;
}

/** Proportional set size of these processes, in MiB (shared pages counted once among those who share them). */
export function pssMebibytes(processIds: readonly number[]): number {
  let kibibytes = 0;
  for (const id of processIds) {
    try {
      kibibytes += Number(/^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      // As above.
    }
  }
  return kibibytes / 1024;
}

/** A process and all that it started. */
export function familyOf(processId: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    if (/^\d+$/.test(entry)) {
      try {
        parents.set(
          Number(entry),
          Number(
            readFileSync(`/proc/${entry}/stat`, 'utf8')
              .replace(/^.*\) /s, '')
              .split(' ')[1],
          ),
        );
      } catch {
        // As above.
      }
    }
  }
  const family = new Set([processId]);
  for (let grew = true; grew;) {
    grew = false;
    for (const [child, parent] of parents) {
      if (family.has(parent) && !family.has(child)) {
        family.add(child);
        grew = true;
      }
    }
  }
  return [...family];
}
