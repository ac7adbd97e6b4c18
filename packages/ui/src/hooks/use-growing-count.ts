import { useEffect, useState } from 'react';

/** More than the tallest screen shows, in rows. */
const firstStep = 40;
/** Rows a step: each step is done well within the time of a key press. */
const step = 80;

/**
 * How many of `total` rows to draw: a screenful at once, so that a long list is there without a wait, and the rest step
 * by step between what the user does. Never fewer than `atLeast`.
 */
export function useGrowingCount(total: number, atLeast: number): number {
  const [count, setCount] = useState(firstStep);
  const isShort = count < total;
  useEffect(() => {
    if (!isShort) {
      return undefined;
    }
    const timer = setTimeout(() => setCount(count + step));
    return () => clearTimeout(timer);
  }, [isShort, count]);
  return Math.min(total, Math.max(count, atLeast));
}
