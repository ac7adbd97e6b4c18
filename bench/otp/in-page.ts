import type { HashAlgorithm } from '@halfminute/otp';
import { commonRivals, makeAccounts } from './rivals.ts';
import { checkAgreement, runnerOf, takeTurns } from './rounds.ts';
import type { Rates } from './rounds.ts';

export interface PageRequest {
  readonly algorithm: HashAlgorithm;
  readonly rounds: number;
  readonly milliseconds: number;
}

async function measureCodes({ algorithm, rounds, milliseconds }: PageRequest): Promise<Rates> {
  const rivals = commonRivals(makeAccounts(algorithm));
  checkAgreement(rivals);
  return takeTurns(rivals.map(runnerOf), rounds, milliseconds);
}

/** The door for Chromium: the bench calls it by name. */
Object.assign(globalThis, { measureCodes });
