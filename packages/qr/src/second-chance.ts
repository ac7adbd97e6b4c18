import { findCandidates } from './candidates.ts';
import { mapDark } from './dark-map.ts';
import type { Decode, Decoded } from './decoder.ts';
import { findFinders } from './finders.ts';
import type { LumaPicture } from './luma-picture.ts';
import { cornersOf, redraw, repaint } from './repaint.ts';
import { halve, isSoft, sharpen } from './soft-picture.ts';

/** A page of tiles that look like finder patterns must not cost more than looking at it. */
const mostCandidates = 12;

/**
 * Looks again where the decoder found nothing: for codes without a quiet zone, and in a picture without sharp edges after making them steeper. Whatever
 * is tried, a text comes out only where the code's own error correction agrees.
 */
export function lookAgain(decode: Decode, picture: LumaPicture): readonly Decoded[] {
  const found = cutOut(decode, picture);
  return found.length === 0 && isSoft(picture) ? lookSharper(decode, picture) : found;
}

/** Cuts out what has three finder patterns, whatever lies around it, repaints it with a quiet zone, and lets the decoder read that. */
function cutOut(decode: Decode, picture: LumaPicture): readonly Decoded[] {
  const map = mapDark(picture);
  const found: Decoded[] = [];
  const read = new Set<unknown>();
  for (const candidate of findCandidates(map, findFinders(map)).slice(0, mostCandidates)) {
    const patterns = [candidate.topLeft, candidate.topRight, candidate.bottomLeft];
    if (patterns.some((pattern) => read.has(pattern))) {
      continue;
    }
    const repainted = repaint(picture, candidate);
    const code = decode(repainted)[0] ?? decode(redraw(repainted))[0];
    if (code !== undefined) {
      patterns.forEach((pattern) => read.add(pattern));
      found.push({ text: code.text, corners: cornersOf(candidate) });
    }
  }
  return found;
}

/** Blur wants steeper edges, noise wants pixels put together, and photographs have some of both: from the cheapest on. */
function lookSharper(decode: Decode, picture: LumaPicture): readonly Decoded[] {
  const half = halve(picture);
  const attempts = [
    () => half,
    () => sharpen(half, { reach: 1, times: 2 }),
    () => sharpen(picture, { reach: 2, times: 4 }),
  ];
  for (const attempt of attempts) {
    const sharper = attempt();
    const direct = decode(sharper);
    const found = direct.length > 0 ? direct : cutOut(decode, sharper);
    if (found.length > 0) {
      return found;
    }
  }
  return [];
}
