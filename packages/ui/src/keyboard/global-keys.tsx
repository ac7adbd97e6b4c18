import { useApp } from '../hooks/app-context.tsx';
import { useNavigation } from '../hooks/navigation.tsx';
import { useShortcuts } from './use-shortcuts.ts';

/** The keys that work on every screen of an open session. Mounted in each layer: only the top one listens. */
export function GlobalKeys(): null {
  const app = useApp();
  const navigation = useNavigation();
  const isList = navigation.screen.name === 'list';
  useShortcuts({
    lock: () => app.session.lock('by-user'),
    settings: () => navigation.go({ name: 'settings' }),
    add: () => navigation.go({ name: 'add' }),
    // The list clears its search with Escape and has its own say about "?", see ListKeys.
    'clear-search': () => (isList ? false : navigation.back()),
    'all-keys': () => (isList || isTyping() ? false : navigation.go({ name: 'all-keys' })),
  });
  return null;
}

function isTyping(): boolean {
  return document.activeElement instanceof Element && document.activeElement.matches('input, textarea');
}
