import type { ReactElement } from 'react';

export function ExportScreen(): ReactElement | null {
  return null;
}
