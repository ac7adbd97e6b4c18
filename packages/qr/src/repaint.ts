import type { Candidate } from './candidates.ts';
import type { Point } from './decoder.ts';
import type { LumaPicture } from './luma-picture.ts';

/** Light modules around a repainted code (ISO/IEC 18004, section 6.3.8). */
const quietZone = 4;
/** Pixels a module of a repainted code: whole ones, and enough for a decoder that looks at blocks of pixels. */
const scale = 4;

/** Cuts a candidate out, sets it upright and dark on light, stretches its contrast, and gives it a quiet zone. */
export function repaint(picture: LumaPicture, candidate: Candidate): LumaPicture {
  const { size } = candidate;
  const inner = sample(picture, candidate);
  const side = (size + 2 * quietZone) * scale;
  const luma = new Uint8Array(side * side).fill(255);
  for (let row = 0; row < size * scale; row += 1) {
    luma.set(
      inner.subarray(row * size * scale, (row + 1) * size * scale),
      (row + quietZone * scale) * side + quietZone * scale,
    );
  }
  return { width: side, height: side, luma };
}

/** Draws each module anew, as what the middle of its repainted square is: for codes that were scaled by parts of a pixel, or are noisy. */
export function redraw({ width, luma }: LumaPicture): LumaPicture {
  const drawn = new Uint8Array(luma.length).fill(255);
  const modules = width / scale;
  const means = new Float32Array(modules * modules);
  for (let row = 0; row < modules; row += 1) {
    for (let column = 0; column < modules; column += 1) {
      // The four pixels in the middle of its sixteen.
      const at = (row * scale + 1) * width + column * scale + 1;
      means[row * modules + column] =
        ((luma[at] ?? 0) + (luma[at + 1] ?? 0) + (luma[at + width] ?? 0) + (luma[at + width + 1] ?? 0)) / 4;
    }
  }
  for (let row = quietZone; row < modules - quietZone; row += 1) {
    for (let column = quietZone; column < modules - quietZone; column += 1) {
      if ((means[row * modules + column] ?? 255) < 128) {
        for (let line = 0; line < scale; line += 1) {
          const at = (row * scale + line) * width + column * scale;
          drawn.fill(0, at, at + scale);
        }
      }
    }
  }
  return { width, height: width, luma: drawn };
}

/** Where the corners of a candidate lie: top left, top right, bottom right, bottom left. */
export function cornersOf(candidate: Candidate): readonly [Point, Point, Point, Point] {
  const place = placing(candidate);
  const { size } = candidate;
  return [place(0, 0), place(size, 0), place(size, size), place(0, size)];
}

/** From module coordinates to pixels: the middles of the finder patterns lie three and a half modules from the edges. */
function placing({ topLeft, topRight, bottomLeft, size }: Candidate): (column: number, row: number) => Point {
  const between = size - 7;
  const right = { x: (topRight.x - topLeft.x) / between, y: (topRight.y - topLeft.y) / between };
  const down = { x: (bottomLeft.x - topLeft.x) / between, y: (bottomLeft.y - topLeft.y) / between };
  return (column, row) => ({
    x: topLeft.x + (column - 3.5) * right.x + (row - 3.5) * down.x,
    y: topLeft.y + (column - 3.5) * right.y + (row - 3.5) * down.y,
  });
}

/** The code alone, `scale` pixels a module, dark on light, from 0 to 255. */
function sample({ width, height, luma }: LumaPicture, candidate: Candidate): Uint8Array {
  const place = placing(candidate);
  const side = candidate.size * scale;
  const origin = place(0, 0);
  const [right, down] = [place(1 / scale, 0), place(0, 1 / scale)];
  const [rightX, rightY] = [right.x - origin.x, right.y - origin.y];
  const [downX, downY] = [down.x - origin.x, down.y - origin.y];
  const sampled = new Uint8Array(side * side);
  const counts = new Uint32Array(256);
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      // Half a pixel less: the middle of a pixel is where its brightness is known.
      const x = clamp(origin.x + (column + 0.5) * rightX + (row + 0.5) * downX - 0.5, width - 1.001);
      const y = clamp(origin.y + (column + 0.5) * rightY + (row + 0.5) * downY - 0.5, height - 1.001);
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const at = top * width + left;
      const [partX, partY] = [x - left, y - top];
      const above = (luma[at] ?? 0) * (1 - partX) + (luma[at + 1] ?? 0) * partX;
      const below = (luma[at + width] ?? 0) * (1 - partX) + (luma[at + width + 1] ?? 0) * partX;
      const value = Math.round(above * (1 - partY) + below * partY);
      const upright = candidate.isInverted ? 255 - value : value;
      sampled[row * side + column] = upright;
      counts[upright] = (counts[upright] ?? 0) + 1;
    }
  }
  const [darkest, lightest] = [quantile(counts, sampled.length * 0.1), quantile(counts, sampled.length * 0.9)];
  const range = Math.max(1, lightest - darkest);
  return sampled.map((value) => Math.max(0, Math.min(255, ((value - darkest) * 255) / range)));
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}

/** The brightness below which so many pixels lie. */
function quantile(counts: Uint32Array, wanted: number): number {
  let seen = 0;
  return counts.findIndex((count) => (seen += count) >= wanted);
}
