import type { Transaction } from 'kysely';
import type { SignInSchema } from '../database/schema.ts';

/** Sessions, grants and tokens of one user, ended together. */
export interface Sessions {
  /**
   * Ends every session and refresh token of the user, but the session `exceptUid`, and answers how many sessions there were. Their clients are told
   * by the running service (logout-worker.ts), also of sessions that ended by themselves within the last day: a platform's own may go on after ours.
   */
  endAll(
    transaction: Transaction<SignInSchema>,
    which: { readonly userId: string; readonly exceptUid?: string },
  ): Promise<number>;
}
