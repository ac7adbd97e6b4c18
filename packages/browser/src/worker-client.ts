import { PlatformError } from '@halfminute/core';
import { refusalToError, type WorkerReply, type WorkerRequest } from './worker-protocol.ts';

/** The page's end of a worker that answers questions one by one, in any order. */
export interface WorkerClient<Request, Answer> {
  /** Rejects with a {@link PlatformError}: the worker's own refusal, or 'io' when the worker broke or was ended. */
  ask(request: Request, transfer?: readonly Transferable[]): Promise<Answer>;
  /** Ends the worker at once, whatever it is doing; open questions are rejected. */
  end(): void;
}

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: PlatformError) => void;
}

/** Wraps a worker whose script calls `answerRequests`. */
export function createWorkerClient<Request, Answer>(worker: Worker): WorkerClient<Request, Answer> {
  const waitingByNumber = new Map<number, Waiting<Answer>>();
  let lastNumber = 0;
  let broken: PlatformError | null = null;

  function breakWith(error: PlatformError): void {
    broken = error;
    worker.terminate();
    for (const { reject } of waitingByNumber.values()) {
      reject(error);
    }
    waitingByNumber.clear();
  }

  worker.addEventListener('message', ({ data }: MessageEvent<WorkerReply>) => {
    const waiting = waitingByNumber.get(data.number);
    waitingByNumber.delete(data.number);
    if ('refusal' in data) {
      waiting?.reject(refusalToError(data.refusal));
    } else {
      waiting?.resolve(data.answer as Answer); // our own worker, built together with this page, answers in its own type
    }
  });
  // Also what a script gives that could not be loaded: the server was stopped, or serves a newer build.
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    breakWith(new PlatformError('io', 'A part of the program could not be loaded or broke. Reload the page.'));
  });
  worker.addEventListener('messageerror', () => {
    breakWith(new PlatformError('io', 'A part of the program gave an answer that could not be read.'));
  });

  return {
    ask(request, transfer = []) {
      if (broken !== null) {
        return Promise.reject(broken);
      }
      lastNumber += 1;
      const message: WorkerRequest = { number: lastNumber, request };
      return new Promise((resolve, reject) => {
        waitingByNumber.set(message.number, { resolve, reject });
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- only windows have a target origin
        worker.postMessage(message, [...transfer]);
      });
    },
    end() {
      breakWith(new PlatformError('io', 'The work was ended before it was done.'));
    },
  };
}
