import type { AccountId } from '@halfminute/core';
import type { ReactElement } from 'react';
import { useOpenState } from '../hooks/app-context.tsx';
import { ListScreen } from '../list/list-screen.tsx';
import { EmptyScreen } from './empty-screen.tsx';

/** The ground of the stack: the codes, or the ways to the first one. */
export function HomeScreen({ selected }: { readonly selected: AccountId | undefined }): ReactElement {
  const { accounts } = useOpenState();
  return accounts.length === 0 ? <EmptyScreen /> : <ListScreen arrivedAt={selected} />;
}
