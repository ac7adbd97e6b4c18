import type { ReactElement } from 'react';

export function SettingsScreen(): ReactElement | null {
  return null;
}
