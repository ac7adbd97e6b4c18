import type { Transaction } from 'kysely';
import type { SignInSchema } from '../database/schema.ts';

/** Sessions, grants and tokens of one user, ended together. */
export interface Sessions {
  /** Ends every session and refresh token of the user, but the session `except`, and answers how many sessions there were. */
  endAll(
    transaction: Transaction<SignInSchema>,
    which: { readonly userId: string; readonly exceptUid?: string },
  ): Promise<number>;
}
