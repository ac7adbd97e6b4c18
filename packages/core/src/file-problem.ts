import { VaultError } from '@halfminute/vault';
import type { SaveOutcome, VaultProblem } from './app.ts';
import { PlatformError } from './platform.ts';

export type SaveProblem = (SaveOutcome & { readonly outcome: 'failed' })['problem'];

/**
 * What the user is told of a file that could not be read or understood. Anything else is a mistake in the program and is
 * thrown on.
 */
export function problemOfReading(error: unknown): VaultProblem {
  if (error instanceof VaultError) {
    switch (error.code) {
      case 'empty':
      case 'not-a-vault':
      case 'newer-version':
      case 'unsafe-parameters':
      case 'damaged':
        return error.code;
      case 'too-large':
        return 'not-a-vault';
      default:
        throw error;
    }
  }
  const problem = problemOfSaving(error);
  return problem === 'disk-full' ? 'io' : problem;
}

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
      case 'io':
        return 'io';
    }
  }
  throw error;
}
