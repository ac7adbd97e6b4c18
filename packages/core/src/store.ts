import type { Unsubscribe } from './platform.ts';

/** One immutable value, and who wants to know when it becomes another one. */
export interface Store<Value> {
  get(): Value;
  /** Tells the listeners only if it is another object. */
  set(next: Value): void;
  subscribe(listener: () => void): Unsubscribe;
}

export function createStore<Value>(initial: Value): Store<Value> {
  let value = initial;
  const listeners = new Set<() => void>();

  return {
    get: () => value,
    set(next) {
      if (next === value) {
        return;
      }
      value = next;
      // A copy, since a listener may unsubscribe itself or others.
      for (const listener of Array.from(listeners)) {
        listener();
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
