import type { Services } from '../services.ts';
import { readClockState } from './clock-watch.ts';

/** What must be there before anybody is signed in. */
export interface Readiness {
  readonly database: boolean;
  readonly keys: boolean;
  readonly clock: boolean;
}

/** How long a part may take to answer. */
const mostMs = 2_000;

export async function readReadiness(services: Services): Promise<Readiness> {
  const [database, clock, keys] = await Promise.all([
    holds(async () => {
      await services.database.kysely.selectFrom('setting').select('name').limit(1).execute();
      return true;
    }),
    holds(async () => (await readClockState(services)).state === 'right'),
    holds(async () => (await services.keys.ring.key(services.keys.ring.presentKeyId)) !== null),
  ]);
  return { database, keys, clock };
}

async function holds(question: () => Promise<boolean>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), mostMs);
  try {
    return await Promise.race([question().catch(() => false), late]);
  } finally {
    clearTimeout(timer);
  }
}
