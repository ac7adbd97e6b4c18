import type { AccountId } from '../account.ts';
import { compareTexts } from '../json.ts';
import { AccountLine } from './account-line.ts';
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
  const once = new Map(lines.map((line) => [line.text, line]));
  const runs = Map.groupBy(Array.from(once.values()), ({ id }) => id);
  return Array.from(runs.values()).flatMap(joinRun).sort(byText);
}

/** What two documents have, in one pass over both; equal lines are never read. */
export function uniteLines(a: AccountLines, b: AccountLines): AccountLines {
  const united: AccountLine[] = [];
  let place = 0;
  for (const line of a) {
    for (let other = b[place]; other !== undefined && other.text < line.text; other = b[++place]) {
      united.push(other);
    }
    if (b[place]?.text === line.text) {
      place++;
    }
    united.push(line);
  }
  return settleLines([...united, ...b.slice(place)]);
}

/** A copy in which `line` takes the place of the one of its account that is understood. */
export function withLine(lines: AccountLines, line: AccountLine): AccountLines {
  const place = firstPlace(lines, line.id);
  const run = hasLineOf(lines, line.id) ? runAt(lines, place) : [];
  const kept = run.filter(({ state }) => state === null);
  return [...lines.slice(0, place), ...[...kept, line].sort(byText), ...lines.slice(place + run.length)];
}

/** The line of the account that is understood; null if there is none. */
export function lineOf(lines: AccountLines, id: AccountId): AccountLine | null {
  const place = firstPlace(lines, id);
  return hasLineOf(lines, id) ? (runAt(lines, place).find(({ state }) => state !== null) ?? null) : null;
}

/** Whether any line, understood or not, is of that account. */
export function hasLineOf(lines: AccountLines, id: AccountId): boolean {
  return lines[firstPlace(lines, id)]?.id === id;
}

function isSettled(lines: readonly AccountLine[]): boolean {
  return lines.every((line, place) => {
    const before = lines[place - 1];
    return before === undefined || before.id < line.id;
  });
}

/** All lines of one account, with those that are understood made one. */
function joinRun(run: readonly AccountLine[]): readonly AccountLine[] {
  const states = run.flatMap(({ state }) => state ?? []);
  if (states.length < 2) {
    return run;
  }
  return [...run.filter(({ state }) => state === null), AccountLine.of(states.reduce(joinAccounts))];
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

/** The lines of the account that begins at `place`. */
function runAt(lines: AccountLines, place: number): readonly AccountLine[] {
  let end = place;
  while (end < lines.length && lines[end]?.id === lines[place]?.id) {
    end++;
  }
  return lines.slice(place, end);
}

function byText(a: AccountLine, b: AccountLine): number {
  return compareTexts(a.text, b.text);
}
