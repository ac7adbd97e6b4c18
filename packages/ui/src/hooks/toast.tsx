import { createContext, use } from 'react';

export interface ToastMessage {
  readonly sentence: string;
  readonly detail?: string;
  readonly act?: { readonly words: string; readonly onPress: () => void };
}

export interface Toasts {
  /** One at a time: a new one takes the place of the last. With an act it stays ten seconds, and while hovered or focused. */
  readonly show: (message: ToastMessage) => void;
  readonly clear: () => void;
}

export const ToastContext = createContext<Toasts | null>(null);

export function useToasts(): Toasts {
  const value = use(ToastContext);
  if (value === null) {
    throw new Error('useToasts was called outside AppView');
  }
  return value;
}
