/** Runs jobs one after the other, in the order they came. */
export interface SerialQueue {
  /** Answers what the job answers, and fails as it fails; the jobs behind it run all the same. */
  run<Answer>(job: () => Promise<Answer>): Promise<Answer>;
  /** Whether no job runs or waits. */
  readonly idle: boolean;
  /** Resolves when every job that has come so far is done. */
  settled(): Promise<void>;
}

export function createSerialQueue(): SerialQueue {
  let tail: Promise<void> = Promise.resolve();
  let unfinished = 0;

  return {
    run<Answer>(job: () => Promise<Answer>): Promise<Answer> {
      unfinished += 1;
      const answer = tail.then(job);
      const done = (): void => {
        unfinished -= 1;
      };
      // The failure is the caller's, who holds `answer`; the queue only goes on.
      tail = answer.then(done, done);
      return answer;
    },
    get idle() {
      return unfinished === 0;
    },
    settled: () => tail,
  };
}
