import type { InteractionResults } from 'oidc-provider';
import { toldOf } from './acr.ts';
import type { SecondFactor } from './acr.ts';

/**
 * The result with which an interaction ends well. `whole`: password and second factor (or the password alone, where that is all) were given
 * just now, which begins a session's longest time anew; a step-up on a live session gives the second factor only and does not.
 */
export function loginResult(login: {
  readonly accountId: string;
  readonly factor: SecondFactor;
  /** Unix seconds of the last factor given; becomes `auth_time`. */
  readonly at: number;
  readonly whole: boolean;
}): InteractionResults {
  const { acr, amr } = toldOf(login.factor);
  return {
    login: { accountId: login.accountId, acr, amr: [...amr], ts: Math.floor(login.at), whole: login.whole },
  };
}

/** Whether a result came from a whole sign-in; see {@link loginResult}. */
export function isWholeLogin(result: InteractionResults | undefined): boolean {
  return result?.login?.['whole'] === true;
}
