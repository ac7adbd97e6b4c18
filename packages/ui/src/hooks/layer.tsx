import { createContext, use } from 'react';

/** Screens below the top one stay mounted, so that what was typed is kept, but must not act. */
export const LayerContext = createContext<boolean>(true);

export function useIsOnTop(): boolean {
  return use(LayerContext);
}
