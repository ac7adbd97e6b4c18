import type { ReactElement } from 'react';

export function StepByStepScreen(): ReactElement | null {
  return null;
}
