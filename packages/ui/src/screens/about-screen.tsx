import type { ReactElement } from 'react';

export function AboutScreen(): ReactElement | null {
  return null;
}
