import { useEffect, useEffectEvent } from 'react';
import { useHost } from '../hooks/app-context.tsx';
import { useIsOnTop } from '../hooks/layer.tsx';
import { shortcutOf, type ShortcutId } from './shortcuts.ts';

/** Answers false to let the key do what it does without us. */
type ShortcutAct = () => void | false;

/**
 * Runs acts by their keys while the screen that calls it is on top and no menu or dialog is open above it; *Lock* even then.
 * A field keeps the keys it needs: an act is asked only when it is listed, and may decline.
 */
export function useShortcuts(acts: Partial<Record<ShortcutId, ShortcutAct>>): void {
  const host = useHost();
  const isOnTop = useIsOnTop();
  const run = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) {
      return;
    }
    const id = shortcutOf(event, host);
    // Whoever leaves the desk locks, whatever is open.
    if (id !== 'lock' && isInOverlay(event.target)) {
      return;
    }
    const act = id === null ? undefined : acts[id];
    if (act !== undefined && act() !== false) {
      event.preventDefault();
    }
  });
  useEffect(() => {
    if (!isOnTop) {
      return undefined;
    }
    const listener = (event: KeyboardEvent): void => run(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, [isOnTop]);
}

/** Menus and dialogs keep their keys to themselves. */
export function isInOverlay(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-overlay]') !== null;
}
