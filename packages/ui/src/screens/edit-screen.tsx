import type { AccountId } from '@halfminute/core';
import type { ReactElement } from 'react';

export function EditScreen(_props: { readonly id: AccountId; readonly show?: 'long-code' | undefined }): ReactElement | null {
  return null;
}
