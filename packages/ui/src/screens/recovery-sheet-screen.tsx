import type { ReactElement } from 'react';

export function RecoverySheetScreen(): ReactElement | null {
  return null;
}
