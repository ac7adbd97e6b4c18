import { useEffect, useEffectEvent, useState } from 'react';

/** Whole seconds from `seconds` down to 1, then `onEnd`, once. Starts when the component that calls it appears. */
export function useCountdown(seconds: number, onEnd: () => void): number {
  const [left, setLeft] = useState(seconds);
  const end = useEffectEvent(onEnd);
  useEffect(() => {
    const endsAt = performance.now() + seconds * 1000;
    // By the difference to the end, not by counting ticks: a window in the background gets few of them.
    const timer = setInterval(() => {
      const remaining = Math.ceil((endsAt - performance.now()) / 1000);
      setLeft(Math.max(1, remaining));
      if (remaining <= 0) {
        clearInterval(timer);
        end();
      }
    }, 250);
    return () => clearInterval(timer);
  }, [seconds]);
  return left;
}
