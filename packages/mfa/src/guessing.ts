import type { Changes } from './changes.ts';
import { unchanged } from './decision.ts';
import type { Decision, Moment } from './decision.ts';
import type { RequestContext } from './events.ts';
import type { VerifyOutcome } from './mfa.ts';
import type { MfaRecord } from './record.ts';
import { countFailure, refuse, settle } from './rules/attempt.ts';
import type { Finding, Guess, Miss, Refusal } from './rules/attempt.ts';

/** Nothing was tried: there is nothing to compare with, or what was typed can be no code. Not counted. */
export type NotTried =
  | Extract<VerifyOutcome, { readonly result: 'not-enrolled' | 'malformed' }>
  | { readonly result: 'expired' };

/** A guess that takes long to look at: counted first, looked at outside of any transaction, then settled on the record as it is by then. */
export interface SlowLook<Accepted> {
  readonly found: 'later';
  readonly work: () => Promise<(record: MfaRecord, moment: Moment) => Finding<Accepted>>;
}

interface Trying<Untried extends NotTried, Accepted> {
  readonly guess: Guess;
  readonly userId: string;
  readonly context: RequestContext;
  /** All that takes time (opening seeds, making codes) happens in here, before anything is decided. */
  readonly look: (record: MfaRecord, moment: Moment) => Promise<Untried | Finding<Accepted> | SlowLook<Accepted>>;
}

export interface Guessing {
  /**
   * The one way by which anything guessable is tried: a code of any authenticator, a recovery code, the confirmation of a shown secret; at
   * sign-in, step-up or removal. Whether it is looked at at all, and what follows, is decided here for all of them, in one counter.
   */
  attempt<Untried extends NotTried, Accepted>(
    trying: Trying<Untried, Accepted>,
  ): Promise<Untried | Accepted | Refusal | Miss>;
}

export function createGuessing(
  changes: Changes,
  momentOf: (about: { readonly userId: string; readonly context: RequestContext }) => Moment,
): Guessing {
  return {
    async attempt<Untried extends NotTried, Accepted>(trying: Trying<Untried, Accepted>) {
      const { guess, userId, look } = trying;
      type Answer = { readonly answer: Untried | Accepted | Refusal | Miss };
      const first = await changes.make<Answer | SlowLook<Accepted>>(userId, async (record) => {
        const moment = momentOf(trying);
        const refused = refuse(record, guess, moment);
        if (refused !== null) {
          return answering(refused);
        }
        const seen = await look(record, moment);
        if ('result' in seen) {
          return answering(unchanged(record, seen));
        }
        if (seen.found === 'later') {
          return { outcome: seen, after: countFailure(record, moment), events: [], notices: [] };
        }
        const counted = seen.found === 'right' ? record : countFailure(record, moment);
        return answering(settle(counted, guess, moment, seen));
      });
      if ('answer' in first) {
        return first.answer;
      }
      const findingOn = await first.work();
      return changes.make<Untried | Accepted | Refusal | Miss>(userId, (record) => {
        const moment = momentOf(trying);
        return record.disabledAt === null
          ? settle(record, guess, moment, findingOn(record, moment))
          : unchanged(record, { result: 'disabled' });
      });
    },
  };
}

/** Tells an answer from work that is still to be done. */
function answering<Outcome>(decision: Decision<Outcome>): Decision<{ readonly answer: Outcome }> {
  return { ...decision, outcome: { answer: decision.outcome } };
}
