import type { LumaFrame } from '@halfminute/core';

const [width, height] = [640, 360];

/** Somebody's telephone with a QR code on it before a wall, as a camera of today sees it. The code itself is none. */
export function cameraPicture(): LumaFrame {
  const luma = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      luma[y * width + x] = lightAt(x, y);
    }
  }
  return { width, height, luma };
}

const telephone = { left: 212, top: 24, right: 412, bottom: 360, border: 10, corner: 24 };
const code = { left: 248, top: 96, side: 128, modules: 25 };

function lightAt(x: number, y: number): number {
  const wall = 196 - Math.hypot(x - 180, y - 60) / 7;
  const shadow = insetIn(telephone, x - 10, y - 8) > 0 ? 0.72 : 1;
  const inset = insetIn(telephone, x, y);
  if (inset <= 0) {
    return wall * shadow;
  }
  return inset < telephone.border ? 44 : codeLightAt(x, y);
}

/** How deep inside a box with round corners a place lies; below zero outside. */
function insetIn({ left, top, right, bottom, corner }: typeof telephone, x: number, y: number): number {
  const across = Math.min(x - left, right - x);
  const down = Math.min(y - top, bottom - y + corner);
  return across < corner && down < corner
    ? corner - Math.hypot(corner - across, corner - down)
    : Math.min(across, down);
}

function codeLightAt(x: number, y: number): number {
  const [column, row] = [x - code.left, y - code.top].map((at) => Math.floor((at * code.modules) / code.side));
  const isInside = [column, row].every((at) => at !== undefined && at >= 0 && at < code.modules);
  return isInside && isDark(column ?? 0, row ?? 0) ? 40 : 228;
}

function isDark(column: number, row: number): boolean {
  const last = code.modules - 1;
  for (const [x, y] of [
    [column, row],
    [last - column, row],
    [column, last - row],
  ] as const) {
    if (x < 8 && y < 8) {
      const ring = Math.max(Math.abs(x - 3), Math.abs(y - 3));
      return ring !== 2 && ring < 4;
    }
  }
  return ((column * 7 + row * 13 + column * row * 5) ^ (column * 3)) % 5 < 2;
}
