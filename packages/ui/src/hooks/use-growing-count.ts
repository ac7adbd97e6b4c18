import { useEffect, useState } from 'react';

/** The least height of a row in CSS pixels: `.row` in list.css. */
const rowHeight = 60;
/** Rows a step: each step is done well within the time of a key press. */
const step = 40;

/**
 * How many of `total` rows to draw: those that the window has room for at once, so that a long list is there without a
 * wait, and the rest step by step between what the user does. Never fewer than `atLeast`.
 */
export function useGrowingCount(total: number, atLeast: number): number {
  const [count, setCount] = useState(() => Math.ceil(window.innerHeight / rowHeight));
  const isShort = count < total;
  useEffect(() => (isShort ? afterPaint(() => setCount(count + step)) : undefined), [isShort, count]);
  return Math.min(total, Math.max(count, atLeast));
}

/** Runs `next` once what is drawn now is on the screen; answers what calls it off. */
function afterPaint(next: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(next);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
