import type { FoundEntry } from '@halfminute/core';

/** The chips over the list. */
export type GroupName = 'all' | 'new' | 'here' | 'not';

export const groupNames: readonly GroupName[] = ['all', 'new', 'here', 'not'];

export function groupOf({ verdict }: FoundEntry): Exclude<GroupName, 'all'> {
  switch (verdict) {
    case 'imported':
      return 'new';
    case 'duplicate':
      return 'here';
    case 'unsupported':
    case 'damaged':
      return 'not';
  }
}

export function inGroup(entries: readonly FoundEntry[], group: GroupName): readonly FoundEntry[] {
  return group === 'all' ? entries : entries.filter((entry) => groupOf(entry) === group);
}

export function isTickable({ verdict }: FoundEntry): boolean {
  return verdict === 'imported' || verdict === 'duplicate';
}

export function tickedAtFirst(entries: readonly FoundEntry[]): ReadonlySet<number> {
  return new Set(entries.filter(({ isTickedAtFirst }) => isTickedAtFirst).map(({ key }) => key));
}

export interface ImportSum {
  readonly found: number;
  readonly chosen: number;
  readonly leftOut: number;
  readonly here: number;
  readonly trashed: number;
  readonly unsupported: number;
  readonly damaged: number;
}

/** Each entry counts once: what is ticked is chosen, and the rest is told by why it stays behind. */
export function sumOf(entries: readonly FoundEntry[], ticked: ReadonlySet<number>): ImportSum {
  const sum = { found: entries.length, chosen: 0, leftOut: 0, here: 0, trashed: 0, unsupported: 0, damaged: 0 };
  for (const entry of entries) {
    sum[ticked.has(entry.key) ? 'chosen' : whyLeft(entry)] += 1;
  }
  return sum;
}

function whyLeft({ verdict, isTickedAtFirst }: FoundEntry): 'leftOut' | 'here' | 'trashed' | 'unsupported' | 'damaged' {
  switch (verdict) {
    case 'imported':
      return isTickedAtFirst ? 'leftOut' : 'trashed';
    case 'duplicate':
      return 'here';
    case 'unsupported':
    case 'damaged':
      return verdict;
  }
}
