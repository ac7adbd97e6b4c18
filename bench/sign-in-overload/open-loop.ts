import { UnexpectedAnswerError } from '../sign-in/browser.ts';
import type { RunningTarget } from '../sign-in/target.ts';

/** What became of the arrivals. Every one of them is in one of these. */
interface Outcomes {
  succeeded: number;
  /** Answered 503 with Retry-After, and gone at once. */
  refused: number;
  /** Other answers of the server that it was wrong: 500, 502, and a 503 that does not say when to come again. */
  serverErrors: number;
  connectionErrors: number;
  /** Answers of another kind that no sign-in goes on from. */
  unexpected: number;
  /** Never sent, since `mostInFlight` were on their way: the load script's own bound, and no answer of the server. */
  dropped: number;
}

export interface Arrivals {
  readonly outcomes: Outcomes;
  /** From the first arrival to the last, without those that were still on their way then. */
  readonly seconds: number;
  readonly succeededMs: readonly number[];
  readonly refusedMs: readonly number[];
  /** How many succeeded in each stretch of `stretchSeconds`. */
  readonly succeededByStretch: readonly number[];
  /** What failed, a few of them, for whoever looks into it. */
  readonly examples: readonly string[];
}

/** Sign-ins that come at their own pace, whether the server keeps up or not: each by the next user, and nobody tries again. */
export async function arrive(
  target: RunningTarget,
  {
    perSecond,
    seconds,
    mostInFlight,
    stretchSeconds,
    nextUser,
  }: { perSecond: number; seconds: number; mostInFlight: number; stretchSeconds: number; nextUser: () => number },
): Promise<Arrivals> {
  const outcomes: Outcomes = {
    succeeded: 0,
    refused: 0,
    serverErrors: 0,
    connectionErrors: 0,
    unexpected: 0,
    dropped: 0,
  };
  const succeededMs: number[] = [];
  const refusedMs: number[] = [];
  const succeededByStretch = Array.from({ length: Math.ceil(seconds / stretchSeconds) }, () => 0);
  const examples: string[] = [];
  const inFlight = new Set<Promise<void>>();
  const start = performance.now();

  async function one(): Promise<void> {
    const began = performance.now();
    try {
      await target.signIn(nextUser());
      const now = performance.now();
      outcomes.succeeded += 1;
      succeededMs.push(now - began);
      const stretch = Math.floor((now - start) / 1000 / stretchSeconds);
      if (stretch < succeededByStretch.length) {
        succeededByStretch[stretch] = (succeededByStretch[stretch] ?? 0) + 1;
      }
    } catch (error) {
      const kind = kindOf(error);
      outcomes[kind] += 1;
      if (kind === 'refused') {
        refusedMs.push(performance.now() - began);
      } else if (examples.length < mostExamples) {
        examples.push(`${kind}: ${String(error)}`);
      }
    }
  }

  // By the time since the start, so that a timer that came late is made up for and the pace stays.
  for (let arrived = 0; arrived < perSecond * seconds;) {
    const due = Math.min(perSecond * seconds, (perSecond * (performance.now() - start)) / 1000);
    for (; arrived < due; arrived++) {
      if (inFlight.size >= mostInFlight) {
        outcomes.dropped += 1;
      } else {
        const running = one();
        inFlight.add(running);
        void running.then(() => inFlight.delete(running));
      }
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
  const lasted = (performance.now() - start) / 1000;
  await Promise.all(inFlight);
  return { outcomes, seconds: lasted, succeededMs, refusedMs, succeededByStretch, examples };
}

const mostExamples = 5;

function kindOf(error: unknown): keyof Outcomes {
  if (error instanceof UnexpectedAnswerError) {
    const { status, retryAfter } = error;
    return status === 503 && retryAfter !== null ? 'refused' : status >= 500 ? 'serverErrors' : 'unexpected';
  }
  // Those of a socket have a code (ECONNRESET, ECONNREFUSED ...).
  return error instanceof Error && 'code' in error ? 'connectionErrors' : 'unexpected';
}
