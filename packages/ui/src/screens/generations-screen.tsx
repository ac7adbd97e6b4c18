import type { ReactElement } from 'react';

export function GenerationsScreen(): ReactElement | null {
  return null;
}
