import { createContext, use, useEffect, useId } from 'react';

/** Which forms hold something typed that a lock would throw away. */
export interface HalfDone {
  readonly mark: (formId: string, isDirty: boolean) => void;
}

export const HalfDoneContext = createContext<HalfDone | null>(null);

/** While `isDirty`, locking tells the user on the unlock screen that something half typed was thrown away. */
export function useHalfDone(isDirty: boolean): void {
  const registry = use(HalfDoneContext);
  const formId = useId();
  useEffect(() => {
    registry?.mark(formId, isDirty);
    return () => registry?.mark(formId, false);
  }, [registry, formId, isDirty]);
}
