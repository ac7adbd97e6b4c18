import { encodeQr, type ErrorCorrection, type LumaPicture } from '@halfminute/qr';

export interface Drawing {
  readonly errorCorrection?: ErrorCorrection;
  /** Pixels a module; parts of a pixel make soft edges. */
  readonly scale?: number;
  readonly dark?: number;
  readonly light?: number;
  /** Modules. */
  readonly quietZone?: number;
  /** Around the middle of the picture. */
  readonly radians?: number;
  /** Part of the side that is covered in the middle. */
  readonly logo?: number;
}

/** Everything of one brightness. */
export function plain(width: number, height: number, luma: number): LumaPicture {
  return { width, height, luma: new Uint8Array(width * height).fill(luma) };
}

/** Puts a code with its quiet zone into a picture, with its middle at x, y; each pixel is the mean of nine places in it. */
export function putCode(
  picture: LumaPicture,
  text: string,
  at: readonly [x: number, y: number],
  how: Drawing = {},
): void {
  const { scale = 4, dark = 17, light = 255, quietZone = 4, radians = 0, logo = 0, errorCorrection = 'medium' } = how;
  const { size, dark: modules } = encodeQr(text, { errorCorrection });
  const half = size / 2 + quietZone;
  const reach = Math.ceil(half * scale * Math.SQRT2);
  const [cos, sin] = [Math.cos(radians) / scale, Math.sin(radians) / scale];
  for (let y = Math.max(0, Math.floor(at[1] - reach)); y < Math.min(picture.height, at[1] + reach); y += 1) {
    for (let x = Math.max(0, Math.floor(at[0] - reach)); x < Math.min(picture.width, at[0] + reach); x += 1) {
      const under = picture.luma[y * picture.width + x] ?? 0;
      let sum = 0;
      for (let part = 0; part < 9; part += 1) {
        const [offX, offY] = [x + ((part % 3) + 0.5) / 3 - at[0], y + (Math.floor(part / 3) + 0.5) / 3 - at[1]];
        const [column, row] = [offX * cos + offY * sin, offY * cos - offX * sin];
        if (Math.abs(column) >= half || Math.abs(row) >= half) {
          sum += under;
        } else if (Math.abs(column) < (size * logo) / 2 && Math.abs(row) < (size * logo) / 2) {
          sum += (dark + light) / 2;
        } else {
          const [atColumn, atRow] = [Math.floor(column + size / 2), Math.floor(row + size / 2)];
          const isInside = atColumn >= 0 && atRow >= 0 && atColumn < size && atRow < size;
          sum += isInside && (modules[atRow * size + atColumn] ?? false) ? dark : light;
        }
      }
      picture.luma[y * picture.width + x] = sum / 9;
    }
  }
}

/** The mean of a square around each pixel. */
export function blurred({ width, height, luma }: LumaPicture, reach: number): LumaPicture {
  const soft = plain(width, height, 0);
  const side = 2 * reach + 1;
  for (let y = reach; y < height - reach; y += 1) {
    for (let x = reach; x < width - reach; x += 1) {
      let sum = 0;
      for (let part = 0; part < side * side; part += 1) {
        sum += luma[(y + Math.floor(part / side) - reach) * width + x + (part % side) - reach] ?? 0;
      }
      soft.luma[y * width + x] = sum / (side * side);
    }
  }
  return soft;
}

/** The same numbers from 0 up to 1 each time (a linear congruential generator). */
export function repeatable(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export function withNoise({ width, height, luma }: LumaPicture, most: number, chance: () => number): LumaPicture {
  return { width, height, luma: luma.map((value) => Math.max(0, Math.min(255, value + (chance() * 2 - 1) * most))) };
}
