import type { ReactElement } from 'react';

export function WhatWhereScreen(): ReactElement | null {
  return null;
}
