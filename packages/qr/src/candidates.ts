import { isDark, type DarkMap } from './dark-map.ts';
import type { Point } from './decoder.ts';
import type { Finder } from './finders.ts';

/** Three finder patterns that stand to each other as those of one code. */
export interface Candidate {
  /** The middles of the finder patterns. */
  readonly topLeft: Point;
  readonly topRight: Point;
  readonly bottomLeft: Point;
  /** Modules on a side: 21, 25, 29 … 177. */
  readonly size: number;
  readonly isInverted: boolean;
}

/** The likeliest ones first. */
export function findCandidates(map: DarkMap, finders: readonly Finder[]): readonly Candidate[] {
  const judged: { readonly candidate: Candidate; readonly doubt: number }[] = [];
  for (const corner of finders) {
    for (const right of finders) {
      const along = right === corner ? null : legOf(corner, right);
      if (along === null) {
        continue;
      }
      for (const below of finders) {
        const down = below === corner || below === right ? null : legOf(corner, below);
        if (down === null) {
          continue;
        }
        const doubt = doubtOf(along, down);
        const size =
          doubt === null ? null : sizeOf(map, { corner, right, below, modules: (along.modules + down.modules) / 2 });
        if (doubt !== null && size !== null) {
          const candidate = {
            topLeft: corner,
            topRight: right,
            bottomLeft: below,
            size,
            isInverted: corner.isInverted,
          };
          judged.push({ candidate, doubt });
        }
      }
    }
  }
  return judged.toSorted((one, other) => one.doubt - other.doubt).map(({ candidate }) => candidate);
}

interface Leg {
  readonly x: number;
  readonly y: number;
  readonly length: number;
  readonly modules: number;
}

function legOf(from: Finder, to: Finder): Leg | null {
  if (from.isInverted !== to.isInverted || from.module > 1.6 * to.module || to.module > 1.6 * from.module) {
    return null;
  }
  const [x, y] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(x, y);
  // A line at a slant crosses more pixels of a module than it has; the largest code has 170 modules between its middles, the smallest 14.
  const slant = Math.max(Math.abs(x), Math.abs(y)) / length;
  const modules = length / (((from.module + to.module) / 2) * slant);
  return modules < 11 || modules > 210 ? null : { x, y, length, modules };
}

/** How far they are from two sides of one square; null where a camera could not see a square so. Mirrored ones are none. */
function doubtOf(along: Leg, down: Leg): number | null {
  const product = along.length * down.length;
  const cosine = Math.abs((along.x * down.x + along.y * down.y) / product);
  const isMirrored = along.x * down.y - along.y * down.x < 0;
  const uneven = Math.abs(Math.log(along.length / down.length));
  return isMirrored || cosine > 0.35 || uneven > 0.35 ? null : cosine + uneven;
}

/**
 * The size by the timing patterns, the dotted lines between the finder patterns (section 6.3.5), where they agree with the distance; null where
 * there are no such lines.
 */
function sizeOf(
  map: DarkMap,
  {
    corner,
    right,
    below,
    modules,
  }: { readonly corner: Finder; readonly right: Finder; readonly below: Finder; readonly modules: number },
): number | null {
  const counts = [countChanges(map, corner, right, below), countChanges(map, corner, below, right)];
  // From the last dark module of one finder pattern to the first of the other there are size - 13 changes.
  const sizes = counts.map((count) => Math.round((count + 13 - 17) / 4) * 4 + 17);
  const byDistance = modules + 7;
  const fitting = sizes.filter(
    (size) => size >= 21 && size <= 177 && Math.abs(size - byDistance) <= 3 + byDistance * 0.2,
  );
  const [first, second] = fitting;
  if (first === undefined || second === undefined || first === second) {
    return first ?? null;
  }
  return Math.abs(first - byDistance) < Math.abs(second - byDistance) ? first : second;
}

/** Changes of colour along the timing pattern between two finder patterns, three modules from their middles towards `side`. */
function countChanges(map: DarkMap, from: Finder, to: Finder, side: Finder): number {
  const distance = Math.hypot(to.x - from.x, to.y - from.y);
  const sideDistance = Math.hypot(side.x - from.x, side.y - from.y);
  const length = (finder: Finder): number => moduleLength(finder, from, to);
  const off = (finder: Finder): Point => ({
    x: ((side.x - from.x) / sideDistance) * 3 * length(finder),
    y: ((side.y - from.y) / sideDistance) * 3 * length(finder),
  });
  const [offFrom, offTo] = [off(from), off(to)];
  const inward = { x: (to.x - from.x) / distance, y: (to.y - from.y) / distance };
  const begin = {
    x: from.x + offFrom.x + inward.x * 3 * length(from),
    y: from.y + offFrom.y + inward.y * 3 * length(from),
  };
  const end = { x: to.x + offTo.x - inward.x * 3 * length(to), y: to.y + offTo.y - inward.y * 3 * length(to) };
  const steps = Math.ceil(Math.hypot(end.x - begin.x, end.y - begin.y) * 1.5);
  let changes = 0;
  let wasDark = true;
  for (let step = 0; step <= steps; step += 1) {
    const x = Math.floor(begin.x + ((end.x - begin.x) * step) / steps);
    const y = Math.floor(begin.y + ((end.y - begin.y) * step) / steps);
    const dark = x >= 0 && y >= 0 && x < map.width && y < map.height && isDark(map, x, y) !== from.isInverted;
    changes += dark === wasDark ? 0 : 1;
    wasDark = dark;
  }
  return changes;
}

/** What a module measures along the line between two finder patterns; `module` was measured along the pixels. */
function moduleLength(finder: Finder, from: Point, to: Point): number {
  const [x, y] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)];
  return (finder.module * Math.max(x, y)) / Math.hypot(x, y);
}
