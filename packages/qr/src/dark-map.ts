import type { LumaPicture } from './luma-picture.ts';

/** Which pixels of a picture are dark, judged by what lies around each. */
export interface DarkMap {
  readonly width: number;
  readonly height: number;
  readonly luma: Uint8Array;
  /** A pixel is dark when it is at most as bright as the threshold of its block of 16 by 16. */
  readonly thresholds: Uint8Array;
  readonly blocksPerRow: number;
}

/** A block's side is two to this power. */
export const blockShift = 4;
/** Blocks to each side that a block's threshold looks at: a window of 80 pixels, in which every code has both dark and light. */
const reach = 2;
/** Pixels whose surroundings differ by less are all of one kind. */
const leastContrast = 24;

/** The middle between the darkest and the lightest around. A mean would drown a small code on a dark page. */
export function mapDark({ width, height, luma }: LumaPicture): DarkMap {
  const blocksPerRow = ((width - 1) >> blockShift) + 1;
  const blockRows = ((height - 1) >> blockShift) + 1;
  const darkest = new Uint8Array(blocksPerRow * blockRows).fill(255);
  const lightest = new Uint8Array(blocksPerRow * blockRows);
  // Every second pixel of every second row says enough of a block.
  for (let y = 0; y < height; y += 2) {
    const row = y * width;
    const blockRow = (y >> blockShift) * blocksPerRow;
    for (let block = 0; block < blocksPerRow; block += 1) {
      const end = row + Math.min(width, (block + 1) << blockShift);
      let least = darkest[blockRow + block] ?? 255;
      let most = lightest[blockRow + block] ?? 0;
      for (let at = row + (block << blockShift); at < end; at += 2) {
        const value = luma[at] ?? 0;
        least = value < least ? value : least;
        most = value > most ? value : most;
      }
      darkest[blockRow + block] = least;
      lightest[blockRow + block] = most;
    }
  }
  const least = spread(darkest, blocksPerRow, (one, other) => one < other);
  const most = spread(lightest, blocksPerRow, (one, other) => one > other);
  const thresholds = new Uint8Array(least.length);
  for (let block = 0; block < thresholds.length; block += 1) {
    const [dark, light] = [least[block] ?? 0, most[block] ?? 0];
    thresholds[block] = light - dark < leastContrast ? (dark > 127 ? 0 : 255) : (dark + light) >> 1;
  }
  return { width, height, luma, thresholds, blocksPerRow };
}

/** The extreme of each block's window, first along the rows, then along the columns. */
function spread(
  values: Uint8Array,
  blocksPerRow: number,
  isBeyond: (one: number, other: number) => boolean,
): Uint8Array {
  const inRows = new Uint8Array(values.length);
  const spreaded = new Uint8Array(values.length);
  for (let block = 0; block < values.length; block += 1) {
    const column = block % blocksPerRow;
    const last = block - column + Math.min(blocksPerRow - 1, column + reach);
    let found = values[block] ?? 0;
    for (let other = block - Math.min(column, reach); other <= last; other += 1) {
      const value = values[other] ?? 0;
      found = isBeyond(value, found) ? value : found;
    }
    inRows[block] = found;
  }
  for (let block = 0; block < values.length; block += 1) {
    let found = inRows[block] ?? 0;
    for (let row = -reach; row <= reach; row += 1) {
      const value = inRows[block + row * blocksPerRow] ?? found;
      found = isBeyond(value, found) ? value : found;
    }
    spreaded[block] = found;
  }
  return spreaded;
}

export function isDark({ width, luma, thresholds, blocksPerRow }: DarkMap, x: number, y: number): boolean {
  const threshold = thresholds[(y >> blockShift) * blocksPerRow + (x >> blockShift)] ?? 0;
  return (luma[y * width + x] ?? 255) <= threshold;
}
