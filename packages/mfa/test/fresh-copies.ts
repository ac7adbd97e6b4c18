import { createMemoryStore } from '@halfminute/mfa/testing';
import type { MemoryStore } from '@halfminute/mfa/testing';
import type { MfaRecord } from '@halfminute/mfa';
import { Ada, enrolledAda } from './ada.ts';

/** An account that can be tried again and again, each time as it was. */
export async function freshCopies(): Promise<{ readonly ada: Ada; readonly copy: () => Promise<Ada> }> {
  const ada = await enrolledAda();
  ada.later(7200);
  const [record] = ada.store.records();
  if (record === undefined) {
    throw new Error('Nothing is stored.');
  }
  return {
    ada,
    async copy() {
      const store: MemoryStore = createMemoryStore();
      const stored: MfaRecord = { ...record, version: 0 };
      await store.replace({ before: { ...stored, version: 0 }, after: stored, events: [], notices: [] });
      const other = new Ada({ store, now: ada.host.now });
      other.held = ada.held;
      return other;
    },
  };
}
