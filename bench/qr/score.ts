import type { Drawn } from './pictures.ts';
import { bareName, ourName, type Rival } from './rivals.ts';

/** What one of them did with some pictures. */
interface Score {
  pictures: number;
  /** Pictures of which it read every text. */
  read: number;
  /** Texts that do not stand in the picture. */
  falseReads: number;
  milliseconds: number;
  /** Of pictures that the bare decoder read, its time as a part of the bare decoder's. */
  hitRatio: number[];
}

/** By the names of those that were shown the pictures. */
export type Scores = Map<string, Score>;

/** Shows a picture to each; they take turns at being first, which has the colder caches. */
export async function show(
  rivals: readonly Rival[],
  { frame, texts }: Drawn,
  { scores, turn }: { readonly scores: Scores; readonly turn: number },
): Promise<void> {
  const times = new Map<string, number>();
  for (const rival of turn % 2 === 0 ? rivals : rivals.toReversed()) {
    const score = scores.get(rival.name) ?? nothing();
    scores.set(rival.name, score);
    const began = performance.now();
    // oxlint-disable-next-line no-await-in-loop -- one after the other: each is measured
    const found = new Set(await rival.read(frame));
    const milliseconds = performance.now() - began;
    const isRead = texts.length > 0 && texts.every((text) => found.has(text));
    score.milliseconds += milliseconds;
    score.pictures += 1;
    score.read += isRead ? 1 : 0;
    score.falseReads += [...found].filter((text) => !texts.includes(text)).length;
    if (isRead || rival.name !== bareName) {
      times.set(rival.name, milliseconds);
    }
  }
  const [ours, bare] = [times.get(ourName), times.get(bareName)];
  if (ours !== undefined && bare !== undefined) {
    scores.get(ourName)?.hitRatio.push(ours / bare);
  }
}

export function addUp(all: readonly Scores[]): Scores {
  const total: Scores = new Map();
  for (const [name, score] of all.flatMap((scores) => [...scores])) {
    const sum = total.get(name) ?? nothing();
    total.set(name, {
      pictures: sum.pictures + score.pictures,
      read: sum.read + score.read,
      falseReads: sum.falseReads + score.falseReads,
      milliseconds: sum.milliseconds + score.milliseconds,
      hitRatio: [...sum.hitRatio, ...score.hitRatio],
    });
  }
  return total;
}

function nothing(): Score {
  return { pictures: 0, read: 0, falseReads: 0, milliseconds: 0, hitRatio: [] };
}
