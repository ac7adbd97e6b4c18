import type { ReactElement } from 'react';

export function AllKeysScreen(): ReactElement | null {
  return null;
}
