import type { AccountId, CodeView, OtpAccount, Unsubscribe } from '@halfminute/core';
import { useCallback, useLayoutEffect, useState, useSyncExternalStore, type RefObject } from 'react';
import { useApp } from './app-context.tsx';

/** The code of an account while `isWatched`; null otherwise, so that nothing old is ever on show. */
export function useCode(id: AccountId, isWatched: boolean): CodeView | null {
  const app = useApp();
  const watch = useCallback((listener: (view: CodeView) => void) => app.codes.watch(id, listener), [app, id]);
  return useWatched(watch, isWatched);
}

/** The code of an account that is not saved yet. */
export function usePreview(account: OtpAccount | null): CodeView | null {
  const app = useApp();
  const watch = useCallback(
    (listener: (view: CodeView) => void) =>
      account === null ? () => undefined : app.codes.watchPreview(account, listener),
    [app, account],
  );
  return useWatched(watch, account !== null);
}

/**
 * A page in the background is not ticked by its browser, so nothing is watched there and nothing shown: what comes
 * back into sight is asked for anew before it is painted.
 */
function useWatched(watch: (listener: (view: CodeView) => void) => Unsubscribe, isWatched: boolean): CodeView | null {
  const [shown, setShown] = useState<{ readonly watch: typeof watch; readonly view: CodeView } | null>(null);
  const isPageVisible = useIsPageVisible();
  const isActive = isWatched && isPageVisible;
  useLayoutEffect(() => {
    if (!isActive) {
      return undefined;
    }
    const unsubscribe = watch((view) => setShown({ watch, view }));
    return () => {
      unsubscribe();
      setShown(null);
    };
  }, [watch, isActive]);
  return isActive && shown?.watch === watch ? shown.view : null;
}

function useIsPageVisible(): boolean {
  return useSyncExternalStore(subscribeToVisibility, () => document.visibilityState === 'visible');
}

function subscribeToVisibility(listener: () => void): Unsubscribe {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}

/** A little more than is on show, so that a code is there before its row scrolls in. */
const margin = '200px 0px';

/** Whether the element is in sight, or nearly. */
export function useIsInSight(ref: RefObject<Element | null>): boolean {
  const [isInSight, setInSight] = useState(false);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) {
      return undefined;
    }
    // Known at once for the first paint; the observer tells of every later change.
    const box = element.getBoundingClientRect();
    setInSight(box.height > 0 && box.top < window.innerHeight + 200);
    const observer = new IntersectionObserver((entries) => setInSight(entries.at(-1)?.isIntersecting ?? false), {
      rootMargin: margin,
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return isInSight;
}
