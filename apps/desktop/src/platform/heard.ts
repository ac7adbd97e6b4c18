import type { Unsubscribe } from '@halfminute/core';

interface ShellEvent<Payload> {
  listen(heard: (event: { readonly payload: Payload }) => void): Promise<() => void>;
}

/** Listens to an event of the shell. The shell begins to answer a moment later, so what is taken back before that is taken back then. */
export function heard<Payload>(event: ShellEvent<Payload>, listener: (payload: Payload) => void): Unsubscribe {
  const listening = event.listen(({ payload }) => listener(payload));
  return () => {
    void listening.then((stop) => stop());
  };
}
