import type { Changes } from './changes.ts';
import { unchanged } from './decision.ts';
import type { MfaHost } from './mfa.ts';
import type { SealedSeed } from './record.ts';
import { sealSeed, unsealSeed } from './sealed-seed.ts';

interface Parts {
  readonly host: MfaHost;
  readonly changes: Changes;
}

/**
 * Seals the seeds of up to `batch` users with the ring's present key. Each user is one replacement, so it may be killed at any time: what
 * was done stays done, and the next call goes on with the rest. One seed that cannot be opened does not keep the others
 * back; it is thrown once they are done.
 */
export async function rotateKeys(batch: number, { host, changes }: Parts): Promise<number> {
  const keyId = host.keyRing.presentKeyId;
  const users = await host.store.usersSealedWithOtherKeys(keyId, batch);
  let done = 0;
  const failures: unknown[] = [];
  for (const userId of users) {
    try {
      // One after another: a rotation takes its time and leaves the machine to those who sign in.
      await changes.make(userId, async (record) => {
        const sealedAnew = async <Holder extends { readonly id: string; readonly seed: SealedSeed }>(
          holder: Holder,
        ) => {
          if (holder.seed.keyId === keyId) {
            return holder;
          }
          const owner = { userId, authenticatorId: holder.id };
          const secret = await unsealSeed(holder.seed, owner, host.keyRing);
          const seed = await sealSeed(secret, owner, host);
          secret.wipe();
          return { ...holder, seed };
        };
        const authenticators = await Promise.all(record.authenticators.map(sealedAnew));
        const pending = await Promise.all(record.pending.map(sealedAnew));
        const isSame =
          authenticators.every((one, index) => one === record.authenticators[index]) &&
          pending.every((one, index) => one === record.pending[index]);
        return unchanged(isSame ? record : { ...record, authenticators, pending }, null);
      });
      done += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) {
    throw failures[0];
  }
  return done;
}
