import type { ReactElement } from 'react';
import { useOpenState } from '../hooks/app-context.tsx';
import type { ListScreenAddress } from '../hooks/navigation.tsx';
import { ListScreen } from '../list/list-screen.tsx';
import { EmptyScreen } from './empty-screen.tsx';

/** The ground of the stack: the codes, or the ways to the first one. */
export function HomeScreen({ screen }: { readonly screen: ListScreenAddress }): ReactElement {
  const { accounts } = useOpenState();
  return accounts.length === 0 ? <EmptyScreen /> : <ListScreen arrival={screen} />;
}
