import type { LumaPicture } from './luma-picture.ts';

/** Of the contrast in a stretch of pixels, how much lies between two neighbours at most. On a screen's own picture nearly all; a lens spreads it. */
const softestOfSharp = 0.62;
const stretch = 16;
const leastContrast = 80;
/** A screen's own picture is of one colour over a good part; a sensor never gives a stretch of equal pixels. */
const fewestFlat = 0.03;

/** Whether a picture is not a screen's own, but a photograph or one that was scaled up: without sharp edges, or without quiet areas. */
export function isSoft({ width, height, luma }: LumaPicture): boolean {
  let soft = 0;
  let contrasty = 0;
  let flat = 0;
  let all = 0;
  for (let y = 4; y < height; y += 8) {
    for (let from = y * width; from + stretch < (y + 1) * width; from += stretch) {
      let [least, most, steepest] = [255, 0, 0];
      let before = luma[from] ?? 0;
      for (let at = from; at < from + stretch; at += 1) {
        const value = luma[at] ?? 0;
        least = value < least ? value : least;
        most = value > most ? value : most;
        const slope = value > before ? value - before : before - value;
        steepest = slope > steepest ? slope : steepest;
        before = value;
      }
      all += 1;
      flat += most - least <= 1 ? 1 : 0;
      if (most - least >= leastContrast) {
        contrasty += 1;
        soft += steepest < (most - least) * softestOfSharp ? 1 : 0;
      }
    }
  }
  return contrasty > 0 && (soft * 2 > contrasty || flat < all * fewestFlat);
}

/** Each pixel the mean of four: half the sides, half the noise. */
export function halve({ width, height, luma }: LumaPicture): LumaPicture {
  const half = { width: width >> 1, height: height >> 1, luma: new Uint8Array((width >> 1) * (height >> 1)) };
  for (let y = 0; y < half.height; y += 1) {
    let from = 2 * y * width;
    for (let to = y * half.width; to < (y + 1) * half.width; to += 1, from += 2) {
      half.luma[to] =
        ((luma[from] ?? 0) + (luma[from + 1] ?? 0) + (luma[from + width] ?? 0) + (luma[from + width + 1] ?? 0) + 2) >>
        2;
    }
  }
  return half;
}

/**
 * Makes edges steeper: adds what each pixel differs from its surroundings, `times` over (unsharp masking). `reach` in pixels; two passes of a mean over
 * so many to each side come near a Gaussian.
 */
export function sharpen(
  picture: LumaPicture,
  { reach, times }: { readonly reach: number; readonly times: number },
): LumaPicture {
  const { width, height, luma } = picture;
  let blurred = luma;
  for (let pass = 0; pass < 2; pass += 1) {
    blurred = meanOf(blurred, { lines: height, lineStep: width, length: width, step: 1, reach });
    blurred = meanOf(blurred, { lines: width, lineStep: 1, length: height, step: width, reach });
  }
  const sharp = new Uint8ClampedArray(luma.length);
  for (let at = 0; at < luma.length; at += 1) {
    const value = luma[at] ?? 0;
    sharp[at] = value + times * (value - (blurred[at] ?? 0));
  }
  return { width, height, luma: new Uint8Array(sharp.buffer) };
}

interface Lines {
  readonly lines: number;
  readonly lineStep: number;
  readonly length: number;
  readonly step: number;
  readonly reach: number;
}

/** The mean of a sliding window along each line; past the ends the last pixel goes on. */
function meanOf(source: Uint8Array, { lines, lineStep, length, step, reach }: Lines): Uint8Array {
  const means = new Uint8Array(source.length);
  const window = 2 * reach + 1;
  for (let line = 0; line < lines; line += 1) {
    const begin = line * lineStep;
    const last = begin + (length - 1) * step;
    let sum = (source[begin] ?? 0) * (reach + 1);
    for (let at = 1; at <= reach; at += 1) {
      sum += source[Math.min(last, begin + at * step)] ?? 0;
    }
    for (let at = begin; at <= last; at += step) {
      means[at] = sum / window + 0.5;
      sum += (source[Math.min(last, at + (reach + 1) * step)] ?? 0) - (source[Math.max(begin, at - reach * step)] ?? 0);
    }
  }
  return means;
}
