import type { ReactElement } from 'react';

export function ChangePasswordScreen(): ReactElement | null {
  return null;
}
