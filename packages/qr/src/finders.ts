import { blockShift, isDark, type DarkMap } from './dark-map.ts';

/** What may be the middle of a finder pattern (ISO/IEC 18004, section 6.3.3.1): one of the three bull's eyes of a code. */
export interface Finder {
  readonly x: number;
  readonly y: number;
  /** Pixels a module. */
  readonly module: number;
  /** Whether the code is light on dark. */
  readonly isInverted: boolean;
  /** How many scan lines crossed it. */
  readonly hits: number;
}

/** More than a page full of codes has; past it something else is in the picture, such as a pattern of tiles. */
const mostFinders = 100;

/**
 * Looks for the inner parts of bull's eyes: the ring and the middle, 1:3:1 modules in every direction, with something of the middle's colour
 * outside. Unlike the usual 1:1:3:1:1 it does not ask where that outer part ends, which nobody can tell where no quiet zone is.
 */
export function findFinders(map: DarkMap): readonly Finder[] {
  const found: MutableFinder[] = [];
  // A middle of modules of two pixels is six rows high.
  const step = 3;
  for (let y = step; y < map.height - step && found.length < mostFinders; y += step) {
    scanRow(map, y, found);
  }
  return found;
}

interface MutableFinder {
  x: number;
  y: number;
  module: number;
  readonly isInverted: boolean;
  hits: number;
}

function scanRow(map: DarkMap, y: number, found: MutableFinder[]): void {
  const { width, luma, thresholds, blocksPerRow } = map;
  const row = y * width;
  const blockRow = (y >> blockShift) * blocksPerRow;
  // The lengths of the last runs of one colour, the newest last.
  let outer = 0;
  let ringBefore = 0;
  let middle = 0;
  let start = 0;
  let wasDark = (luma[row] ?? 0) <= (thresholds[blockRow] ?? 0);
  for (let block = 0; block < blocksPerRow; block += 1) {
    const threshold = thresholds[blockRow + block] ?? 0;
    const end = Math.min(width, (block + 1) << blockShift);
    for (let x = block << blockShift; x < end; x += 1) {
      const dark = (luma[row + x] ?? 0) <= threshold;
      if (dark === wasDark) {
        continue;
      }
      const ringAfter = x - start;
      if (isRingAndMiddle(ringBefore, middle, ringAfter) && outer * 6 >= middle) {
        consider(map, found, { x: start - middle / 2, y, isInverted: !dark });
      }
      outer = ringBefore;
      ringBefore = middle;
      middle = ringAfter;
      start = x;
      wasDark = dark;
    }
  }
}

/** Whether these are as 1:3:1, as far as whole pixels can be. */
function isRingAndMiddle(before: number, middle: number, after: number): boolean {
  const module = (before + middle + after) / 5;
  if (module < 1.6) {
    return false;
  }
  const slack = module * 0.42 + 0.4;
  return (
    Math.abs(before - module) <= slack &&
    Math.abs(after - module) <= slack &&
    Math.abs(middle - 3 * module) <= slack * 1.6
  );
}

function consider(map: DarkMap, found: MutableFinder[], at: { x: number; y: number; isInverted: boolean }): void {
  const known = found.find(
    (finder) =>
      finder.isInverted === at.isInverted &&
      Math.abs(finder.x - at.x) < finder.module * 1.2 &&
      Math.abs(finder.y - at.y) < finder.module * 2,
  );
  if (known !== undefined) {
    known.hits += 1;
    return;
  }
  const down = measure(map, { ...at, stepX: 0, stepY: 1 });
  if (down === null) {
    return;
  }
  const across = measure(map, { ...at, y: down.y, stepX: 1, stepY: 0 });
  if (across === null || across.module > 1.8 * down.module || down.module > 1.8 * across.module) {
    return;
  }
  const middle = { x: across.x, y: down.y, isInverted: at.isInverted };
  const module = (across.module + down.module) / 2;
  if (isBullsEye(map, { ...middle, module })) {
    found.push({ ...middle, module, hits: 1 });
  }
}

/** Angles at which a bull's eye may stand; past a quarter turn it looks the same. */
const angles = [0, 15, 30, 45, 60, 75].map((degrees) => (degrees * Math.PI) / 180);
/** Places on each side of a square with sides of two, from its middle; side follows side around it. */
const sides = [
  [-1, -0.5, 0, 0.5].map((along) => [along, -1]),
  [-1, -0.5, 0, 0.5].map((along) => [1, along]),
  [1, 0.5, 0, -0.5].map((along) => [along, 1]),
  [1, 0.5, 0, -0.5].map((along) => [-1, along]),
] as readonly (readonly (readonly [number, number])[])[]; // as: the literals above are pairs

/**
 * Whether middle, ring and what is outside are squares of 1, 2 and 3 modules around one place, at any angle, and the separator runs along two sides, four
 * modules off. A letter o has no corners, and the same colour all around.
 */
function isBullsEye(map: DarkMap, finder: Omit<Finder, 'hits'>): boolean {
  return angles.some(
    (angle) =>
      missesOn(map, finder, { angle, modules: 2, ofMiddle: false }) <= 2 &&
      missesOn(map, finder, { angle, modules: 1, ofMiddle: true }) <= 2 &&
      missesOn(map, finder, { angle, modules: 3, ofMiddle: true }) <= 3 &&
      hasSeparator(map, finder, angle),
  );
}

interface Rim {
  readonly angle: number;
  /** From the middle to each side. */
  readonly modules: number;
  readonly ofMiddle: boolean;
}

function missesOn(map: DarkMap, finder: Omit<Finder, 'hits'>, rim: Rim): number {
  return sides.reduce((misses, _, side) => misses + missesOnSide(map, finder, rim, side), 0);
}

function hasSeparator(map: DarkMap, finder: Omit<Finder, 'hits'>, angle: number): boolean {
  const isClear = sides.map((_, side) => missesOnSide(map, finder, { angle, modules: 4, ofMiddle: false }, side) <= 1);
  return isClear.some((clear, side) => clear && isClear[(side + 1) % 4] === true);
}

function missesOnSide(
  map: DarkMap,
  { x, y, module, isInverted }: Omit<Finder, 'hits'>,
  { angle, modules, ofMiddle }: Rim,
  side: number,
): number {
  // Along the pixels, a slanted module is longer than its side.
  const length = module * modules * Math.max(Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle)));
  const [cos, sin] = [Math.cos(angle) * length, Math.sin(angle) * length];
  let misses = 0;
  for (const [along, across] of sides[side] ?? []) {
    const atX = Math.floor(x + along * cos - across * sin);
    const atY = Math.floor(y + along * sin + across * cos);
    const isInside = atX >= 0 && atY >= 0 && atX < map.width && atY < map.height;
    misses += isInside && (isDark(map, atX, atY) !== isInverted) === ofMiddle ? 0 : 1;
  }
  return misses;
}

interface Line {
  readonly x: number;
  readonly y: number;
  readonly stepX: number;
  readonly stepY: number;
  readonly isInverted: boolean;
}

/** Follows a line both ways from a place inside a middle; answers the middle of the 1:3:1 on it, or null where there is none. */
function measure(map: DarkMap, line: Line): { readonly x: number; readonly y: number; readonly module: number } | null {
  const ahead = follow(map, line, 1);
  if (ahead === null) {
    return null;
  }
  const behind = follow(map, line, -1);
  if (behind === null) {
    return null;
  }
  // The pixel where both began was counted twice.
  const middle = ahead.middle + behind.middle - 1;
  if (!isRingAndMiddle(behind.ring, middle, ahead.ring)) {
    return null;
  }
  const shift = (ahead.middle - behind.middle) / 2;
  return {
    x: Math.floor(line.x) + 0.5 + shift * line.stepX,
    y: Math.floor(line.y) + 0.5 + shift * line.stepY,
    module: (behind.ring + middle + ahead.ring) / 5,
  };
}

/** More pixels than half a middle has: a module of a code that fills a screen of 4K has a hundred. */
const longestRun = 400;

/** How many pixels middle and ring have in one direction; null where they have no end, or nothing of the middle's colour comes after. */
function follow(
  map: DarkMap,
  { x, y, stepX, stepY, isInverted }: Line,
  direction: 1 | -1,
): { readonly middle: number; readonly ring: number } | null {
  const { width, height, luma, thresholds, blocksPerRow } = map;
  let [atX, atY] = [Math.floor(x), Math.floor(y)];
  let middle = 0;
  let ring = 0;
  while (atX >= 0 && atY >= 0 && atX < width && atY < height) {
    const threshold = thresholds[(atY >> blockShift) * blocksPerRow + (atX >> blockShift)] ?? 0;
    const isOfMiddle = (luma[atY * width + atX] ?? 0) <= threshold !== isInverted;
    if (isOfMiddle && ring > 0) {
      return { middle, ring };
    }
    if (isOfMiddle) {
      middle += 1;
    } else {
      ring += 1;
    }
    if (middle > longestRun || middle === 0 || ring > 2 * middle + 2) {
      return null;
    }
    atX += stepX * direction;
    atY += stepY * direction;
  }
  return null;
}
