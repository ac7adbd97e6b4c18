import type { Settings } from '@halfminute/core';
import { useLayoutEffect } from 'react';

/** The setting stands on the root element, where tokens.css looks for it. It stays when the codes are locked. */
export function useTheme(theme: Settings['theme']): void {
  useLayoutEffect(() => {
    if (theme === 'system') {
      delete document.documentElement.dataset['theme'];
    } else {
      document.documentElement.dataset['theme'] = theme;
    }
  }, [theme]);
}
