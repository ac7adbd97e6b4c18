import type { ReactElement } from 'react';
import { useWords } from '../hooks/words.tsx';
import { Ring } from '../parts/ring.tsx';

/** While the vault file is read: mostly too short to be seen. */
export function StartingScreen(): ReactElement {
  const words = useWords().common;
  return (
    <main className="page starting" aria-busy="true">
      <h1 className="visually-hidden">{words.productName}</h1>
      <Ring secondsLeft={15} periodSeconds={30} size={36} />
    </main>
  );
}
