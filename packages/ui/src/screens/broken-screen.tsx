import type { ReactElement } from 'react';

export function BrokenScreen(_props: { readonly error: unknown }): ReactElement | null {
  return null;
}
