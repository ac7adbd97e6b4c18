import { VaultError } from '@halfminute/vault';
import type { VaultErrorCode } from '@halfminute/vault';
import type { SaveOutcome } from './app.ts';
import type { VaultProblem } from './app-state.ts';
import { PlatformError } from './platform.ts';

export type SaveProblem = (SaveOutcome & { readonly outcome: 'failed' })['problem'];

/**
 * What the user is told of a file that could not be read or understood. Anything else is a mistake in the program and is
 * thrown on.
 */
export function problemOfReading(error: unknown): VaultProblem {
  if (error instanceof VaultError) {
    const problem = PROBLEM_BY_VAULT_ERROR.get(error.code);
    if (problem === undefined) {
      throw error;
    }
    return problem;
  }
  const problem = problemOfSaving(error);
  return problem === 'disk-full' ? 'io' : problem;
}

/** The codes that are about files. The others are about edits, and no file brings them about. */
const PROBLEM_BY_VAULT_ERROR: ReadonlyMap<VaultErrorCode, VaultProblem> = new Map([
  ['empty', 'empty'],
  ['not-a-vault', 'not-a-vault'],
  ['damaged', 'damaged'],
  ['newer-version', 'newer-version'],
  ['unsafe-parameters', 'unsafe-parameters'],
  // No vault of ours grows that large: it is somebody else's file.
  ['too-large', 'not-a-vault'],
]);

/** What the user is told of a save that failed. */
export function problemOfSaving(error: unknown): SaveProblem {
  if (error instanceof PlatformError) {
    switch (error.code) {
      case 'is-a-directory':
      case 'not-permitted':
      case 'disk-full':
        return error.code;
      case 'locked-by-another':
      case 'too-large':
      case 'unsupported':
      case 'belongs-to-vault':
      case 'io':
        return 'io';
    }
  }
  throw error;
}
