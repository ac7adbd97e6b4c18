import type { Policy } from './config/config.ts';

/** The policy in force at this moment, read anew each second, so that an administrator's change needs no restart. */
export interface LivePolicy {
  present(): Policy;
  refresh(): Promise<void>;
}

export async function createLivePolicy(store: { read(): Promise<Policy> }): Promise<LivePolicy> {
  let present = await store.read();
  return {
    present: () => present,
    refresh: async () => {
      present = await store.read();
    },
  };
}
