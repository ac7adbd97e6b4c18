import type { ReactElement } from 'react';
import { Ring } from '../parts/ring.tsx';

/** While the vault file is read: mostly too short to be seen. */
export function StartingScreen(): ReactElement {
  return (
    <main className="page starting" aria-busy="true">
      <Ring secondsLeft={15} periodSeconds={30} size={36} />
    </main>
  );
}
