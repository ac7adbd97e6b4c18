import type { AccountId } from '@halfminute/core';
import { useEffect, useEffectEvent, type RefObject } from 'react';
import { useOpenState } from '../hooks/app-context.tsx';
import { useIsOnTop } from '../hooks/layer.tsx';
import { useNavigation } from '../hooks/navigation.tsx';
import { isOnlyWhileSearchIsEmpty, type ShortcutId } from '../keyboard/shortcuts.ts';
import { isInOverlay, useShortcuts } from '../keyboard/use-shortcuts.ts';
import type { ListModel } from './list-model.ts';

interface ListKeys {
  readonly model: ListModel;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly run: (act: ShortcutId) => void;
  readonly focusRow: (id: AccountId | undefined) => void;
  readonly undo: () => void;
}

/** Where the focus is, as far as the keys are concerned. */
type Place = 'search' | 'row' | 'nowhere' | 'elsewhere';

/** The keys of the list: type anywhere to search, move, and the acts on the selected account. */
export function useListKeys({ model, searchRef, run, focusRow, undo }: ListKeys): void {
  const { settings } = useOpenState();
  const { go } = useNavigation();
  const place = (target: EventTarget | null = document.activeElement): Place => {
    if (target === searchRef.current) {
      return 'search';
    }
    if (target === null || target === document.body) {
      return 'nowhere';
    }
    return target instanceof Element && target.matches('.row-hit') ? 'row' : 'elsewhere';
  };
  /** In a search that holds something these keys belong to its text. */
  const isTextKey = (id: ShortcutId): boolean =>
    model.query !== '' && place() === 'search' && isOnlyWhileSearchIsEmpty(id);
  const act = (id: ShortcutId) => (): void | false => (isTextKey(id) ? false : run(id));

  useShortcuts({
    // On a row Enter is the button's own key, and on any other button that button's.
    'copy-code': () => (place() === 'search' || place() === 'nowhere' ? run('copy-code') : false),
    'copy-next-code': act('copy-next-code'),
    'next-counter-code': act('next-counter-code'),
    'show-hidden': () => (settings.hideCodes && place() !== 'elsewhere' ? act('show-hidden')() : false),
    edit: act('edit'),
    favourite: act('favourite'),
    'show-long-code': act('show-long-code'),
    delete: act('delete'),
    undo: () => (isTextKey('undo') ? false : undo()),
    'all-keys': () => (model.query === '' ? go({ name: 'all-keys' }) : false),
    'clear-search': () => {
      if (model.query === '') {
        return false;
      }
      model.search('');
      searchRef.current?.focus();
      return undefined;
    },
  });
  useMoving({ model, searchRef, focusRow, place });
}

interface Moving extends Pick<ListKeys, 'model' | 'searchRef' | 'focusRow'> {
  readonly place: (target: EventTarget | null) => Place;
}

const pageSteps = 8;

function useMoving({ model, searchRef, focusRow, place }: Moving): void {
  const isOnTop = useIsOnTop();
  const steps = (key: string, at: Place): number | null => {
    switch (key) {
      case 'ArrowDown':
        return 1;
      case 'ArrowUp':
        return -1;
      case 'PageDown':
        return pageSteps;
      case 'PageUp':
        return -pageSteps;
      // In the search these belong to its text.
      case 'Home':
        return at === 'search' ? null : -Infinity;
      case 'End':
        return at === 'search' ? null : Infinity;
      default:
        return null;
    }
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isInOverlay(event.target) || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const at = place(event.target);
    const move = steps(event.key, at);
    if (move !== null) {
      event.preventDefault();
      focusRow(model.neighbour(move)?.id);
    } else if (at !== 'search' && isTyped(event, { isSearching: model.query !== '' })) {
      // The key is not handled here: it goes on into the field that now has the focus.
      searchRef.current?.focus();
    }
  });
  useEffect(() => {
    if (!isOnTop) {
      return undefined;
    }
    const listener = (event: KeyboardEvent): void => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, [isOnTop]);
}

/** A key that writes something. Space presses buttons, so it searches only inside the field. */
function isTyped(event: KeyboardEvent, { isSearching }: { readonly isSearching: boolean }): boolean {
  if (event.key === 'Backspace') {
    return isSearching;
  }
  // An input method's key is called "Process"; its letter comes later, into whatever has the focus then.
  return event.key === 'Process' || (Array.from(event.key).length === 1 && event.key !== ' ');
}
