import type { ReactElement } from 'react';

export function ReplaceKeysScreen(): ReactElement | null {
  return null;
}
