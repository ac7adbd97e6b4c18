import { blank, type Canvas } from './canvas.ts';
import type { Seeded } from './seeded.ts';

/** Gaussian, by two passes. */
export function blur(canvas: Canvas, sigma: number): Canvas {
  const reach = Math.ceil(sigma * 3);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, at) =>
    Math.exp(-((at - reach) ** 2) / (2 * sigma * sigma)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const kernel = Float32Array.from(weights, (weight) => weight / total);
  return pass(pass(canvas, kernel, 1, 0), kernel, 0, 1);
}

function pass({ width, height, luma }: Canvas, kernel: Float32Array, stepX: number, stepY: number): Canvas {
  const out = blank(width, height, 0);
  const reach = (kernel.length - 1) / 2;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (let at = -reach; at <= reach; at += 1) {
        const column = Math.min(width - 1, Math.max(0, x + at * stepX));
        const row = Math.min(height - 1, Math.max(0, y + at * stepY));
        sum += (kernel[at + reach] ?? 0) * (luma[row * width + column] ?? 0);
      }
      out.luma[y * width + x] = sum;
    }
  }
  return out;
}

/** Adds noise of a sensor, and light that falls off to one side. */
export function photograph(
  canvas: Canvas,
  chance: Seeded,
  { noise, fall }: { readonly noise: number; readonly fall: number },
): void {
  const { width, height, luma } = canvas;
  const angle = chance.between(0, 2 * Math.PI);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const light = 1 - fall / 2 + fall * (Math.cos(angle) * (x / width - 0.5) + Math.sin(angle) * (y / height - 0.5));
      const grain = (chance.unit() + chance.unit() + chance.unit() - 1.5) * 2 * noise;
      luma[at] = Math.max(0, Math.min(255, 20 + (luma[at] ?? 0) * light * 0.85 + grain));
    }
  }
}

/** The quantisation of luma in annex K.1 of the JPEG standard (ITU-T T.81). */
const annexK = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
  87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
];
const cosines = Float32Array.from({ length: 64 }, (_, at) => {
  const [frequency, place] = [at >> 3, at & 7];
  return Math.cos(((2 * place + 1) * frequency * Math.PI) / 16) * (frequency === 0 ? Math.sqrt(1 / 8) : 0.5);
});

/** What JPEG loses at this quality (libjpeg's scale, 1 to 100): its cosines, rounded, in blocks of eight. */
export function jpegLoss(canvas: Canvas, quality: number): void {
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  const steps = annexK.map((step) => Math.max(1, Math.floor((step * scale + 50) / 100)));
  const block = new Float32Array(64);
  for (let y = 0; y + 8 <= canvas.height; y += 8) {
    for (let x = 0; x + 8 <= canvas.width; x += 8) {
      for (let at = 0; at < 64; at += 1) {
        block[at] = (canvas.luma[(y + (at >> 3)) * canvas.width + x + (at & 7)] ?? 0) - 128;
      }
      transform(block, false);
      for (let at = 0; at < 64; at += 1) {
        const step = steps[at] ?? 1;
        block[at] = Math.round((block[at] ?? 0) / step) * step;
      }
      transform(block, true);
      for (let at = 0; at < 64; at += 1) {
        canvas.luma[(y + (at >> 3)) * canvas.width + x + (at & 7)] = Math.max(
          0,
          Math.min(255, Math.round((block[at] ?? 0) + 128)),
        );
      }
    }
  }
}

const between = new Float32Array(64);

function transform(block: Float32Array, isInverse: boolean): void {
  const weight = (out: number, into: number): number => cosines[isInverse ? into * 8 + out : out * 8 + into] ?? 0;
  for (let row = 0; row < 8; row += 1) {
    for (let out = 0; out < 8; out += 1) {
      let sum = 0;
      for (let into = 0; into < 8; into += 1) {
        sum += weight(out, into) * (block[row * 8 + into] ?? 0);
      }
      between[row * 8 + out] = sum;
    }
  }
  for (let column = 0; column < 8; column += 1) {
    for (let out = 0; out < 8; out += 1) {
      let sum = 0;
      for (let into = 0; into < 8; into += 1) {
        sum += weight(out, into) * (between[into * 8 + column] ?? 0);
      }
      block[out * 8 + column] = sum;
    }
  }
}
