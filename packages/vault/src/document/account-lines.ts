import type { AccountId } from '../account.ts';
import { AccountLine, compareIds, compareLines } from './account-line.ts';
import { joinAccounts } from './account-state.ts';

/**
 * The lines of a document: sorted, each once, and of each account at most one that is understood. Lines that are not
 * understood stay side by side: a program that reads them may join them; we could only choose, and lose.
 */
export type AccountLines = readonly AccountLine[];

/** Lines from wherever in the order and form that {@link AccountLines} promises. */
export function settleLines(lines: readonly AccountLine[]): AccountLines {
  if (isSettled(lines)) {
    return lines;
  }
  const sorted = lines.toSorted(compareLines);
  const once = sorted.filter((line, place) => place === 0 || compareLines(line, sorted[place - 1] ?? line) !== 0);
  const runs = Map.groupBy(once, ({ id }) => id);
  return Array.from(runs.values()).flatMap(joinRun);
}

/** What two documents have, in one pass over both; equal lines are never read. */
export function uniteLines(a: AccountLines, b: AccountLines): AccountLines {
  const united: AccountLine[] = [];
  let place = 0;
  for (const line of a) {
    let other = b[place];
    while (other !== undefined && compareLines(other, line) < 0) {
      united.push(other);
      other = b[++place];
    }
    if (other !== undefined && compareLines(other, line) === 0) {
      place++;
    }
    united.push(line);
  }
  return settleLines([...united, ...b.slice(place)]);
}

/** A copy in which `line` takes the place of the one of its account that is understood. */
export function withLine(lines: AccountLines, line: AccountLine): AccountLines {
  const place = firstPlace(lines, line.id);
  const run = runAt(lines, place, line.id);
  const next = [...run.filter(({ state }) => state === null), line].sort(compareLines);
  return [...lines.slice(0, place), ...next, ...lines.slice(place + run.length)];
}

/** The line of the account that is understood; null if there is none. */
export function lineOf(lines: AccountLines, id: AccountId): AccountLine | null {
  return runAt(lines, firstPlace(lines, id), id).find(({ state }) => state !== null) ?? null;
}

/** Whether any line, understood or not, is of that account. */
export function hasLineOf(lines: AccountLines, id: AccountId): boolean {
  return lines[firstPlace(lines, id)]?.id === id;
}

function isSettled(lines: readonly AccountLine[]): boolean {
  return lines.every((line, place) => {
    const before = lines[place - 1];
    return before === undefined || compareIds(before, line) < 0;
  });
}

/** All lines of one account, with those that are understood made one. */
function joinRun(run: readonly AccountLine[]): readonly AccountLine[] {
  const states = run.flatMap(({ state }) => state ?? []);
  if (states.length < 2) {
    return run;
  }
  return [...run.filter(({ state }) => state === null), AccountLine.of(states.reduce(joinAccounts))].sort(compareLines);
}

/** Where the first line of that account is, or would be. */
function firstPlace(lines: AccountLines, id: AccountId): number {
  let least = 0;
  let most = lines.length;
  while (least < most) {
    const middle = (least + most) >> 1;
    if ((lines[middle]?.id ?? id) < id) {
      least = middle + 1;
    } else {
      most = middle;
    }
  }
  return least;
}

/** The lines of that account, which begin at `place` if there are any. */
function runAt(lines: AccountLines, place: number, id: AccountId): readonly AccountLine[] {
  let end = place;
  while (lines[end]?.id === id) {
    end++;
  }
  return lines.slice(place, end);
}
