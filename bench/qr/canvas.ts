import type { LumaPicture, QrModules } from '@halfminute/qr';

/** A picture that is being drawn. */
export type Canvas = LumaPicture;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function blank(width: number, height: number, luma: number): Canvas {
  return { width, height, luma: new Uint8Array(width * height).fill(luma) };
}

export function fill(canvas: Canvas, { x, y, width, height }: Box, luma: number): void {
  const [left, right] = [Math.max(0, Math.round(x)), Math.min(canvas.width, Math.round(x + width))];
  if (left >= right) {
    return;
  }
  for (let row = Math.max(0, Math.round(y)); row < Math.min(canvas.height, Math.round(y + height)); row += 1) {
    canvas.luma.fill(luma, row * canvas.width + left, row * canvas.width + right);
  }
}

export function crop(canvas: Canvas, { x, y, width, height }: Box): Canvas {
  const cut = blank(width, height, 0);
  for (let row = 0; row < height; row += 1) {
    const from = (y + row) * canvas.width + x;
    cut.luma.set(canvas.luma.subarray(from, from + width), row * width);
  }
  return cut;
}

/** How a place of a drawing maps to the modules: a plane picture and a photograph differ in this only. */
export interface Placing {
  /** Where the drawing lies. */
  readonly box: Box;
  /** Module coordinates of a place of the canvas; 0,0 is the code's top left corner. */
  toModules(x: number, y: number): readonly [column: number, row: number];
}

export interface Inks {
  readonly dark: number;
  readonly light: number;
  /** Light modules around the code. */
  readonly quietZone: number;
  /** Part of the side that a picture in the middle covers; 0 for none. */
  readonly logo?: number;
}

/** Draws a code with soft edges: each pixel is the mean of sixteen places in it, as a browser scales an image. */
export function drawCode(canvas: Canvas, { size, dark }: QrModules, placing: Placing, inks: Inks): void {
  const { box } = placing;
  const [logoFrom, logoTo] = [(size * (1 - (inks.logo ?? 0))) / 2, (size * (1 + (inks.logo ?? 0))) / 2];
  const lumaAt = (column: number, row: number): number | null => {
    if (
      column < -inks.quietZone ||
      row < -inks.quietZone ||
      column >= size + inks.quietZone ||
      row >= size + inks.quietZone
    ) {
      return null;
    }
    if (column < 0 || row < 0 || column >= size || row >= size) {
      return inks.light;
    }
    if (column >= logoFrom && column < logoTo && row >= logoFrom && row < logoTo) {
      return Math.hypot(column - size / 2, row - size / 2) < ((logoTo - logoFrom) / 2) * 0.8 ? 110 : inks.light;
    }
    return (dark[Math.floor(row) * size + Math.floor(column)] ?? false) ? inks.dark : inks.light;
  };
  for (let y = Math.max(0, Math.floor(box.y)); y < Math.min(canvas.height, box.y + box.height); y += 1) {
    for (let x = Math.max(0, Math.floor(box.x)); x < Math.min(canvas.width, box.x + box.width); x += 1) {
      const under = canvas.luma[y * canvas.width + x] ?? 0;
      let sum = 0;
      for (let part = 0; part < 16; part += 1) {
        const [column, row] = placing.toModules(x + ((part & 3) + 0.5) / 4, y + ((part >> 2) + 0.5) / 4);
        sum += lumaAt(column, row) ?? under;
      }
      canvas.luma[y * canvas.width + x] = Math.round(sum / 16);
    }
  }
}

/** Where a code lies. */
export interface Place {
  readonly x: number;
  readonly y: number;
  /** Pixels a module. */
  readonly scale: number;
  /** Modules. */
  readonly quietZone: number;
}

/** Upright, with its quiet zone beginning at x, y. */
export function upright({ x, y, scale, quietZone }: Place, { size }: QrModules): Placing {
  const side = (size + 2 * quietZone) * scale;
  return {
    box: { x, y, width: side + 1, height: side + 1 },
    toModules: (px, py) => [(px - x) / scale - quietZone, (py - y) / scale - quietZone],
  };
}

/** Turned around its middle, which lies at x, y. */
export function turned(place: Place & { readonly radians: number }, { size }: QrModules): Placing {
  const { x, y, scale, radians, quietZone } = place;
  const reach = ((size + 2 * quietZone) * scale * Math.SQRT2) / 2 + 1;
  const [cos, sin] = [Math.cos(radians) / scale, Math.sin(radians) / scale];
  return {
    box: { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach },
    toModules: (px, py) => [(px - x) * cos + (py - y) * sin + size / 2, (py - y) * cos - (px - x) * sin + size / 2],
  };
}

/** Seen at a slant: each tilt says by how much of its side the far edge is farther away. */
export function slanted(
  place: Place & { readonly radians: number; readonly tiltX: number; readonly tiltY: number },
  modules: QrModules,
): Placing {
  const { x, y, scale, tiltX, tiltY, quietZone } = place;
  const side = (modules.size + 2 * quietZone) * scale;
  const plane = turned({ ...place, x: 0, y: 0 }, modules);
  const reach = side * 1.4;
  return {
    box: { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach },
    toModules(px, py) {
      const depth = 1 + (tiltX * (px - x) + tiltY * (py - y)) / side;
      return plane.toModules((px - x) / depth, (py - y) / depth);
    },
  };
}
